import { describe, expect, it } from "vitest";
import type { FigureTable } from "../src/api/types.ts";
import { sentenceCount } from "../src/figures/results/sentenceCount.ts";

/** A table whose views have these numbers of sentences by layer. */
const table = (...numbers: readonly number[][]): FigureTable => ({
  scoreRunId: "s",
  measure: "spearman_knockout",
  group: "all",
  examples: 80,
  layers: 2,
  views: numbers.map((n) => ({
    method: "attn",
    aggregation: "none",
    figures: { mean: [0, 0], low: [0, 0], high: [0, 0], n },
  })),
});

describe("the number of sentences of a caption", () => {
  it("is that of the means, not that of the group, where a measure is of a sample", () => {
    expect(sentenceCount([table([24, 23], [24, 24])])).toBe("24");
  });

  it("is a range where tables differ", () => {
    expect(sentenceCount([table([80, 80]), table([24, 24])])).toBe("24 to 80");
  });

  it("is 0 where nothing was evaluated", () => {
    expect(sentenceCount([])).toBe("0");
  });
});
