import type { Aggregation, Method } from "../../api/types.ts";
import { AGGREGATIONS } from "../../dom/names.ts";
import {
  EDITABLE,
  editableFields,
  flag,
  ids,
  optionalNumber,
  readFields,
  text,
  type ViewOf,
  word,
  writeFields,
} from "../fields.ts";
import { address } from "../page.ts";

/** What a sentence is compared with. */
export type Against = "nothing" | "unchanged" | "model" | "sentence";

/** The minimal pair that the playground opens with: a noun of the other number stands between subject and verb. */
const FIRST = {
  text: "the keys of the cabinet are old .",
  bad: "the keys of the cabinet is old .",
} as const;

const FIELDS = {
  model: text("model", "tiny-bert"),
  /** Empty in an address that names no sentence: the first pair. */
  text: text("text", ""),
  /** The bad sentence of a minimal pair; empty: none. */
  bad: text("bad", ""),
  /** Index of the target's word; undefined: the mask in the text, else the last word. */
  target: optionalNumber("target"),
  /** Whether the target stays readable for the model. */
  open: flag("open"),
  /** Indices of the words that are blanked out. */
  blank: ids("blank"),
  method: text("method", "value_zeroing_cosine"),
  aggregation: word<Aggregation>("aggregation", AGGREGATIONS),
  /** The layer that is shown enlarged, from 1; undefined: the last. */
  layer: optionalNumber("layer", 1, EDITABLE),
  level: word<"piece" | "word">("level", ["piece", "word"], EDITABLE),
  against: word<Against>("against", ["nothing", "unchanged", "model", "sentence"]),
  otherModel: text("other-model", "tiny-roberta"),
  otherText: text("other-text", "the key of the cabinets is old ."),
} as const;

/** Everything that decides what the playground shows. */
export type PlaygroundView = ViewOf<typeof FIELDS>;

/** What the reader of a share may change, since it needs no other answers. */
export const EDITABLE_IN_SHARE = editableFields(FIELDS);

/** The view that an address shows. */
export function readPlaygroundView(
  path: readonly string[],
  query: URLSearchParams,
): PlaygroundView | undefined {
  if (path.length !== 1 || path[0] !== "playground") {
    return undefined;
  }
  const view = readFields(FIELDS, query);
  return view.text.trim() === "" ? { ...view, ...FIRST } : view;
}

/** The address of a view; only what differs from the usual is written. */
export function writePlaygroundView(view: PlaygroundView): string {
  const first = view.text === FIRST.text && view.bad === FIRST.bad;
  return address("/playground", writeFields(FIELDS, first ? { ...view, text: "", bad: "" } : view));
}

/** A sentence as the interface is asked for it. */
export interface SentenceQuery {
  readonly modelId: string;
  readonly text: string;
  readonly badText?: string;
  readonly target?: number;
  readonly maskTarget?: boolean;
  readonly blankedOut?: string;
}

/** The sentence of a view. */
export const sentenceOf = (view: PlaygroundView): SentenceQuery => ({
  modelId: view.model,
  text: view.text,
  ...(view.bad === "" ? {} : { badText: view.bad }),
  ...(view.target === undefined ? {} : { target: view.target }),
  ...(view.open ? { maskTarget: false } : {}),
  ...(view.blank.length === 0 ? {} : { blankedOut: view.blank.join(",") }),
});

/**
 * The sentence that a view compares its own with; undefined where there is none. The target's word is named, so that both
 * sentences have it in the same place.
 */
export function comparedWith(view: PlaygroundView, target: number): SentenceQuery | undefined {
  const own = sentenceOf(view);
  switch (view.against) {
    case "nothing":
      return undefined;
    case "unchanged": {
      const { blankedOut, ...unchanged } = own;
      return blankedOut === undefined ? undefined : unchanged;
    }
    case "model":
      return { ...own, modelId: view.otherModel, target };
    case "sentence":
      return {
        modelId: own.modelId,
        text: view.otherText,
        target,
        ...(view.open ? { maskTarget: false } : {}),
      };
  }
}

/** The view after a word was blanked out or restored; what was blanked out is compared with the unchanged sentence. */
export function toggleBlank(view: PlaygroundView, index: number): Partial<PlaygroundView> {
  const key = String(index);
  const blank = view.blank.includes(key) ? view.blank.filter((one) => one !== key) : [...view.blank, key];
  if (view.against === "nothing" && blank.length > 0) {
    return { blank, against: "unchanged" };
  }
  return view.against === "unchanged" && blank.length === 0 ? { blank, against: "nothing" } : { blank };
}

/** The view with another target. A minimal pair fixes its target, so it is given up. */
export const withTarget = (view: PlaygroundView, index: number): Partial<PlaygroundView> => ({
  target: index,
  bad: "",
  blank: view.blank.filter((one) => one !== String(index)),
});

/** The view of another sentence: what names words by their places starts anew. */
export const withSentence = (text: string, bad = ""): Partial<PlaygroundView> => ({
  text,
  bad,
  target: undefined,
  blank: [],
  against: "nothing",
});

/** The aggregation of a view as far as its method offers it. */
export const aggregationFor = (view: PlaygroundView, method: Method | undefined): Aggregation =>
  method?.aggregations.includes(view.aggregation) === true ? view.aggregation : "none";
