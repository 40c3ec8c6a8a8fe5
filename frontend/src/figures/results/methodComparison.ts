import type { Difference, MethodComparisons } from "../../api/types.ts";

/** Pairwise comparison of methods and the ranking that follows from it. */

/** The significance level of adjusted p values. */
export const LEVEL = 0.05;

/** The difference between two methods and whether it is significant. */
export interface PairComparison {
  readonly difference: Difference;
  /** Row minus column. */
  readonly mean: number | null;
  /** Whether the row's method is better or worse, or the difference is not significant after correction for all tests. */
  readonly outcome: "ahead" | "behind" | "open";
}

/** A method with the outcomes of its comparisons with all others. */
export interface MethodRank {
  readonly method: string;
  readonly ahead: number;
  readonly behind: number;
  readonly open: number;
  /** The mean difference from the other methods; undefined differences are left out. */
  readonly lead: number;
}

/** All methods of an answer, ranked, with the comparison of every two. */
export interface Ranking {
  /** The best method comes first. */
  readonly ranks: readonly MethodRank[];
  /** Row against column; undefined on the diagonal. */
  of(row: string, column: string): PairComparison | undefined;
}

function reversed(difference: Difference): Difference {
  const { mean, low, high } = difference;
  const minus = (value: number | null) => (value === null ? null : -value);
  return { ...difference, mean: minus(mean), low: minus(high), high: minus(low) };
}

/** The comparison that a difference stands for; `better` is 1 where more is better, else -1. */
export function comparePair(difference: Difference, better: 1 | -1): PairComparison {
  const { mean, adjusted } = difference;
  const counts = mean !== null && mean !== 0 && adjusted !== null && adjusted < LEVEL;
  const outcome = !counts ? "open" : mean * better > 0 ? "ahead" : "behind";
  return { difference, mean, outcome };
}

const key = (row: string, column: string) => `${row} ${column}`;

function rankOf(method: string, pairs: readonly PairComparison[], better: 1 | -1): MethodRank {
  const countOf = (outcome: PairComparison["outcome"]) =>
    pairs.filter((pair) => pair.outcome === outcome).length;
  const means = pairs.flatMap(({ mean }) => (mean === null ? [] : [mean]));
  const lead = means.length === 0 ? 0 : means.reduce((sum, mean) => sum + mean, 0) / means.length;
  return {
    method,
    ahead: countOf("ahead"),
    behind: countOf("behind"),
    open: countOf("open"),
    lead: lead * better,
  };
}

/** Ranks methods by their significant differences; `higherIsBetter` tells which of two values is the better one. */
export function rankingOf({ methods, pairs }: MethodComparisons, higherIsBetter: boolean): Ranking {
  const better = higherIsBetter ? 1 : -1;
  const byPair = new Map<string, PairComparison>();
  for (const { first, second, difference } of pairs) {
    byPair.set(key(first, second), comparePair(difference, better));
    byPair.set(key(second, first), comparePair(reversed(difference), better));
  }
  const ranks = methods
    .map((method) => {
      const own = methods.flatMap((other) => byPair.get(key(method, other)) ?? []);
      return rankOf(method, own, better);
    })
    .sort((one, other) => other.ahead - other.behind - (one.ahead - one.behind) || other.lead - one.lead);
  return { ranks, of: (row, column) => byPair.get(key(row, column)) };
}
