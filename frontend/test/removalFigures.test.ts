import { describe, expect, it } from "vitest";
import type { FigureTable, Quantities } from "../src/api/types.ts";
import { kindOf, removalLines, removalRows } from "../src/figures/results/removalFigures.ts";

const LAYERS = 2;

const quantity = (id: string, mean: number[]): Quantities["quantities"][number] => ({
  id,
  name: id,
  description: "",
  signed: false,
  figures: { mean, low: mean, high: mean, n: mean.map(() => 8) },
});

const QUANTITIES: Quantities = {
  evaluation: "token_removal",
  group: "all",
  examples: 8,
  firstLayer: 1,
  layers: LAYERS,
  heads: null,
  quantities: [
    quantity("removal_accuracy_whole", [0.9, 0.9]),
    quantity("removal_work_25", [0.8, 0.9]),
    quantity("removal_work_50", [0.6, 0.8]),
    quantity("removal_work_75", [0.4, 0.7]),
    quantity("removal_work_90", [0.3, 0.65]),
  ],
};

const view = (method: string, mean: (number | null)[]): FigureTable["views"][number] => ({
  method,
  aggregation: "none",
  figures: { mean, low: mean, high: mean, n: mean.map((value) => (value === null ? 0 : 8)) },
});

const table = (percent: number): FigureTable =>
  ({
    measure: `removal_accuracy_${percent}`,
    group: "all",
    examples: 8,
    views: [
      view("attn", [0.5 - percent / 1024, 0.8]),
      view("grad_x_input", [null, null]),
      view("random", [0.4, 0.6]),
    ],
  }) as FigureTable;

const FIGURES = { tables: [25, 50, 75, 90].map(table), quantities: QUANTITIES };
const CHOICE = { methods: ["attn", "grad_x_input"], aggregation: "none" as const, allMethods: [] };

describe("the lines of token removal", () => {
  it("go from few multiply-adds to the whole sentence, in the layer that is asked for", () => {
    const [attention, random, ...others] = removalLines(FIGURES, "accuracy", 2, CHOICE, "light");

    expect(others).toEqual([]);
    expect(attention?.points.map(({ x, y }) => [x, y])).toEqual([
      [0.65, 0.8],
      [0.7, 0.8],
      [0.8, 0.8],
      [0.9, 0.8],
      [1, 0.9],
    ]);
    expect(random?.dashed).toBe(true);
    expect(random?.points[0]?.notes).toEqual(["90 % of the ordinary tokens dropped"]);
  });

  it("are read as rows", () => {
    const rows = removalRows("after", 1, removalLines(FIGURES, "accuracy", 1, CHOICE, "light"));

    expect(rows).toHaveLength(10);
    expect(rows[0]?.slice(0, 1)).toEqual(["after"]);
    expect(rows[0]?.slice(4, 6)).toEqual([0.3, 0.412109375]);
    expect(rows[4]?.slice(3, 6)).toEqual(["nothing dropped", 1, 0.9]);
  });

  it("are of accuracy unless a measure of probability is chosen", () => {
    expect(kindOf(undefined)).toBe("accuracy");
    expect(kindOf("removal_accuracy_25")).toBe("accuracy");
    expect(kindOf("removal_probability_90")).toBe("probability");
  });
});
