import type { Probing } from "../../api/types.ts";
import type { CsvValue } from "../../charts/exports.ts";
import type { LinePoint, LineSeries } from "../../charts/lineSeries.ts";
import type { Theme } from "../../scale/ramp.ts";
import type { EvaluationMeasure } from "../../state/results/measures.ts";
import type { ResultTab } from "../../state/results/resultsView.ts";
import type { ModelRun, ScoredSide } from "../../state/results/scoredSides.ts";
import type { ChartPoint } from "../../state/results/sentenceFields.ts";
import type { SideFigures } from "./loadFigures.ts";
import { chosenFigures, type MethodChoice, seriesOf } from "./methodSeries.ts";
import { spreadNotes } from "./probingFigures.ts";
import { type Quantity, quantityOf, type SideQuantities } from "./quantityFigures.ts";
import { sentenceCount } from "./sentenceCount.ts";

/** The rows of the figure that has several evaluations on one layer axis. */

/** One score run of one of the runs. */
export interface Sided {
  readonly model: ModelRun;
  readonly side: ScoredSide;
}

/** One score run's probing. */
export interface SideProbing extends Sided {
  readonly probing: Probing;
}

/** A measure of methods, with the figures of every side that has them. */
export interface MeasuredSides {
  readonly measure: Pick<EvaluationMeasure, "id" | "name">;
  readonly sides: readonly SideFigures[];
}

/** What was read; a list without sides is of an evaluation that none of the runs has. */
export interface WhenData {
  readonly lens: { readonly quantity: string; readonly sides: readonly SideQuantities[] };
  readonly probing: readonly SideProbing[];
  readonly cues: MeasuredSides | undefined;
  readonly knockouts: MeasuredSides | undefined;
}

/** A point of a method's line, with the tab that lists its sentences; points of the model itself have none. */
export interface PointOfTab {
  readonly tab: ResultTab;
  readonly measure: string;
  readonly point: ChartPoint;
}

/** One evaluation: what stands at its chart, and its lines. */
export interface WhenRow {
  readonly title: string;
  readonly measure: string;
  readonly sides: readonly Sided[];
  /** Where guessing lies. */
  readonly guessing?: number | undefined;
  /** The last layer of all sides, and the first that has a value. */
  readonly layers: readonly [first: number, last: number];
  /** Sentences that the means are over, for the caption. */
  readonly sentences: string;
  /** The lines of one of its sides; a dashed one lies beside another side's. */
  lines(side: Sided, theme: Theme, dashed: boolean): LineSeries[];
  /** The method, aggregation, layer, value, low, high and n of each point of one of its sides. */
  rows(side: Sided): CsvValue[][];
}

/** The colour of what is measured of the model itself, and no method has. */
export const MODEL_COLOUR = "var(--ink)";
export const CONTROL_COLOUR = "var(--ink-3)";
export const CONTROL_NAME = "Shuffled labels (control)";

/** The line of a model's own values, as those of methods are dashed where before lies beside after. */
const modelLine = (name: string, points: LinePoint[], dashed: boolean): LineSeries => ({
  name: dashed ? `${name}, before` : name,
  colour: MODEL_COLOUR,
  dashed,
  points,
});

const pointRows = (what: string, points: readonly LinePoint[]): CsvValue[][] =>
  points.map(({ x, y, low, high, n }) => [what, "", x, y, low ?? null, high ?? null, n ?? null]);

function quantityPoints(table: SideQuantities["table"], quantity: Quantity | undefined): LinePoint[] {
  const { mean = [], low = [], high = [], n = [] } = quantity?.figures ?? {};
  return mean.map((y, place) => ({
    x: table.firstLayer + place,
    y,
    low: low[place] ?? null,
    high: high[place] ?? null,
    n: n[place],
  }));
}

/** Chance, where a value is a share of sentences that are right. */
const CHANCE: Readonly<Record<string, number>> = { lens_accuracy: 0.5 };

function lensRow({ quantity, sides }: WhenData["lens"]): WhenRow | undefined {
  const described = sides.flatMap((side) => quantityOf(side, quantity) ?? [])[0];
  if (described === undefined) {
    return undefined;
  }
  const pointsOf = (one: Sided) =>
    sides
      .filter(({ side }) => side === one.side)
      .flatMap((side) => quantityPoints(side.table, quantityOf(side, quantity)));
  const counts = sides.flatMap((side) => quantityOf(side, quantity)?.figures.n ?? []);
  return {
    title: "Logit lens",
    measure: described.name,
    sides,
    guessing: CHANCE[quantity],
    layers: extentOf(sides.flatMap(pointsOf)),
    sentences: String(Math.max(0, ...counts)),
    lines: (one, _, dashed) => [modelLine(described.name, pointsOf(one), dashed)],
    rows: (one) => pointRows("the model itself", pointsOf(one)),
  };
}

const compressionPoints = ({ layers, examples }: Probing, code: "labels" | "control"): LinePoint[] =>
  layers.map(({ layer, ...codes }) => {
    const { compression, low, high } = codes[code];
    return { x: layer, y: compression, low, high, n: examples, notes: spreadNotes(codes[code]) };
  });

function probingRow(sides: readonly SideProbing[]): WhenRow | undefined {
  const pointsOf = (one: Sided, code: "labels" | "control") =>
    sides.filter(({ side }) => side === one.side).flatMap(({ probing }) => compressionPoints(probing, code));
  const control = (one: Sided): LineSeries => ({
    name: CONTROL_NAME,
    colour: CONTROL_COLOUR,
    behind: "baseline",
    points: pointsOf(one, "control"),
  });
  const counts = sides.map(({ probing }) => probing.examples);
  return sides.length === 0
    ? undefined
    : {
        title: "Probing",
        measure: "Compression",
        sides,
        guessing: 1,
        layers: extentOf(sides.flatMap((side) => pointsOf(side, "labels"))),
        sentences: String(Math.max(0, ...counts)),
        // One control is enough where before and after lie over each other.
        lines: (one, _, dashed) => [
          ...(dashed ? [] : [control(one)]),
          modelLine("Compression", pointsOf(one, "labels"), dashed),
        ],
        rows: (one) => [
          ...pointRows("the model itself", pointsOf(one, "labels")),
          ...pointRows(CONTROL_NAME, pointsOf(one, "control")),
        ],
      };
}

function methodsRow(
  title: string,
  tab: ResultTab,
  measured: MeasuredSides | undefined,
  choice: MethodChoice,
): WhenRow | undefined {
  if (measured === undefined || measured.sides.length === 0) {
    return undefined;
  }
  const { measure, sides } = measured;
  const linesOf = (one: Sided, theme: Theme, dashed: boolean) =>
    sides
      .filter(({ side }) => side === one.side)
      .flatMap((side) =>
        seriesOf(side, choice, theme, dashed).map((line): LineSeries => ({
          ...line,
          points: line.points.map((point) => ({
            ...point,
            datum: { tab, measure: measure.id, point: point.datum as ChartPoint } satisfies PointOfTab,
          })),
        })),
      );
  return {
    title,
    measure: measure.name,
    sides,
    layers: [1, Math.max(1, ...sides.map(({ table }) => table.layers))],
    sentences: sentenceCount(sides.map(({ table }) => table)),
    lines: linesOf,
    rows: (one) =>
      sides
        .filter(({ side }) => side === one.side)
        .flatMap(({ table }) => {
          const aggregations = chosenFigures(table, choice).map(({ view }) => view.aggregation);
          return linesOf(one, "light", false).flatMap(({ name, points }, place) =>
            pointRows(name, points).map(([what = "", , ...values]) => [
              what,
              aggregations[place] ?? "",
              ...values,
            ]),
          );
        }),
  };
}

function extentOf(points: readonly LinePoint[]): [number, number] {
  const layers = points.map(({ x }) => x);
  return [Math.min(...layers), Math.max(...layers)];
}

/** The rows of the evaluations that were read, from what the model knows to what methods make of it. */
export const whenRows = (data: WhenData, choice: MethodChoice): WhenRow[] =>
  [
    lensRow(data.lens),
    probingRow(data.probing),
    methodsRow("Cue alignment", "cues", data.cues, choice),
    methodsRow("Knock-outs", "knockouts", data.knockouts, choice),
  ].filter((row) => row !== undefined);
