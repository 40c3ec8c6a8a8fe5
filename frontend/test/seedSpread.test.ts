import { describe, expect, it } from "vitest";
import type { SeedSpread } from "../src/api/types.ts";
import { manyRuns, spreadTable } from "../src/figures/results/seedSpread.ts";

const spread: SeedSpread = {
  measure: "cue_dot",
  group: "all",
  scoreRuns: [
    { id: "s-1a", runId: "r-1", seed: 42, accuracy: 0.9 },
    { id: "s-2a", runId: "r-2", seed: 7, accuracy: 0.8 },
  ],
  views: [
    {
      method: "attn",
      aggregation: "none",
      mean: [0.2, null],
      minimum: [0.1, null],
      maximum: [0.3, null],
      deviation: [0.1, null],
    },
  ],
};

describe("the spread over seeds", () => {
  it("is drawn from the least run to the greatest", () => {
    const table = spreadTable({ scoreRunId: "s-1a", when: "after" }, spread);
    expect(table.layers).toBe(2);
    expect(table.views[0]?.figures).toEqual({
      mean: [0.2, null],
      low: [0.1, null],
      high: [0.3, null],
      n: [2, 2],
    });
  });

  it("needs two runs", () => {
    expect(manyRuns(spread)).toBe(true);
    expect(manyRuns({ ...spread, scoreRuns: spread.scoreRuns.slice(1) })).toBe(false);
  });
});
