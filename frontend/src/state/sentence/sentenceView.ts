import type { Aggregation, Method } from "../../api/types.ts";
import { AGGREGATIONS } from "../../dom/names.ts";
import {
  EDITABLE,
  editableFields,
  type Field,
  flag,
  optionalAmount,
  optionalNumber,
  optionalText,
  readFields,
  text,
  type ViewOf,
  word,
  writeFields,
} from "../fields.ts";
import { address, wholeNumber } from "../page.ts";

/** The two ways to compare methods. */
const PAIRINGS = ["beside", "difference"] as const;
export type Pairing = (typeof PAIRINGS)[number];

/** The unit of the rows and columns of a map: pieces or words. */
const level: Field<"piece" | "word"> = {
  ...EDITABLE,
  key: "words",
  usual: "piece",
  parse: () => "word",
  write: () => 1,
};

/** A filter on the model's prediction: right, wrong, or (undefined) either. */
const correct: Field<boolean | undefined> = {
  key: "model",
  usual: undefined,
  parse: (value) => (value === "right" ? true : value === "wrong" ? false : undefined),
  write: (value) => (value === true ? "right" : "wrong"),
};

const FIELDS = {
  /** Undefined: the score run's first. */
  method: optionalText("method"),
  /** Another method whose target row is shown beside it. */
  versus: optionalText("versus"),
  /** Whether the two methods stand beside each other, or the one minus the other is shown. */
  pairing: word("pairing", PAIRINGS),
  /** A single head of raw attention, from 1; undefined: the mean over heads. */
  head: optionalNumber("head", 1),
  aggregation: word("aggregation", AGGREGATIONS),
  /** From 1; undefined: the last. */
  layer: optionalNumber("layer", 1, EDITABLE),
  /** The score run alone, before and after fine-tuning side by side, or after minus before. */
  sides: word("sides", ["one", "both", "difference"]),
  level,
  hideSpecial: flag("bare", EDITABLE),
  /** One colour scale for all maps, or each map its own. */
  scale: word("scale", ["shared", "own"], EDITABLE),
  /** The least score that routes to the target lead through; undefined: the usual one. */
  threshold: optionalAmount("threshold", EDITABLE),
  paradigm: optionalText("paradigm"),
  label: optionalText("label"),
  correct,
  search: text("search", ""),
} as const;

/** Everything that decides what the sentence page shows. */
export interface SentenceView extends ViewOf<typeof FIELDS> {
  readonly scoreRunId: string;
  /** The sentence's place in the score run, from 0. */
  readonly index: number;
}

/** What the reader of a share may change, since it needs no other answers. */
export const EDITABLE_IN_SHARE = editableFields(FIELDS);

/** The view that an address shows: `/scores/ID`, `/scores/ID/12`, and what differs from the usual in the query. */
export function readSentenceView(path: readonly string[], query: URLSearchParams): SentenceView | undefined {
  const [first, scoreRunId, place] = path;
  const index = place === undefined ? 0 : wholeNumber(place);
  if (first !== "scores" || scoreRunId === undefined || path.length > 3 || index === undefined) {
    return undefined;
  }
  const fields = readFields(FIELDS, query);
  // A difference of differences is not shown.
  const pairing = fields.sides === "difference" ? "beside" : fields.pairing;
  return { ...fields, scoreRunId, index, pairing };
}

/** The address of a view; only what differs from the usual is written. */
export function writeSentenceView(view: SentenceView): string {
  const path = `/scores/${encodeURIComponent(view.scoreRunId)}${view.index === 0 ? "" : `/${view.index}`}`;
  return address(path, writeFields(FIELDS, view));
}

/** The filters of the list of sentences. */
export type SentenceFilter = Pick<SentenceView, "scoreRunId" | "paradigm" | "label" | "correct" | "search">;

/** The part of a view that decides which sentences the list holds. */
export const filterOf = ({ scoreRunId, paradigm, label, correct, search }: SentenceView): SentenceFilter => ({
  scoreRunId,
  paradigm,
  label,
  correct,
  search,
});

/** Whether a filter is set at all. */
export const isFiltered = ({ paradigm, label, correct, search }: SentenceFilter): boolean =>
  paradigm !== undefined || label !== undefined || correct !== undefined || search !== "";

const rolls = (aggregation: Aggregation) => aggregation.startsWith("rollout");

/** The aggregations that a method offers; maps that hold only the target's row cannot be rolled out. */
export function offeredBy(method: Method | undefined, rows: "all" | "target"): readonly Aggregation[] {
  const offered = method?.aggregations ?? ["none"];
  return rows === "all" ? offered : offered.filter((aggregation) => !rolls(aggregation));
}

/** The aggregation of another method that comes nearest: the same, else another kind of rollout, else none. */
export function fitting(aggregation: Aggregation, offered: readonly Aggregation[]): Aggregation {
  if (offered.includes(aggregation)) {
    return aggregation;
  }
  return offered.find((one) => rolls(aggregation) && rolls(one)) ?? "none";
}
