import { editableFields, readFields, type ViewOf, writeFields } from "../fields.ts";
import { address } from "../page.ts";
import { COMMON_FIELDS } from "./commonFields.ts";
import { COMPARISON_FIELDS } from "./comparisonFields.ts";
import { FAITHFULNESS_FIELDS } from "./faithfulnessFields.ts";
import { PROBING_FIELDS } from "./probingFields.ts";
import { SENTENCE_FIELDS } from "./sentenceFields.ts";
import { WHEN_FIELDS } from "./whenFields.ts";

/** The tabs of a results page, in their order. */
export const RESULT_TABS = [
  "cues",
  "positive",
  "words",
  "probing",
  "faithfulness",
  "normalised",
  "knockouts",
  "lens",
  "heads",
  "removal",
  "randomised",
  "when",
  "paper",
] as const;
export type ResultTab = (typeof RESULT_TABS)[number];

/** The fields of all tabs and cards, in the order in which an address names them. */
const FIELDS = {
  ...COMMON_FIELDS,
  ...PROBING_FIELDS,
  ...FAITHFULNESS_FIELDS,
  ...COMPARISON_FIELDS,
  ...SENTENCE_FIELDS,
  ...WHEN_FIELDS,
} as const;

/** Everything that decides what a results page shows: a run, a tab, and the fields of its figures. */
export interface ResultsView extends ViewOf<typeof FIELDS> {
  readonly runId: string;
  readonly tab: ResultTab;
}

/** What the reader of a share may change, since it needs no other answers. */
export const EDITABLE_IN_SHARE = editableFields(FIELDS);

/** The view that an address shows: `/results/RUN`, `/results/RUN/TAB`, and what differs from the usual in the query. */
export function readResultsView(path: readonly string[], query: URLSearchParams): ResultsView | undefined {
  const [first, runId, segment = RESULT_TABS[0]] = path;
  const tab = RESULT_TABS.find((one) => one === segment);
  if (first !== "results" || runId === undefined || path.length > 3 || tab === undefined) {
    return undefined;
  }
  const fields = readFields(FIELDS, query);
  return { ...fields, runId, tab, models: fields.models.filter((id) => id !== runId) };
}

/** The address of a view; only what differs from the usual is written. */
export function writeResultsView(view: ResultsView): string {
  const path = `/results/${encodeURIComponent(view.runId)}/${view.tab}`;
  // A comma in an address needs no escape, and ids with commas between them can be read by people.
  return address(path, writeFields(FIELDS, view)).replaceAll("%2C", ",");
}

/** The address of a run's results as they are first seen. */
export const resultsOf = (runId: string, tab: ResultTab = RESULT_TABS[0]): string =>
  `/results/${encodeURIComponent(runId)}/${tab}`;
