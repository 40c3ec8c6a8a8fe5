import { describe, expect, it } from "vitest";
import type { Quantities } from "../src/api/types.ts";
import {
  headGridFigure,
  quantityLinesFigure,
  type SideQuantities,
} from "../src/figures/results/quantityFigures.ts";
import { run } from "./fixture/recorded.ts";

const table = (heads: number | null, mean: (number | null)[], n: number): Quantities => ({
  evaluation: "heads",
  group: "all",
  examples: 40,
  firstLayer: heads === null ? 0 : 1,
  layers: 2,
  heads,
  quantities: [
    {
      id: "head_ablation",
      name: "Head ablation",
      description: "What is lost.",
      signed: true,
      figures: { mean, low: mean, high: mean, n: mean.map(() => n) },
    },
  ],
});

const RUN = run("r-1");
const MODEL = { run: RUN, sides: [] };

const side = (of: Quantities, when: "before" | "after" = "after"): SideQuantities => ({
  model: MODEL,
  side: { scoreRunId: `s-${when}`, when },
  table: of,
});

const request = (sides: SideQuantities[]) => ({
  quantity: "head_ablation",
  group: "all",
  sides,
  resamples: 500,
  file: "r",
});

describe("a grid of heads", () => {
  it("has a row for each layer, and cells that know their head", () => {
    const figure = headGridFigure(request([side(table(2, [0.5, -0.25, null, 1], 8))]));
    const { marks } = figure.draw(500, "light");
    expect(marks.map(({ head, lines, datum }) => [head, lines[0], datum])).toEqual([
      ["Layer 1", "Head 1: 0.5", { scoreRunId: "s-after", layer: 1, head: 1 }],
      ["Layer 1", "Head 2: -0.25", { scoreRunId: "s-after", layer: 1, head: 2 }],
      ["Layer 2", "Head 1: undefined", { scoreRunId: "s-after", layer: 2, head: 1 }],
      ["Layer 2", "Head 2: 1", { scoreRunId: "s-after", layer: 2, head: 2 }],
    ]);
    expect(figure.rows()[2]).toEqual([RUN.id, "after", 1, 2, -0.25, -0.25, -0.25, 8]);
  });

  it("says over how many sentences it is, not how many the group has", () => {
    expect(headGridFigure(request([side(table(2, [1, 1, 1, 1], 8))])).caption).toContain("n = 8 sentences");
  });
});

describe("lines of a quantity", () => {
  it("begin at the embeddings, one for each side", () => {
    const figure = quantityLinesFigure(
      request([side(table(null, [0.1, 0.2], 40), "before"), side(table(null, [0.3, 0.4], 40))]),
    );
    const { marks } = figure.draw(600, "light");
    expect(marks).toHaveLength(4);
    expect(figure.rows()).toEqual([
      ["run", "fine-tuning", "layer", "mean", "low", "high", "n"],
      [RUN.id, "before", 0, 0.1, 0.1, 0.1, 40],
      [RUN.id, "before", 1, 0.2, 0.2, 0.2, 40],
      [RUN.id, "after", 0, 0.3, 0.3, 0.3, 40],
      [RUN.id, "after", 1, 0.4, 0.4, 0.4, 40],
    ]);
    expect(figure.caption).toContain("n = 40 sentences");
  });
});
