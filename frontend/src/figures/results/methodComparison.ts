import type { Difference, MethodComparisons } from "../../api/types.ts";

/** Method against method: who is ahead of whom. */

/** The level below which an adjusted p counts. */
export const LEVEL = 0.05;

/** What one method has more than another, and whether that counts. */
export interface PairComparison {
  readonly difference: Difference;
  /** Row minus column. */
  readonly mean: number | null;
  /** Whether the row is ahead, behind, or not to be told apart after Holm's correction. */
  readonly outcome: "ahead" | "behind" | "open";
}

/** A method with the outcomes of its comparisons with all others. */
export interface MethodRank {
  readonly method: string;
  readonly ahead: number;
  readonly behind: number;
  readonly open: number;
  /** Mean over the others of what it has more; nulls left aside. */
  readonly lead: number;
}

/** All methods of an answer, ranked, with the comparison of every two. */
export interface Ranking {
  /** The furthest ahead first. */
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

/** Who is ahead of whom; `higherIsBetter` says what being ahead means. */
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
