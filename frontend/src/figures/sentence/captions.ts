import type { Run } from "../../api/types.ts";
import { figure, powerOfTen, signedFigure } from "../../dom/format.ts";
import { AGGREGATION_NAMES } from "../../dom/names.ts";
import { targetRow } from "../../layout/picture.ts";
import { runLine } from "../../state/run/runLabel.ts";
import type { SentencePicture, SidePicture } from "./sentencePicture.ts";

/** Titles, captions and readings of the sentence page. */

const isAttribution = ({ info }: SentencePicture) => info?.kind === "attribution";

/** The title of the picture of the target's row. */
export const targetTitle = (sentence: SentencePicture): string =>
  isAttribution(sentence) ? "Attribution of the prediction" : "Contributions to the target";

/** The name of the method that is shown, or of the two of which the one minus the other is. */
export function methodName({ info, method, minus }: SentencePicture): string {
  const name = info?.name ?? method;
  return minus === undefined ? name : `${name} minus ${minus.info?.name ?? minus.method}`;
}

function colours(sentence: SentencePicture): string[] {
  if (sentence.minus !== undefined) {
    const [one, other] = [
      sentence.info?.name ?? sentence.method,
      sentence.minus.info?.name ?? sentence.minus.method,
    ];
    return [
      `Blue: higher with ${one}; vermilion: higher with ${other}; grey: equal.`,
      "Each row was divided by the sum of its absolute values before subtraction.",
    ];
  }
  if (sentence.difference) {
    return ["Blue: higher after fine-tuning; vermilion: lower; grey: equal."];
  }
  if (!sentence.signed) {
    return [];
  }
  return isAttribution(sentence)
    ? ["Blue: supports the prediction; vermilion: opposes it; grey: neither."]
    : ["Blue: above 0; vermilion: below 0; grey: 0."];
}

/** The power of ten by which the numbers in cells are multiplied; empty for 10 to the power of 0. */
export const powerNote = (exponent: number): string => (exponent === 0 ? "" : `× ${powerOfTen(exponent)}`);

/** The names of the layers, each with the power of ten of its numbers where these differ. */
export function layerLabels({ names, exponents }: SentencePicture): string[] {
  const same = new Set(exponents).size <= 1;
  return names.map((name, layer) => (same ? name : `${name} ${powerNote(exponents[layer] ?? 0)}`.trim()));
}

/** A note on the unit of the numbers in one layer's map; empty where they need none. */
export const layerNote = ({ exponents, layer }: SentencePicture): string =>
  exponents[layer] === 0 ? "" : `Cell values ${powerNote(exponents[layer] ?? 0)}.`;

function powers({ exponents }: SentencePicture): string[] {
  const [exponent = 0, ...others] = [...new Set(exponents)];
  if (others.length > 0) {
    return ["Multiply the numbers in cells by the power of ten beside the layer."];
  }
  return exponent === 0 ? [] : [`Cell values ${powerNote(exponent)}.`];
}

function bounds(sentence: SentencePicture): string[] {
  const { info, aggregation, withoutSpecial: bare, oneScale: shared } = sentence;
  const unbounded =
    aggregation === "rollout_raw" ||
    (info?.range.maximum === null && (aggregation === "none" || aggregation === "last_layer"));
  if (!unbounded || bare || sentence.minus !== undefined) {
    return [];
  }
  const largest = shared ? "the largest score of this sentence" : "the largest score of each layer";
  return [`Scores have no upper bound; the colour scale ends at ${largest}.`];
}

/** What was done to the rows where special tokens are left out. */
export function withoutSpecialNote({ info, withoutSpecial }: SentencePicture): string[] {
  const divisor = info?.signed === true ? "the sum of its absolute values" : "its sum";
  return withoutSpecial ? [`Special tokens are left out, and each row is divided by ${divisor}.`] : [];
}

/** The notes below a picture that explain its colours and numbers, one sentence each. */
export function legendNotes(sentence: SentencePicture): string[] {
  return [...colours(sentence), ...bounds(sentence), ...powers(sentence), ...withoutSpecialNote(sentence)];
}

/** The name of a side. */
export const sideName = ({ kind }: Pick<SidePicture, "kind">): string => SIDE_NAMES[kind];

const SIDE_NAMES: Record<SidePicture["kind"], string> = {
  before: "Before fine-tuning",
  after: "After fine-tuning",
  difference: "After minus before",
};

/** The title of a picture that is saved: what it shows, by which method and aggregation, of which model. */
export function savedTitle(sentence: SentencePicture, what: string, run: Pick<Run, "spec">): string {
  const { sides, aggregation } = sentence;
  const model = run.spec.modelId;
  const by = [
    methodName(sentence),
    ...(aggregation === "none" ? [] : [AGGREGATION_NAMES[aggregation].toLowerCase()]),
    sides.length > 1 ? model : `${model}, ${sideName(sides[0]).toLowerCase()}`,
  ];
  return `${what}: ${by.join(", ")}`;
}

/** The caption of a picture that is saved: the sentence, notes on what is drawn, and the run. */
export function sentenceCaption(sentence: SentencePicture, notes: readonly string[], run: Run): string {
  const { example } = sentence.sides[0];
  const own = notes.filter((note) => note !== "");
  return [`Sentence ${example.index + 1}: ${example.sentence}`, ...own, `${runLine(run)}.`].join(" ");
}

/** The caption of maps that are saved, with all that has to be known to read them. */
export const savedCaption = (sentence: SentencePicture, notes: readonly string[], run: Run): string =>
  sentenceCaption(sentence, [...notes, ...legendNotes(sentence)], run);

/** The note that explains the numbers on the right of the target's row. */
export function marginNote(sentence: SentencePicture): string {
  const unsigned = sentence.info?.signed === true ? ", by absolute values" : "";
  const share =
    sentence.minus !== undefined
      ? "Number on the right: how many percentage points larger the cues' share of the row is."
      : sentence.difference
        ? "Number on the right: change of the cues' share of the row, in percentage points."
        : `Number on the right: the cues' share of the row${unsigned}.`;
  const missing = sentence.sides.some(({ deltas }) => deltas !== null)
    ? " Missing from the sum: the sum of the layer's scores minus the sum that the method guarantees."
    : "";
  return share + missing;
}

const READINGS: Record<SidePicture["kind"], string> = {
  before: "before",
  after: "after",
  difference: "after minus before",
};

/** A score on every side: `0.123`, or `before 0.1, after 0.2`. */
export function sideScores(
  sentence: SentencePicture,
  scoreOf: (side: SidePicture) => number | undefined,
): string {
  const write = sentence.signed ? signedFigure : figure;
  const several = sentence.sides.length > 1 || (sentence.difference && sentence.minus === undefined);
  return sentence.sides
    .map((side) => (several ? `${READINGS[side.kind]} ${write(scoreOf(side))}` : write(scoreOf(side))))
    .join(", ");
}

/** The reading of one cell of the target's row, by every method on the page. */
export function targetReading(sentence: readonly SentencePicture[], layer: number, column: number): string {
  const [first] = sentence;
  if (first === undefined) {
    return "";
  }
  const readings = sentence.map((one) => {
    const last = Math.min(layer, one.names.length - 1);
    const scores = sideScores(one, ({ picture }) => targetRow(picture, last)[column]);
    return sentence.length > 1 ? `${methodName(one)} ${scores}` : scores;
  });
  const unit = first.sides[0].picture.units[column]?.label ?? "";
  return `${first.names[layer] ?? ""}, ${unit}: ${readings.join("; ")}`;
}
