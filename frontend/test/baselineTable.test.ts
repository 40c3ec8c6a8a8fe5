import { describe, expect, it } from "vitest";
import type { FigureTable } from "../src/api/types.ts";
import { bestLayers } from "../src/figures/results/baselineTable.ts";

const table = (views: readonly [string, "none" | "rollout", readonly (number | null)[]][]): FigureTable => ({
  scoreRunId: "s-1",
  measure: "cue_dot",
  group: "all",
  examples: 10,
  layers: 3,
  views: views.map(([method, aggregation, mean]) => ({
    method,
    aggregation,
    figures: { mean: [...mean], low: [], high: [], n: [] },
  })),
});

describe("a run against the baseline", () => {
  it("is compared at the layer in which its own mean is largest, by methods that both have", () => {
    const own = table([
      ["attn", "none", [0.1, 0.5, 0.4]],
      ["attn", "rollout", [0.9, 0.9, 0.9]],
      ["norm", "none", [0.2, 0.3, 0.4]],
      ["undefined", "none", [null, null, null]],
    ]);
    const baseline = table([
      ["attn", "none", [0.6, 0.25, 0.1]],
      ["undefined", "none", [0.1, 0.2, 0.3]],
    ]);
    expect(bestLayers(own, baseline)).toEqual([{ method: "attn", layer: 1, own: 0.5, baseline: 0.25 }]);
    expect(bestLayers(own, table([["attn", "none", [0.6, null, 0.3]]]))).toEqual([
      { method: "attn", layer: 2, own: 0.4, baseline: 0.3 },
    ]);
  });
});
