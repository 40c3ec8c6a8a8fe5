import { describe, expect, it } from "vitest";
import type { Difference, MethodComparisons } from "../src/api/types.ts";
import { comparisonCells, comparisonRows, leadSentence } from "../src/figures/results/comparisonFigure.ts";
import { comparePair, rankingOf } from "../src/figures/results/methodComparison.ts";

const difference = (mean: number | null, adjusted: number | null): Difference => ({
  mean,
  low: mean === null ? null : mean - 0.1,
  high: mean === null ? null : mean + 0.2,
  n: mean === null ? 0 : 50,
  p: adjusted,
  adjusted,
});

const answer: MethodComparisons = {
  measure: "cue_dot",
  group: "all",
  aggregation: "none",
  layer: 3,
  test: "permutation",
  methods: ["a", "b", "c"],
  pairs: [
    { first: "a", second: "b", difference: difference(-0.3, 0.001) },
    { first: "a", second: "c", difference: difference(0.02, 0.6) },
    { first: "b", second: "c", difference: difference(0.25, 0.01) },
  ],
};

describe("method against method", () => {
  it("reads a pair from both ends, its interval turned with it", () => {
    const ranking = rankingOf(answer, true);
    expect(ranking.of("a", "b")).toMatchObject({ mean: -0.3, outcome: "behind" });
    expect(ranking.of("b", "a")).toMatchObject({ mean: 0.3, outcome: "ahead" });
    expect(ranking.of("b", "a")?.difference.low).toBeCloseTo(0.1, 12);
    expect(ranking.of("b", "a")?.difference.high).toBeCloseTo(0.4, 12);
    expect(ranking.of("a", "a")).toBeUndefined();
  });

  it("puts the furthest ahead first, and the other way round where less is better", () => {
    expect(rankingOf(answer, true).ranks.map(({ method }) => method)).toEqual(["b", "c", "a"]);
    expect(rankingOf(answer, false).ranks.map(({ method }) => method)).toEqual(["a", "c", "b"]);
    expect(rankingOf(answer, true).ranks[0]).toMatchObject({ ahead: 2, behind: 0, open: 0 });
  });

  it("counts a difference only below the level, and never one that is not defined or 0", () => {
    expect(comparePair(difference(0.3, 0.0499), 1).outcome).toBe("ahead");
    expect(comparePair(difference(0.3, 0.05), 1).outcome).toBe("open");
    expect(comparePair(difference(0.3, null), 1).outcome).toBe("open");
    expect(comparePair(difference(null, null), 1).outcome).toBe("open");
    expect(comparePair(difference(0, 0.001), 1).outcome).toBe("open");
  });

  it("says who leads", () => {
    const said = (better: boolean) => leadSentence(rankingOf(answer, better), (id) => id.toUpperCase());
    expect(said(true)).toBe("B is significantly better than 2 of 2 other methods.");
    expect(said(false)).toBe("A is significantly better than 1 of 2 other methods; 1 not significant.");
    const even = {
      ...answer,
      pairs: answer.pairs.map((pair) => ({ ...pair, difference: difference(0.1, 1) })),
    };
    expect(leadSentence(rankingOf(even, true), (id) => id)).toContain(
      "No difference between methods is significant",
    );
    expect(leadSentence(rankingOf({ ...answer, methods: ["a"] }, true), (id) => id)).toContain(
      "no two methods",
    );
  });

  it("leaves the diagonal empty and mutes what does not count", () => {
    const cells = comparisonCells(rankingOf(answer, true), (id) => id);
    expect(cells.map((row) => row.map((cell) => cell?.counts ?? null))).toEqual([
      [null, true, true],
      [true, null, false],
      [true, false, null],
    ]);
    expect(cells[0]?.[1]?.head).toBe("b minus c");
  });

  it("writes every pair once, as it was tested", () => {
    const rows = comparisonRows(answer, "cue_dot", (id) => id);
    expect(rows).toHaveLength(4);
    expect(rows[1]).toEqual([
      "a",
      "b",
      -0.3,
      -0.4,
      expect.closeTo(-0.1, 12),
      50,
      0.001,
      0.001,
      "permutation",
    ]);
    const [pair = expect.fail()] = answer.pairs;
    const clear = { ...answer, pairs: [{ ...pair, difference: difference(0.3, 1e-300) }] };
    expect(comparisonRows(clear, "cue_dot", (id) => id)[1]?.slice(6, 8)).toEqual(["< 1e-300", "< 1e-300"]);
  });
});
