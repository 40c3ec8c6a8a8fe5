import type { Difference, MethodComparisons } from "../../api/types.ts";

/** Method against method: who is ahead of whom. */

/** The level below which an adjusted p counts. */
export const LEVEL = 0.05;

/** What one method has more than another, and whether that counts. */
export interface Duel {
  readonly difference: Difference;
  /** Row minus column. */
  readonly mean: number | null;
  /** Whether the row is ahead, behind, or not to be told apart after Holm's correction. */
  readonly outcome: "ahead" | "behind" | "open";
}

/** A method with its duels against all others. */
export interface Standing {
  readonly method: string;
  readonly ahead: number;
  readonly behind: number;
  readonly open: number;
  /** Mean over the others of what it has more; nulls left aside. */
  readonly lead: number;
}

/** All duels of an answer. */
export interface Duels {
  /** The furthest ahead first. */
  readonly standings: readonly Standing[];
  /** Row against column; undefined on the diagonal. */
  of(row: string, column: string): Duel | undefined;
}

function turned(difference: Difference): Difference {
  const { mean, low, high } = difference;
  const minus = (value: number | null) => (value === null ? null : -value);
  return { ...difference, mean: minus(mean), low: minus(high), high: minus(low) };
}

/** A difference as a duel; `better` is 1 where more is better, else -1. */
export function duelOf(difference: Difference, better: 1 | -1): Duel {
  const { mean, adjusted } = difference;
  const counts = mean !== null && mean !== 0 && adjusted !== null && adjusted < LEVEL;
  const outcome = !counts ? "open" : mean * better > 0 ? "ahead" : "behind";
  return { difference, mean, outcome };
}

const key = (row: string, column: string) => `${row} ${column}`;

function standingOf(method: string, duels: readonly Duel[], better: 1 | -1): Standing {
  const counted = (outcome: Duel["outcome"]) => duels.filter((duel) => duel.outcome === outcome).length;
  const means = duels.flatMap(({ mean }) => (mean === null ? [] : [mean]));
  const lead = means.length === 0 ? 0 : means.reduce((sum, mean) => sum + mean, 0) / means.length;
  return {
    method,
    ahead: counted("ahead"),
    behind: counted("behind"),
    open: counted("open"),
    lead: lead * better,
  };
}

/** Who is ahead of whom; `higherIsBetter` says what being ahead means. */
export function duelsOf({ methods, pairs }: MethodComparisons, higherIsBetter: boolean): Duels {
  const better = higherIsBetter ? 1 : -1;
  const known = new Map<string, Duel>();
  for (const { first, second, difference } of pairs) {
    known.set(key(first, second), duelOf(difference, better));
    known.set(key(second, first), duelOf(turned(difference), better));
  }
  const standings = methods
    .map((method) => {
      const own = methods.flatMap((other) => known.get(key(method, other)) ?? []);
      return standingOf(method, own, better);
    })
    .sort((one, other) => other.ahead - other.behind - (one.ahead - one.behind) || other.lead - one.lead);
  return { standings, of: (row, column) => known.get(key(row, column)) };
}
