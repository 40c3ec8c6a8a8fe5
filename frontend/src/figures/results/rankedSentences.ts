import type { ExampleSummary, SentenceValues } from "../../api/types.ts";

/** A sentence with its value. */
export interface SentenceRank {
  readonly index: number;
  readonly value: number;
}

/** The sentences that have a value, best or worst first; equal ones by their index. */
export function rankSentences(
  { values }: Pick<SentenceValues, "values">,
  order: "best" | "worst",
  higherIsBetter: boolean,
): SentenceRank[] {
  const entries = values.flatMap((value, index) => (value === null ? [] : [{ index, value }]));
  const down = (order === "best") === higherIsBetter;
  return entries.sort((a, b) => (down ? b.value - a.value : a.value - b.value) || a.index - b.index);
}

/** A sentence with its values by two methods. */
export interface SentenceDifference extends SentenceRank {
  readonly other: number;
}

/** The sentences that have a value by both of two methods, by how far these lie apart; equal ones by their index. */
export function rankDifferences(
  { values }: Pick<SentenceValues, "values">,
  others: Pick<SentenceValues, "values">,
  order: "furthest" | "closest",
): SentenceDifference[] {
  const entries = values.flatMap((value, index) => {
    const other = others.values[index] ?? null;
    return value === null || other === null ? [] : [{ index, value, other }];
  });
  const apart = (one: SentenceDifference) => Math.abs(one.value - one.other);
  const sign = order === "furthest" ? 1 : -1;
  return entries.sort((a, b) => sign * (apart(b) - apart(a)) || a.index - b.index);
}

/** The filter by which the list of examples returns a group; undefined for groups that it cannot filter by. */
export function filterOfGroup(
  group: string,
): { paradigm?: ExampleSummary["paradigm"]; correct?: boolean } | undefined {
  if (group === "right" || group === "wrong") {
    return { correct: group === "right" };
  }
  return group === "all" || group.startsWith("distance_") ? undefined : { paradigm: group };
}
