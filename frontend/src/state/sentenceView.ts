import type { Aggregation, Label, Method, Paradigm } from "../api/types.ts";
import { PARADIGMS } from "../dom/names.ts";
import { address, oneOf, wholeNumber } from "./page.ts";

/** Which of the two score runs of a run are drawn. */
export type Sides = (typeof SIDES)[number];

const SIDES = ["one", "both", "difference"] as const;

/** How two methods are compared. */
export type Pairing = (typeof PAIRINGS)[number];

const PAIRINGS = ["beside", "difference"] as const;

/** Everything that decides what the sentence page shows. */
export interface SentenceView {
  readonly scoreRunId: string;
  /** The sentence's place in the score run, from 0. */
  readonly index: number;
  /** Undefined: the score run's first. */
  readonly method: string | undefined;
  /** Another method whose target row is shown beside it. */
  readonly versus: string | undefined;
  /** Whether the two methods stand beside each other, or the one minus the other is shown. */
  readonly pairing: Pairing;
  /** A single head of raw attention, from 1; undefined: the mean over heads. */
  readonly head: number | undefined;
  readonly aggregation: Aggregation;
  /** From 1; undefined: the last. */
  readonly layer: number | undefined;
  /** The score run alone, before and after fine-tuning side by side, or after minus before. */
  readonly sides: Sides;
  readonly level: "piece" | "word";
  readonly hideSpecial: boolean;
  /** One colour scale for all maps, or each map its own. */
  readonly scale: "shared" | "own";
  readonly paradigm: Paradigm | undefined;
  readonly label: Label | undefined;
  readonly correct: boolean | undefined;
  readonly search: string;
}

const AGGREGATIONS: readonly [Aggregation, ...Aggregation[]] = [
  "none",
  "rollout",
  "rollout_residual",
  "rollout_raw",
  "last_layer",
];
const CORRECT = { right: true, wrong: false } as const;

const choice = <T extends string>(value: string | null, choices: readonly T[]) =>
  choices.find((one) => one === value);

/** The view that an address shows: `/scores/ID`, `/scores/ID/12`, and what differs from the usual in the query. */
export function readSentenceView(path: readonly string[], query: URLSearchParams): SentenceView | undefined {
  const [first, scoreRunId, index] = path;
  const place = index === undefined ? 0 : wholeNumber(index);
  if (first !== "scores" || scoreRunId === undefined || path.length > 3 || place === undefined) {
    return undefined;
  }
  const correct = choice(query.get("model"), ["right", "wrong"] as const);
  const sides = oneOf(query.get("sides"), SIDES);
  return {
    scoreRunId,
    index: place,
    method: query.get("method") ?? undefined,
    versus: query.get("versus") ?? undefined,
    pairing: sides === "difference" ? "beside" : oneOf(query.get("pairing"), PAIRINGS),
    head: wholeNumber(query.get("head"), 1),
    aggregation: oneOf(query.get("aggregation"), AGGREGATIONS),
    layer: wholeNumber(query.get("layer"), 1),
    sides,
    level: query.has("words") ? "word" : "piece",
    hideSpecial: query.has("bare"),
    scale: oneOf(query.get("scale"), ["shared", "own"]),
    paradigm: choice(query.get("paradigm"), PARADIGMS),
    label: choice(query.get("label"), ["singular", "plural"] as const),
    correct: correct === undefined ? undefined : CORRECT[correct],
    search: query.get("search") ?? "",
  };
}

/** The address of a view; only what differs from the usual is written. */
export function writeSentenceView(view: SentenceView): string {
  const path = `/scores/${encodeURIComponent(view.scoreRunId)}${view.index === 0 ? "" : `/${view.index}`}`;
  return address(path, {
    method: view.method,
    versus: view.versus,
    pairing: view.pairing === "beside" ? undefined : view.pairing,
    head: view.head,
    aggregation: view.aggregation === "none" ? undefined : view.aggregation,
    layer: view.layer,
    sides: view.sides === "one" ? undefined : view.sides,
    words: view.level === "word" ? 1 : undefined,
    bare: view.hideSpecial ? 1 : undefined,
    scale: view.scale === "shared" ? undefined : view.scale,
    paradigm: view.paradigm,
    label: view.label,
    model: view.correct === undefined ? undefined : view.correct ? "right" : "wrong",
    search: view.search,
  });
}

/** Which sentences the list holds. */
export interface Filter {
  readonly scoreRunId: string;
  readonly paradigm: Paradigm | undefined;
  readonly label: Label | undefined;
  readonly correct: boolean | undefined;
  readonly search: string;
}

/** The part of a view that decides which sentences the list holds. */
export const filterOf = ({ scoreRunId, paradigm, label, correct, search }: SentenceView): Filter => ({
  scoreRunId,
  paradigm,
  label,
  correct,
  search,
});

/** Whether a filter leaves anything out. */
export const isFiltered = ({ paradigm, label, correct, search }: Filter): boolean =>
  paradigm !== undefined || label !== undefined || correct !== undefined || search !== "";

const rolls = (aggregation: Aggregation) => aggregation.startsWith("rollout");

/** What can be done with a method's maps; those of the target's row alone cannot be rolled out. */
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
