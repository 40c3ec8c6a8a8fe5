import type { Aggregation, Curve, DeletionCurves, FigureTable, SentenceValues } from "../../api/types.ts";
import type { LineSeries } from "../../charts/lineSeries.ts";
import type { FigurePlace } from "../../state/results/faithfulnessFields.ts";

/** The input of the charts of the faithfulness tab, made from the interface's answers. */

/** One figure of one method. */
export interface PlacedFigure {
  readonly method: string;
  readonly aggregation: Aggregation;
  /** From 1. */
  readonly layer: number;
  readonly mean: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly n: number;
}

type TableView = FigureTable["views"][number];

function figureAt({ method, aggregation, figures }: TableView, place: number, layers: number): PlacedFigure {
  return {
    method,
    aggregation,
    layer: aggregation === "last_layer" ? layers : place + 1,
    mean: figures.mean[place] ?? null,
    low: figures.low[place] ?? null,
    high: figures.high[place] ?? null,
    n: figures.n[place] ?? 0,
  };
}

/** The place of the best figure of a view; 0 where none is defined. */
export function bestPlace(means: readonly (number | null)[], higherIsBetter: boolean): number {
  const better = (one: number, other: number) => (higherIsBetter ? one > other : one < other);
  let best: number | undefined;
  means.forEach((mean, place) => {
    const present = best === undefined ? null : (means[best] ?? null);
    if (mean !== null && (present === null || better(mean, present))) {
      best = place;
    }
  });
  return best ?? 0;
}

/** Sorts figures the best first; those not defined come last. */
export function bestFirst(figures: readonly PlacedFigure[], higherIsBetter: boolean): PlacedFigure[] {
  const sign = higherIsBetter ? -1 : 1;
  const value = ({ mean }: PlacedFigure) => (mean === null ? Infinity : sign * mean);
  return [...figures].sort((one, other) => value(one) - value(other) || 0);
}

/** Which figure of each method is taken from a table. */
export interface PlaceRequest {
  readonly place: FigurePlace;
  /** From 1. */
  readonly layer: number;
  readonly higherIsBetter: boolean;
}

/**
 * One figure per method, the best first: at a layer, at each method's best layer, or of every rollout up to a layer. The
 * best layer is chosen on the same sentences that the figure is of, so it is a little too good.
 */
export function placedFigures(
  table: FigureTable,
  { place, layer, higherIsBetter }: PlaceRequest,
): PlacedFigure[] {
  const views = table.views.filter(({ aggregation }) =>
    place === "rollout" ? aggregation.startsWith("rollout") : aggregation === "none",
  );
  const figures = views.map((view) => {
    const { mean } = view.figures;
    const at = place === "best" ? bestPlace(mean, higherIsBetter) : Math.min(layer, mean.length) - 1;
    return figureAt(view, at, table.layers);
  });
  return bestFirst(figures, higherIsBetter);
}

/** One figure in every layer of each method, for a table of method by layer. */
export function everyLayer(table: FigureTable, aggregation: Aggregation): PlacedFigure[] {
  return table.views
    .filter((view) => view.aggregation === aggregation)
    .flatMap((view) => view.figures.mean.map((_, place) => figureAt(view, place, table.layers)));
}

const points = (shares: readonly number[], { mean, low, high }: Curve) =>
  shares.map((share, place) => ({
    x: share,
    y: mean[place] ?? null,
    low: low[place] ?? null,
    high: high[place] ?? null,
  }));

/** One curve of deletion with its name and its look. */
export interface NamedCurve {
  readonly name: string;
  readonly colour: string;
  readonly curve: Curve;
}

/**
 * Deletion curves of some methods, and of random orders in grey. Without the top tokens a curve starts from the whole
 * sentence; with only them it starts at the first share, as no token at all is not measured.
 */
export function deletionBands(
  { shares, whole, random }: DeletionCurves,
  kind: "without" | "only",
  curves: readonly NamedCurve[],
): LineSeries[] {
  const start = kind === "without" && shares[0] !== 0 ? [{ x: 0, y: whole }] : [];
  const line = (curve: Curve) => [...start, ...points(shares, curve)];
  const orders = {
    name: "Random orders",
    colour: "var(--ink-3)",
    dashed: true,
    hollow: true,
    points: line(random[kind]),
  };
  return [orders, ...curves.map(({ name, colour, curve }) => ({ name, colour, points: line(curve) }))];
}

/** A sentence with two values. */
export interface SentencePoint {
  readonly index: number;
  readonly x: number;
  readonly y: number;
}

/** The sentences for which both values are defined. */
export function sentencePoints(x: SentenceValues, y: SentenceValues): SentencePoint[] {
  return x.values.flatMap((value, index) => {
    const other = y.values[index] ?? null;
    return value === null || other === null ? [] : [{ index, x: value, y: other }];
  });
}
