import { describe, expect, it, vi } from "vitest";
import { modelNames, type SideFigures } from "../src/figures/results/loadFigures.ts";
import {
  chosenFigures,
  facetsOf,
  legendOf,
  methodsWithout,
  rowsOf,
} from "../src/figures/results/methodSeries.ts";
import { filterOfGroup, rankDifferences, rankSentences } from "../src/figures/results/rankedSentences.ts";
import { Answers, follow } from "../src/state/answers.ts";
import { groupKind, groupName, groupsOf } from "../src/state/results/sentenceGroups.ts";
import { aggregationOf, chosenMethodIds, usualMethods } from "../src/state/results/usualMethods.ts";
import { Store } from "../src/state/store.ts";
import { figureTable, methods, run } from "./fixture/recorded.ts";

const scored = methods.map(({ id }) => id);
const choice = {
  methods: ["value_zeroing_cosine", "attn"],
  aggregation: "none",
  allMethods: methods,
} as const;

const side = (id: string, when: "before" | "after", name?: string): SideFigures => {
  const scoreRunId = `${id}${when === "before" ? "b" : "a"}`;
  const model = models.get(id) ?? { run: run(id, name === undefined ? {} : { name }), sides: [] };
  models.set(id, model);
  return { model, side: { scoreRunId, when }, table: { ...figureTable(when === "after"), scoreRunId } };
};
const models = new Map<string, SideFigures["model"]>();

describe("the methods that are drawn", () => {
  it("are a few telling ones at first, without the baseline", () => {
    expect(usualMethods(scored)).toHaveLength(6);
    expect(usualMethods(scored)).not.toContain("random");
    expect(usualMethods(["random", "x", "attn"])).toEqual(["x", "attn"]);
  });

  it("are those of the address, in the order of the score run", () => {
    expect(chosenMethodIds(["alti", "attn", "gone", "random"], scored)).toEqual(["attn", "alti"]);
    expect(chosenMethodIds([], scored)).toEqual([]);
  });

  it("take their own kind of rollout", () => {
    expect(aggregationOf("rollout", ["none", "rollout_residual"])).toBe("rollout_residual");
    expect(aggregationOf("rollout", ["none", "last_layer"])).toBeUndefined();
    expect(aggregationOf("last_layer", ["none"])).toBeUndefined();
  });
});

describe("lines of figures", () => {
  it("are those of the answer, with the baseline behind", () => {
    const { table } = side("r", "after");
    const views = chosenFigures(table, choice);
    expect(views.map(({ method }) => method)).toEqual(["value_zeroing_cosine", "attn", "random"]);
    const [facet] = facetsOf([side("r", "after")], choice, "light", "overlaid");
    expect(facet?.series[0]?.points.map(({ y }) => y)).toEqual(views[0]?.view.figures.mean);
    expect(facet?.series.map(({ behind }) => behind)).toEqual([undefined, undefined, "baseline"]);
    expect(facet?.series[0]?.points[3]?.datum).toEqual({
      scoreRunId: "ra",
      method: "value_zeroing_cosine",
      layer: 4,
    });
  });

  it("say under which rollout a method is drawn, and which are left out", () => {
    const rolled = { ...choice, methods: ["attn", "attention_flow"], aggregation: "rollout" } as const;
    const { table } = side("r", "after");
    expect(chosenFigures(table, rolled).map(({ name }) => name)).toEqual([
      "Attention (rollout + residual)",
      "Random",
    ]);
    expect(methodsWithout([table], rolled)).toEqual(["Attention flow"]);
  });

  it("of the last layer stand at the last layer", () => {
    const last = { ...choice, aggregation: "last_layer" } as const;
    const [facet] = facetsOf([side("r", "after")], last, "light", "overlaid");
    expect(facet?.series[0]?.points.map(({ x }) => x)).toEqual([6]);
  });

  it("lie over each other, before dashed, or stand beside each other", () => {
    const both = [side("r", "before"), side("r", "after")];
    const [over, ...none] = facetsOf(both, choice, "light", "overlaid");
    expect(none).toEqual([]);
    expect(over?.series.map(({ dashed }) => dashed)).toEqual([true, true, false, false, false]);
    const beside = facetsOf(both, choice, "light", "beside");
    expect(beside.map(({ title }) => title)).toEqual(["before", "after"]);
    expect(legendOf(both, choice, "light", true).at(-1)?.dashed).toBe(true);
    expect(legendOf(both, choice, "light", false)).toHaveLength(3);
  });

  it("are rows too, a row for each figure", () => {
    const rows = rowsOf([side("r", "after")], choice, "cue_dot");
    expect(rows).toHaveLength(1 + 3 * 6);
    const { mean, low, high, n } = side("r", "after").table.views[0]?.figures ?? {
      mean: [],
      low: [],
      high: [],
      n: [],
    };
    expect(rows[1]?.slice(4)).toEqual([1, mean[0], low[0], high[0], n[0]]);
  });

  it("tell runs apart by what differs", () => {
    const of = (id: string, changes: Parameters<typeof run>[1]) => ({ run: run(id, changes), sides: [] });
    expect([...modelNames([of("a", {}), of("b", { name: "other" })]).values()]).toEqual([
      "tiny-bert on the sample data",
      "other",
    ]);
    expect([...modelNames([of("a", {}), of("b", {})]).values()][1]).toContain("(b)");
    expect([...modelNames([of("a", {})]).values()]).toEqual(["tiny-bert"]);
  });
});

describe("the sentences of a point", () => {
  const values = [0.2, null, 0.9, 0.2];

  it("come best or worst first, whichever way is better", () => {
    const order = (by: "best" | "worst", higher: boolean) =>
      rankSentences({ values }, by, higher).map(({ index }) => index);
    expect(order("best", true)).toEqual([2, 0, 3]);
    expect(order("worst", true)).toEqual([0, 3, 2]);
    expect(order("best", false)).toEqual([0, 3, 2]);
  });

  it("come by how far two methods lie apart, where both have a value", () => {
    const others = { values: [0.9, 0.5, 0.8, null] };
    const order = (by: "furthest" | "closest") => rankDifferences({ values }, others, by);
    expect(order("furthest")).toEqual([
      { index: 0, value: 0.2, other: 0.9 },
      { index: 2, value: 0.9, other: 0.8 },
    ]);
    expect(order("closest").map(({ index }) => index)).toEqual([2, 0]);
  });

  it("are those of the group where the list can leave others out", () => {
    expect(filterOfGroup("wrong")).toEqual({ correct: false });
    expect(filterOfGroup("darn")).toEqual({ paradigm: "darn" });
    expect(filterOfGroup("all")).toBeUndefined();
    expect(filterOfGroup("distance_1")).toBeUndefined();
  });
});

it("groups have names and kinds", () => {
  const groups = groupsOf([
    { groups: [{ name: "all", examples: 1 }] },
    {
      groups: [
        { name: "all", examples: 2 },
        { name: "ana", examples: 1 },
      ],
    },
  ]);
  expect(groups).toEqual([
    { name: "all", examples: 2 },
    { name: "ana", examples: 1 },
  ]);
  expect(["all", "right", "ana", "distance_1"].map(groupKind)).toEqual([
    undefined,
    "Prediction",
    "Paradigm",
    "Distance",
  ]);
  expect(groupName("rpsv")).toBe("Subject–verb");
});

describe("answers", () => {
  const asked: string[] = [];
  const answering = (status = 200) =>
    vi.stubGlobal("fetch", (address: string) => {
      asked.push(address);
      return Promise.resolve(new Response(JSON.stringify({ address }), { status }));
    });

  it("are asked for once, and told as requests of the view", async () => {
    answering();
    asked.length = 0;
    const answers = new Answers(new AbortController().signal);
    await answers.read("/methods");
    answers.keepForEveryView();
    const path = { scoreRunId: "s" };
    const query = { measure: "cue_dot", group: "all" };
    const [one, other] = await Promise.all([
      answers.read("/scores/{scoreRunId}/figures", { path, query }),
      answers.read("/scores/{scoreRunId}/figures", { path, query }),
    ]);
    expect(one).toBe(other);
    expect(asked).toHaveLength(2);
    expect(answers.requests).toEqual(["/methods", "/scores/s/figures?measure=cue_dot&group=all"]);
    answers.startView();
    expect(answers.requests).toEqual(["/methods"]);
  });

  it("that failed are asked for again", async () => {
    answering(500);
    const answers = new Answers(new AbortController().signal);
    await expect(answers.read("/methods")).rejects.toThrow();
    answering();
    await expect(answers.read("/methods")).resolves.toBeTruthy();
  });

  it("that a newer view has overtaken are dropped", async () => {
    const view = new Store("slow");
    const shown: string[] = [];
    const releases = new Map<string, () => void>();
    follow(view, new AbortController().signal, {
      key: (now) => now,
      read: (now) => new Promise<string>((resolve) => releases.set(now, () => resolve(now))),
      show: (value) => shown.push(value),
      failed: () => shown.push("failed"),
    });
    view.set("fast");
    releases.get("fast")?.();
    releases.get("slow")?.();
    await new Promise((done) => setTimeout(done, 0));
    expect(shown).toEqual(["fast"]);
  });
});
