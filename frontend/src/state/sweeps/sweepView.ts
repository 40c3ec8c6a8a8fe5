import { optionalText, text, type ViewOf, word } from "../fields.ts";

/** What the page of a sweep shows. */
export const SWEEP_FIELDS = {
  /** An accuracy, or the id of a measure. */
  metric: text("metric", "accuracy_after"),
  /** The method of a measure; the first of the runs where left out. */
  method: optionalText("method"),
  phase: word("phase", ["after", "before"]),
} as const;

export interface SweepView extends ViewOf<typeof SWEEP_FIELDS> {
  readonly id: string;
}
