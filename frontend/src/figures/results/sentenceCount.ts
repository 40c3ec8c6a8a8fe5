import type { FigureTable } from "../../api/types.ts";
import { count } from "../../dom/format.ts";

/** The largest number of sentences that a mean of a table is over: fewer than its group has where a measure is of a sample. */
export const sentencesOf = ({ views }: FigureTable): number =>
  Math.max(0, ...views.flatMap(({ figures }) => figures.n));

/** The number of sentences for a caption, or the range of numbers where tables differ. */
export function sentenceCount(tables: readonly FigureTable[]): string {
  const numbers = [...new Set(tables.map(sentencesOf))].sort((a, b) => a - b);
  const [least = 0] = numbers;
  return numbers.length > 1 ? `${count(least)} to ${count(numbers.at(-1) ?? 0)}` : count(least);
}
