import type { Run } from "../../api/types.ts";
import type { CsvValue } from "../../charts/exports.ts";
import { CHART_WIDTH, type PaperParts } from "../../charts/figurePicture.ts";
import { legendChart } from "../../charts/legend.ts";
import { type NamedPicture, sideBySide } from "../../charts/sideBySide.ts";
import { type TokenRow, tokenRows } from "../../charts/tokenRows.ts";
import { cellExponent, figure, signedFigure } from "../../dom/format.ts";
import { type Picture, pictureOf, targetRow } from "../../layout/picture.ts";
import { rampOf, type Theme } from "../../scale/ramp.ts";
import { powerNote, sentenceCaption, sideName } from "./captions.ts";
import type { SideLook } from "./savedSides.ts";
import type { EvaluatedSentence } from "./sentenceEvaluation.ts";
import type { SentenceMaps, SentencePicture } from "./sentencePicture.ts";

/** Blank-out of one side, beside the target's row of the layer that is shown; always piece by piece. */
export interface BlankedSide {
  readonly name: string;
  readonly picture: Picture;
  /** The loss of p(good word) when each token is replaced by the mask; null at the target, which is already masked. */
  readonly drops: readonly (number | null)[];
  readonly row: readonly number[];
}

function blankedSide(
  { scoreRun, example, maps }: SentenceMaps,
  drops: readonly number[],
  layer: number,
): BlankedSide {
  const picture = pictureOf({ ...example, maps: maps.values }, { level: "piece", hideSpecial: false });
  return {
    name: sideName({ kind: scoreRun.when }),
    picture,
    drops: drops.map((drop, token) => (token === example.target ? null : drop)),
    row: targetRow(picture, layer),
  };
}

/** The sides of which blank-out is stored. */
export function blankedSides(sentence: SentencePicture, evaluation: EvaluatedSentence): BlankedSide[] {
  return sentence.sources.flatMap((source) => {
    const side = evaluation.sides.find(({ scoreRun }) => scoreRun.id === source.scoreRun.id);
    const drops = side?.evaluation?.blankOut ?? null;
    return drops === null || evaluation.index !== source.example.index
      ? []
      : [blankedSide(source, drops, sentence.layer)];
  });
}

const largest = (values: readonly (number | null)[]) =>
  Math.max(0, ...values.map((value) => Math.abs(value ?? 0))) || 1;

export interface BlankOutScales {
  readonly drops: number;
  readonly row: number;
}

export const scalesOf = (sides: readonly BlankedSide[]): BlankOutScales => ({
  drops: largest(sides.flatMap(({ drops }) => drops)),
  row: largest(sides.flatMap(({ row }) => row)),
});

function rowsOf(
  side: BlankedSide,
  sentence: SentencePicture,
  scales: BlankOutScales,
  colours: Theme,
): TokenRow[] {
  const signed = sentence.info?.signed === true;
  return [
    {
      name: "Blank-out",
      values: side.drops,
      ramp: rampOf(colours, true),
      maximum: scales.drops,
      exponent: cellExponent(scales.drops),
    },
    {
      name: sentence.names[sentence.layer] ?? "",
      values: side.row,
      ramp: rampOf(colours, signed),
      maximum: scales.row,
      exponent: cellExponent(scales.row),
    },
  ];
}

/** The colour scales of both rows under their names. */
export function scalesUnderNames(
  sentence: SentencePicture,
  scales: BlankOutScales,
  colours: Theme,
): [NamedPicture, NamedPicture] {
  const signed = sentence.info?.signed === true;
  const name = (what: string, scale: number) =>
    [what, powerNote(cellExponent(scale))].filter(Boolean).join("; numbers ");
  return [
    {
      name: name("Blank-out, loss of p(good word)", scales.drops),
      picture: legendChart(rampOf(colours, true), scales.drops, true),
    },
    {
      name: name(`Target's row, ${sentence.info?.name ?? sentence.method}`, scales.row),
      picture: legendChart(rampOf(colours, signed), scales.row, signed),
    },
  ];
}

export const BLANK_OUT_TITLE = "Blank-out beside the target's row";

export const BLANK_OUT_NOTE =
  "Blue: the probability of the good word falls without the token; vermilion: it rises. The target is already masked; special tokens are blanked out as well. Shown for pieces, never for whole words.";

/** One side's rows. */
export function drawBlankOut(
  side: BlankedSide,
  sentence: SentencePicture,
  scales: BlankOutScales,
  { width, colours }: SideLook,
): SVGSVGElement {
  const title = `Blank-out and the target's row, ${side.name.toLowerCase()}.`;
  return tokenRows(side.picture.units, rowsOf(side, sentence, scales, colours), { width, title });
}

/** The rows of all sides as one picture that is saved. */
export function savedBlankOut(
  sentence: SentencePicture,
  sides: readonly BlankedSide[],
  run: Run,
): PaperParts | undefined {
  const scales = scalesOf(sides);
  const look: SideLook = { width: CHART_WIDTH, colours: "light" };
  const chart = sideBySide(
    sides.map((side) => ({ name: side.name, picture: drawBlankOut(side, sentence, scales, look) })),
  );
  const [side, ...others] = sides;
  const phase = others.length === 0 && side !== undefined ? [side.name.toLowerCase()] : [];
  const where = (sentence.names[sentence.layer] ?? "").toLowerCase();
  return (
    chart && {
      title: `${BLANK_OUT_TITLE} in ${where}: ${[run.spec.modelId, ...phase].join(", ")}`,
      caption: sentenceCaption(sentence, ["Framed: the cues.", BLANK_OUT_NOTE], run),
      scales: scalesUnderNames(sentence, scales, "light"),
      chart,
    }
  );
}

const HEAD = ["side", "place", "token", "loss of p(good word)", "target's row", "layer"];

/** The figures of all sides, the first row naming the columns. */
export const blankOutRows = (sides: readonly BlankedSide[], sentence: SentencePicture): CsvValue[][] => [
  HEAD,
  ...sides.flatMap(({ name, picture, drops, row }) =>
    picture.units.map(({ label }, place) => [
      name,
      place,
      label,
      drops[place] ?? null,
      row[place] ?? null,
      sentence.names[sentence.layer] ?? "",
    ]),
  ),
];

/** The reading of a token: its blank-out value and its score in the target's row. */
export function readBlankOut(sentence: SentencePicture, side: BlankedSide, column: number): string {
  const [drop, value] = [side.drops[column] ?? null, side.row[column]];
  const lost = drop === null ? "the target (already masked)" : `loss of p(good word) ${signedFigure(drop)}`;
  const where = (sentence.names[sentence.layer] ?? "").toLowerCase();
  return `${side.picture.units[column]?.label ?? ""}: ${lost}; target's row in ${where} ${figure(value)}`;
}
