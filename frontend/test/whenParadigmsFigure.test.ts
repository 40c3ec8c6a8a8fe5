import { describe, expect, it } from "vitest";
import type { FigureTable, Quantities } from "../src/api/types.ts";
import {
  type PointOfParadigm,
  whenParadigmsFigure,
  type WhenParadigmsRequest,
} from "../src/figures/results/whenParadigmsFigure.ts";
import type { WhenData } from "../src/figures/results/whenRows.ts";
import type { ModelRun, ScoredSide } from "../src/state/results/scoredSides.ts";
import { answer } from "./fixture/answers.ts";
import { figureTable, LAYERS, methods, run } from "./fixture/recorded.ts";
import { RECORDED } from "./fixture/requests.ts";

const told = (path: string): unknown => answer(`/scores/${RECORDED.scoreRunAfter}${path}`);
const LENS = told("/quantities?evaluation=logit_lens&group=all") as Quantities;

const MODEL: ModelRun = { run: run("r-whole"), sides: [] };
const SIDE: ScoredSide = { scoreRunId: "s-after", when: "after" };
const AFTER = { model: MODEL, side: SIDE };

/** The recorded figures, with all values moved by a number, as those of another paradigm. */
const moved = (by: number): FigureTable => ({
  ...figureTable(true),
  views: figureTable(true).views.map((view) => ({
    ...view,
    figures: {
      ...view.figures,
      mean: view.figures.mean.map((value) => (value === null ? null : value + by)),
    },
  })),
});

const dataOf = (table: FigureTable): WhenData => ({
  lens: { quantity: "lens_accuracy", sides: [{ ...AFTER, table: LENS }] },
  probing: [],
  cues: { measure: { id: "cue_dot", name: "Share on cues" }, sides: [{ ...AFTER, table }] },
  knockouts: undefined,
});

const request = (parts: WhenParadigmsRequest["parts"]): WhenParadigmsRequest => ({
  parts,
  choice: { methods: ["attn"], aggregation: "none", allMethods: methods },
  resamples: 500,
  file: "r-whole-when-paradigms",
});

const TWO = [
  { paradigm: "ana", data: dataOf(moved(0)) },
  { paradigm: "dna", data: dataOf(moved(0.25)) },
];

const attention = (table: FigureTable) =>
  table.views.find(({ method, aggregation }) => method === "attn" && aggregation === "none")?.figures.mean ??
  [];

describe("evaluations on one layer axis, paradigm beside paradigm", () => {
  const drawn = whenParadigmsFigure(request(TWO));

  it("have each paradigm's own values, in the table and at the points", () => {
    const [head, ...rows] = drawn?.rows() ?? [];
    expect(head?.[0]).toBe("paradigm");
    for (const { paradigm, data } of TWO) {
      const values = rows
        .filter((row) => row[0] === paradigm && row[1] === "Cue alignment" && row[3] === "Attention")
        .map((row) => row[6]);
      expect(values).toEqual(attention(data.cues?.sides[0]?.table as FigureTable));
    }
    expect(rows.filter((row) => row[0] === "ana" && row[1] === "Logit lens")).toHaveLength(LAYERS + 1);
  });

  it("open the sentences of the paradigm that a point stands in", () => {
    const marks = drawn?.draw(1200, "light").marks ?? [];
    const points = marks.flatMap(({ datum }) => (datum === undefined ? [] : [datum as PointOfParadigm]));
    expect(new Set(points.map(({ group, tab }) => `${group} ${tab}`))).toEqual(
      new Set(["ana cues", "dna cues"]),
    );
    const places = (paradigm: string) =>
      points.flatMap((point, index) =>
        point.group === paradigm ? [marks.filter(({ datum }) => datum)[index]] : [],
      );
    const rightmost = Math.max(...places("ana").map((mark) => mark?.x ?? 0));
    const leftmost = Math.min(...places("dna").map((mark) => mark?.x ?? 0));
    expect(rightmost).toBeLessThan(leftmost);
  });

  it("share a scale, so that the same value has the same height in both columns", () => {
    const marks = drawn?.draw(1200, "light").marks ?? [];
    const lens = marks.filter(({ head }) => head.startsWith("Accuracy"));
    expect(lens).toHaveLength(2 * (LAYERS + 1));
    const half = lens.length / 2;
    expect(lens.slice(0, half).map(({ y }) => y)).toEqual(lens.slice(half).map(({ y }) => y));
  });

  it("stand below each other where there is no room", () => {
    const xs = (width: number) =>
      new Set([...(drawn?.draw(width, "light").marks ?? [])].map(({ x }) => Math.round(x)));
    expect(xs(1200).size).toBe(2 * xs(360).size);
  });

  it("leave out a paradigm without a value, and are no figure without any", () => {
    const none: WhenData = {
      ...dataOf(moved(0)),
      lens: { quantity: "lens_accuracy", sides: [] },
      cues: undefined,
    };
    const caption = whenParadigmsFigure(request([...TWO, { paradigm: "darn", data: none }]))?.caption;
    expect(caption).toContain("After fine-tuning; sentences: ");
    expect(caption?.match(/160/g)).toHaveLength(2);
    expect(whenParadigmsFigure(request([{ paradigm: "darn", data: none }]))).toBeUndefined();
  });
});
