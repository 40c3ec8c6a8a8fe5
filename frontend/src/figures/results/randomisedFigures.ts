import { RANDOM } from "../../api/ids.ts";
import type { FigureTable } from "../../api/types.ts";
import type { CsvValue } from "../../charts/exports.ts";
import type { LinePoint, LineSeries } from "../../charts/lineSeries.ts";
import { methodLook } from "../../scale/methodColours.ts";
import type { Theme } from "../../scale/ramp.ts";
import type { ScoredSide } from "../../state/results/scoredSides.ts";
import { chosenFigures, type MethodChoice } from "./methodSeries.ts";

/** How much of the model is re-initialised, from the top down, in the order of the measures. */
export const PARTS = [
  { id: "head", shortly: "head", name: "the head" },
  { id: "25", shortly: "top 25 %", name: "the head and the top quarter of the layers" },
  { id: "50", shortly: "50 %", name: "the head and the top half of the layers" },
  { id: "75", shortly: "75 %", name: "the head and the top three quarters of the layers" },
  { id: "100", shortly: "layers", name: "the head and all layers" },
  { id: "everything", shortly: "all", name: "all weights, with the embeddings" },
] as const;

/** Ids of the measures in the order of {@link PARTS}. */
export const MEASURES: readonly string[] = PARTS.map(({ id }) => `randomised_${id}`);

/** A rank agreement above which scores count as hardly changed. */
export const LITTLE = 0.7;

/** The tables of one score run in the order of {@link PARTS}. */
export interface SideTables {
  readonly side: ScoredSide;
  readonly tables: readonly FigureTable[];
}

/** The place of a layer among the figures of a method; those of the last layer alone have one place. */
const placeOf = (layers: number, layer: number): number => (layers === 1 ? 0 : layer - 1);

/** A line for each chosen method: its agreement with each part re-initialised. */
export function cascadeLines(
  { tables }: SideTables,
  layer: number,
  choice: MethodChoice,
  theme: Theme,
): LineSeries[] {
  const lines = new Map<string, { name: string; points: LinePoint[] }>();
  tables.forEach((table, part) => {
    for (const { method, name, view } of chosenFigures(table, choice)) {
      const place = placeOf(view.figures.mean.length, layer);
      const line = lines.get(method) ?? { name, points: [] };
      lines.set(method, line);
      line.points.push({
        x: part,
        y: view.figures.mean[place] ?? null,
        low: view.figures.low[place] ?? null,
        high: view.figures.high[place] ?? null,
        n: view.figures.n[place],
        notes: [`${PARTS[part]?.name ?? ""} re-initialised`],
      });
    }
  });
  return [...lines].map(([method, { name, points }]) => ({
    name,
    ...methodLook(method, theme),
    ...(method === RANDOM ? { behind: "baseline" as const, dashed: true } : {}),
    points,
  }));
}

/** Names of those of some methods whose scores hardly change when all weights are re-initialised; random scores never do and are left out. */
export function hardlyChanged({ tables }: SideTables, layer: number, choice: MethodChoice): string[] {
  const everything = tables[PARTS.length - 1];
  return everything === undefined
    ? []
    : chosenFigures(everything, choice)
        .filter(({ method }) => method !== RANDOM)
        .filter(({ view }) => {
          const low = view.figures.low[placeOf(view.figures.mean.length, layer)] ?? null;
          return low !== null && low > LITTLE;
        })
        .map(({ name }) => name);
}

/** The points of some lines as rows. */
export const cascadeRows = (side: string, layer: number, lines: readonly LineSeries[]): CsvValue[][] =>
  lines.flatMap(({ name, points }) =>
    points.map(({ y, low, high, n, notes = [] }): CsvValue[] => [
      side,
      layer,
      name,
      notes.join(" "),
      y,
      low ?? null,
      high ?? null,
      n ?? null,
    ]),
  );
