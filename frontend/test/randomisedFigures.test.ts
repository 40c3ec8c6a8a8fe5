import { describe, expect, it } from "vitest";
import type { FigureTable } from "../src/api/types.ts";
import {
  cascadeLines,
  cascadeRows,
  hardlyChanged,
  MEASURES,
} from "../src/figures/results/randomisedFigures.ts";
import type { ScoredSide } from "../src/state/results/scoredSides.ts";

const view = (
  method: string,
  aggregation: "none" | "last_layer",
  mean: (number | null)[],
): FigureTable["views"][number] => ({
  method,
  aggregation,
  figures: {
    mean,
    low: mean.map((value) => (value === null ? null : value - 0.1)),
    high: mean.map((value) => (value === null ? null : value + 0.1)),
    n: mean.map((value) => (value === null ? 0 : 8)),
  },
});

const TABLES = MEASURES.map(
  (measure, part) =>
    ({
      measure,
      group: "all",
      examples: 8,
      views: [
        view("attn", "none", [1 - part / 8, 1 - part / 4]),
        view("attn_norm", "none", [0.95, part === 5 ? 0.79 : 0.9]),
        view("grad_x_input", "last_layer", [0.9]),
        view("random", "none", [1, 1]),
      ],
    }) as FigureTable,
);
const SIDE = { side: { when: "after" } as ScoredSide, tables: TABLES };
const CHOICE = { methods: ["attn", "attn_norm"], aggregation: "none" as const, allMethods: [] };

describe("the lines of weight randomisation", () => {
  it("go from the head to all weights, in the layer that is asked for", () => {
    const lines = cascadeLines(SIDE, 2, CHOICE, "light");

    expect(lines[0]?.points.map(({ x, y }) => [x, y])).toEqual([
      [0, 1],
      [1, 0.75],
      [2, 0.5],
      [3, 0.25],
      [4, 0],
      [5, -0.25],
    ]);
    expect(lines[0]?.points[5]?.notes).toEqual(["all weights, with the embeddings re-initialised"]);
    expect(lines.map(({ dashed }) => dashed === true)).toEqual([false, false, true]);
  });

  it("take the only figure of a method that has one for all layers", () => {
    const lines = cascadeLines(
      SIDE,
      2,
      { ...CHOICE, methods: ["grad_x_input"], aggregation: "last_layer" },
      "light",
    );

    expect(lines[0]?.points.map(({ y }) => y)).toEqual([0.9, 0.9, 0.9, 0.9, 0.9, 0.9]);
  });

  it("name the methods whose whole interval stays high, and not random scores", () => {
    expect(hardlyChanged(SIDE, 1, CHOICE)).toHaveLength(1);
    expect(hardlyChanged(SIDE, 2, CHOICE)).toEqual([]);
    expect(hardlyChanged({ ...SIDE, tables: [] }, 1, CHOICE)).toEqual([]);
  });

  it("are read as rows", () => {
    const rows = cascadeRows("after", 2, cascadeLines(SIDE, 2, CHOICE, "light"));

    expect(rows).toHaveLength(18);
    expect(rows[1]?.slice(3)).toEqual([
      "the head and the top quarter of the layers re-initialised",
      0.75,
      0.65,
      0.85,
      8,
    ]);
  });
});
