import type { CsvValue } from "../../charts/exports.ts";
import type { Table } from "../../charts/table.ts";
import type { Evaluation, FigureDifference, Method, Run, RunDifferences } from "../../api/types.ts";
import { h } from "../../dom/element.ts";
import { count, figure, signedFigure } from "../../dom/format.ts";
import {
  figureHead,
  figureLayer,
  figureMeasure,
  figureMethod,
  figureWords,
} from "../../state/compareRuns.ts";

/** What the figures of two runs are told with. */
export interface RunPair {
  readonly runs: readonly [Run, Run];
  readonly differences: RunDifferences;
  /** The figures that were read so far, the largest difference first. */
  readonly figures: readonly FigureDifference[];
  readonly methods: readonly Method[];
  readonly evaluations: readonly Evaluation[];
}

const measuresOf = ({ evaluations }: RunPair) =>
  evaluations.flatMap(({ measures, quantities }) => [...measures, ...quantities]);

/** The names of both runs; with their ids where the names are the same. */
export function pairNames({ runs }: Pick<RunPair, "runs">): [string, string] {
  const [first, second] = runs;
  return first.name === second.name
    ? [`${first.name} (${first.id})`, `${second.name} (${second.id})`]
    : [first.name, second.name];
}

/** The outcome in one sentence: how many figures agree, and where the largest difference is. */
export function verdictOf(pair: RunPair): string {
  const [top] = pair.figures;
  const { verdict } = pair.differences;
  return top === undefined || top.identical
    ? `${verdict}.`
    : `${verdict}. Largest: ${figureWords(top, pair.methods, measuresOf(pair))}.`;
}

/** What else is to be said of the comparison, in short sentences. */
export function remarksOf({ differences }: RunPair): string[] {
  const { phases, onlyFirst, onlySecond, sameWeights } = differences;
  const sentences = phases.map(({ when, examples }) => `${count(examples)} ${when}`);
  const alone = [
    onlyFirst > 0 ? `${count(onlyFirst)} only in the first` : "",
    onlySecond > 0 ? `${count(onlySecond)} only in the second` : "",
  ].filter((part) => part !== "");
  return [
    sameWeights === null
      ? ""
      : sameWeights
        ? "The fine-tuned models are the same byte for byte."
        : "The fine-tuned models are not the same.",
    `Compared over the sentences that both runs have: ${sentences.join(", ")} fine-tuning.`,
    alone.length === 0 ? "" : `Figures that cannot be compared: ${alone.join(", ")}.`,
  ].filter((part) => part !== "");
}

const DIGITS = 6;
const FIRST_VALUE = 5;
const DIFFERENCE = 7;
const SENTENCES = 8;

const value = (number: CsvValue): string =>
  typeof number === "number" ? String(Number(number.toPrecision(DIGITS))) : "–";

/** All figures as a table, the largest difference first; a figure of a method opens what `open` shows of it. */
export function figuresTable(pair: RunPair, open: ((figure: FigureDifference) => void) | undefined): Table {
  const { figures, methods, differences } = pair;
  const [first, second] = pairNames(pair);
  const measures = measuresOf(pair);
  return {
    title: "Figures of both runs",
    caption: [
      `Means over sentences, ${count(figures.length)} of ${count(differences.total)} figures, the largest difference first.`,
      "Identical: the values of all sentences agree to the last bit. Layer 0 is the embedding output.",
    ].join(" "),
    rows: [
      ["figure", "method", "layer", "head", "when", first, second, "difference", "sentences that differ"],
      ...figures.map((one): CsvValue[] => [
        figureMeasure(one, measures),
        figureMethod(one, methods),
        figureLayer(one),
        figureHead(one),
        one.when,
        one.first,
        one.second,
        one.difference,
        one.differing,
      ]),
    ],
    cell: (content, row, column) => {
      const one = figures[row];
      if (one === undefined) {
        return content;
      }
      if (column === 0 && one.method !== null && open !== undefined) {
        const title = "Compare this figure layer by layer, with its maps";
        return h(
          "button",
          { type: "button", class: "link-button", title, on: { click: () => open(one) } },
          content,
        );
      }
      if (column === DIFFERENCE) {
        return one.identical ? "identical" : signedFigure(one.difference);
      }
      return column === FIRST_VALUE || column === FIRST_VALUE + 1
        ? value(content)
        : column === SENTENCES
          ? figure(one.differing)
          : content;
    },
    file: `differences-${differences.first}-${differences.second}`,
  };
}

/** What differs in the settings of the two runs, in what they were computed from, and on what. */
export function runSettingsTable(pair: RunPair): Table {
  const { settings, first, second } = pair.differences;
  return {
    title: "Settings that differ",
    caption:
      settings.length === 0
        ? "All settings are the same, and so are model, data, program, device and threads."
        : "Everything else is the same: settings, model, data, program, device and threads.",
    rows: [
      ["setting", ...pairNames(pair)],
      ...settings.map(({ name, values }): CsvValue[] => [name, ...values]),
    ],
    file: `settings-${first}-${second}`,
  };
}
