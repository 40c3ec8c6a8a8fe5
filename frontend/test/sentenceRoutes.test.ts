import { describe, expect, it } from "vitest";
import type { Aggregation, Method } from "../src/api/types.ts";
import { markRoutes } from "../src/charts/routeGraph.ts";
import { figure } from "../src/dom/format.ts";
import {
  drawRoutes,
  largestScore,
  noRoutes,
  routeRows,
  routesNote,
  routesNotes,
  savedRoutes,
  sideRoutes,
} from "../src/figures/sentence/routes.ts";
import { type SentencePicture, sentencePicture } from "../src/figures/sentence/sentencePicture.ts";
import type { RouteNode } from "../src/layout/routes.ts";
import { readSentenceView } from "../src/state/sentence/sentenceView.ts";
import { example, LAYERS, maps, methods, run, scoreRun } from "./fixture/recorded.ts";

const infoOf = (id: string): Method | undefined => methods.find((method) => method.id === id);

function sentence(query = "", method = "attn", aggregation: Aggregation = "none"): SentencePicture {
  const view = readSentenceView(["scores", "1a", "3"], new URLSearchParams(query));
  const sources = [false, true].map((after) => ({
    scoreRun: scoreRun(after),
    example: example(after),
    maps: maps(method, aggregation, after),
  }));
  const picture = view && sentencePicture(sources, view, infoOf(method));
  if (picture === undefined) {
    throw new Error("no picture");
  }
  return picture;
}

describe("the routes of a sentence", () => {
  it("are those of each layer's own map, and the page says why others have none", () => {
    expect(noRoutes(sentence())).toBeUndefined();
    expect(noRoutes(sentence("", "globenc", "rollout"))).toMatch(/^The map of a rollout already contains/);
    expect(noRoutes(sentence("", "attn", "last_layer"))).toMatch(/^Routes lead through all layers/);
    expect(noRoutes(sentence("sides=difference"))).toMatch(/not through differences/);
    const flow: SentencePicture = { ...sentence(), info: infoOf("attention_flow") };
    expect(noRoutes(flow)).toMatch(/^The map of a layer by Attention flow already contains/);
  });

  it("are rows of a file, each a score of the maps that were read", () => {
    const [head, ...rows] = routeRows(sentence("sides=both"), 0.15);
    expect(head?.slice(1)).toEqual(["side", "layer", "receives", "receiving", "gives", "giving", "score"]);
    expect(new Set(rows.map(([, side]) => side))).toEqual(new Set(["before", "after"]));
    const { target, tokens } = example(true);
    const first = rows.find(([, side]) => side === "after") ?? [];
    expect(first.slice(2, 5)).toEqual([`Layer ${LAYERS}`, target, "[MASK]"]);
    const giver = Number(first[5]);
    expect(first[6]).toBe(tokens[giver]);
    expect(first[7]).toBe(maps("attn", "none", true).values[LAYERS - 1]?.[target]?.[giver]);
    expect(rows.every((row) => Number(row[7]) >= 0.15)).toBe(true);
  });

  it("say what is not drawn: nothing that is strong enough, or weak lines beyond the most", () => {
    const [side] = sentence().sides;
    const note = (threshold: number) => routesNote(side, sideRoutes(side, threshold), threshold);
    const row = maps("attn", "none", side.kind === "after").values[LAYERS - 1]?.[example(true).target] ?? [];
    expect(note(0.9)).toBe(
      `No score of the target's row in the last layer reaches 0.9; the largest is ${figure(Math.max(...row))}.`,
    );
    expect(note(0.15)).toBe("");
    // Every token of every layer takes from every token, but the target alone does in the last.
    const all = example(true).tokens.length * (1 + (LAYERS - 1) * example(true).tokens.length);
    expect(note(1e-6)).toMatch(new RegExp(`^Of ${all} lines the 400 on the strongest routes are drawn`));
  });

  it("leave special tokens out as the maps do, and say so", () => {
    const bare = sentence("bare=1");
    const named = routeRows(bare, 0.15).flatMap((row) => [row[4], row[6]]);
    expect(named).not.toContain("[CLS]");
    expect(routesNotes(bare, 0.15).at(-1)).toMatch(/^Special tokens are left out/);
    expect(routesNotes(sentence(), 0.15)).toHaveLength(1);
  });

  it("are saved with what has to be known to read them", () => {
    const parts = savedRoutes(sentence("sides=both"), 0.15, run("r-whole"));
    expect(parts?.title).toMatch(/^Routes to the target: Attention, /);
    expect(parts?.caption).toContain("A line is a score of at least 0.15");
    expect(parts?.caption).toContain(example(true).sentence);
    expect(parts?.chart.querySelectorAll(".route").length).toBe(
      routeRows(sentence("sides=both"), 0.15).length - 1,
    );
    expect(parts?.legend?.map(({ name }) => name)).toEqual(["what a token keeps of itself", "cue"]);
  });
});

describe("the graph of the routes", () => {
  const now = sentence();
  const [side] = now.sides;
  const routes = sideRoutes(side, 0.15);
  const { chart, marks } = drawRoutes(side, now, routes, { width: 600, colours: "light" });

  it("has a mark for each node, which tells its scores", () => {
    const [target] = marks;
    expect(marks).toHaveLength(routes.nodes.length);
    expect(target?.head).toBe(`Layer ${LAYERS}, [MASK]`);
    const [edge] = [...routes.edges]
      .filter(({ layer }) => layer === LAYERS - 1)
      .sort((one, other) => other.score - one.score);
    const giver = side.picture.units[edge?.giver ?? -1]?.label ?? "";
    expect(target?.lines[0]).toBe(`takes from ${giver} ${figure(edge?.score)}`);
    expect(marks.at(-1)?.head).toMatch(/^Input, /);
  });

  it("draws wide what is strong, and dashed what a token takes from itself", () => {
    const paths = [...chart.querySelectorAll(".route")];
    const widths = paths.map((path) => Number(path.getAttribute("stroke-width")));
    expect(widths).toEqual([...widths].sort((one, other) => one - other));
    expect(paths.filter((path) => path.hasAttribute("stroke-dasharray"))).toHaveLength(
      routes.edges.filter(({ receiver, giver }) => receiver === giver).length,
    );
    expect(Math.max(...routes.edges.map(({ score }) => score))).toBeLessThanOrEqual(largestScore(now));
  });

  it("makes faint what is on no route through a node, and strong again what was faint", () => {
    const faint = () => chart.querySelectorAll(".route.aside").length;
    const node = marks.at(-1)?.datum as RouteNode;
    markRoutes(chart, routes, node);
    const aside = faint();
    expect(aside).toBeGreaterThan(0);
    expect(aside).toBeLessThan(routes.edges.length);
    markRoutes(chart, routes, routes.nodes[0]);
    expect(faint()).toBe(0);
    markRoutes(chart, routes, node);
    markRoutes(chart, routes, undefined);
    expect(faint()).toBe(0);
  });
});
