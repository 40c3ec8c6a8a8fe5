import { RANDOM } from "../../api/ids.ts";
import type { FigureTable, Quantities } from "../../api/types.ts";
import type { CsvValue } from "../../charts/exports.ts";
import type { LinePoint, LineSeries } from "../../charts/lineSeries.ts";
import { methodLook } from "../../scale/methodColours.ts";
import type { Theme } from "../../scale/ramp.ts";
import { chosenFigures, type MethodChoice } from "./methodSeries.ts";

/** What is left of the answer against what is left of the multiply-adds, when tokens are dropped from a layer on. */

/** The shares of ordinary tokens that are dropped, in percent, ascending. */
export const DROPPED = [25, 50, 75, 90] as const;

/** What is drawn upwards. */
export type RemovalKind = "accuracy" | "probability";

export const KIND_NAMES: Readonly<Record<RemovalKind, string>> = {
  accuracy: "Accuracy",
  probability: "p(good word)",
};

/** The kind of a measure of token removal. */
export const kindOf = (measure: string | undefined): RemovalKind =>
  measure?.startsWith("removal_probability") === true ? "probability" : "accuracy";

/** Ids of the measures of a kind, in the order of {@link DROPPED}. */
export const measuresOfKind = (kind: RemovalKind): string[] =>
  DROPPED.map((percent) => `removal_${kind}_${percent}`);

/** The figures of one score run: the kind's tables in the order of {@link DROPPED}, and the quantities. */
export interface RemovalFigures {
  readonly tables: readonly FigureTable[];
  readonly quantities: Quantities;
}

const quantityAt = ({ quantities }: RemovalFigures, id: string, layer: number) => {
  const one = quantities.quantities.find((quantity) => quantity.id === id);
  const place = layer - quantities.firstLayer;
  return {
    y: one?.figures.mean[place] ?? null,
    low: one?.figures.low[place] ?? null,
    high: one?.figures.high[place] ?? null,
    n: one?.figures.n[place],
  };
};

/** The point at which nothing is dropped. */
export const wholePoint = (figures: RemovalFigures, kind: RemovalKind, layer: number): LinePoint => ({
  x: 1,
  ...quantityAt(figures, `removal_${kind}_whole`, layer),
  notes: ["nothing dropped"],
});

/** A line for each chosen method that has whole maps: from few multiply-adds up to the whole sentence. */
export function removalLines(
  figures: RemovalFigures,
  kind: RemovalKind,
  layer: number,
  choice: MethodChoice,
  theme: Theme,
): LineSeries[] {
  const whole = wholePoint(figures, kind, layer);
  const names = new Map<string, { name: string; points: LinePoint[] }>();
  DROPPED.forEach((percent, place) => {
    const table = figures.tables[place];
    const { y: x } = quantityAt(figures, `removal_work_${percent}`, layer);
    if (table === undefined || x === null) {
      return;
    }
    for (const { method, name, view } of chosenFigures(table, choice)) {
      const mean = view.figures.mean[layer - 1] ?? null;
      if (mean === null) {
        continue;
      }
      const line = names.get(method) ?? { name, points: [whole] };
      names.set(method, line);
      line.points.unshift({
        x,
        y: mean,
        low: view.figures.low[layer - 1] ?? null,
        high: view.figures.high[layer - 1] ?? null,
        n: view.figures.n[layer - 1],
        notes: [`${percent} % of the ordinary tokens dropped`],
      });
    }
  });
  return [...names].map(([method, { name, points }]) => ({
    name,
    ...methodLook(method, theme),
    ...(method === RANDOM ? { behind: "baseline" as const, dashed: true } : {}),
    points,
  }));
}

/** The points of some lines as rows. */
export const removalRows = (side: string, layer: number, lines: readonly LineSeries[]): CsvValue[][] =>
  lines.flatMap(({ name, points }) =>
    points.map(({ x, y, low, high, n, notes = [] }): CsvValue[] => [
      side,
      layer,
      name,
      notes.join(" "),
      x,
      y,
      low ?? null,
      high ?? null,
      n ?? null,
    ]),
  );
