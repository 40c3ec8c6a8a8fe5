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

/** The filter by which the list of examples returns a group; undefined for groups that it cannot filter by. */
export function filterOfGroup(
  group: string,
): { paradigm?: ExampleSummary["paradigm"]; correct?: boolean } | undefined {
  if (group === "right" || group === "wrong") {
    return { correct: group === "right" };
  }
  return group === "all" || group.startsWith("distance_") ? undefined : { paradigm: group };
}
