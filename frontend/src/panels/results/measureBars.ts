import { RANDOM } from "../../api/ids.ts";
import type { Aggregation } from "../../api/types.ts";
import type { CsvValue } from "../../charts/exports.ts";
import type { Figure } from "../../charts/figure.ts";
import { figureCard } from "../../figures/figureCard.ts";
import { type Bar, methodBars } from "../../charts/methodBars.ts";
import { count, figure, signedFigure } from "../../dom/format.ts";
import { AGGREGATION_NAMES } from "../../dom/names.ts";
import { directionOf } from "../../figures/results/direction.ts";
import { type PlacedFigure, placedFigures } from "../../figures/results/faithfulnessFigures.ts";
import { loadFigures, type SideFigures, WHEN_NAMES } from "../../figures/results/loadFigures.ts";
import { methodLook } from "../../scale/methodColours.ts";
import type { Theme } from "../../scale/ramp.ts";
import type { EvaluationMeasure } from "../../state/results/measures.ts";
import type { ResultsView } from "../../state/results/resultsView.ts";
import type { ChartPoint as Point } from "../../state/results/sentenceFields.ts";
import { groupName } from "../../state/results/sentenceGroups.ts";
import { chosenMethodIds, methodName } from "../../state/results/usualMethods.ts";
import type { Panel } from "../panel.ts";
import { followCard } from "./followCard.ts";
import { measureOf, type ResultsContext } from "./resultsContext.ts";
import { figureControls, layerOf, viewSwitch } from "./tabControls.ts";

/** A figure of one side. */
export interface SideFigure extends PlacedFigure {
  readonly side: SideFigures["side"];
}

type ScoredMethods = Pick<ResultsContext, "methods" | "scored">;

/** A bar that was clicked. */
interface BarChoice {
  readonly point: Point;
  readonly aggregation: Aggregation;
}

/** The figures of the chosen methods and the baseline on each side, methods in the order of the last side's figures. */
export function sideFigures(
  { scored }: ScoredMethods,
  view: ResultsView,
  sides: readonly SideFigures[],
  request: { readonly layer: number; readonly higherIsBetter: boolean },
): SideFigure[] {
  const ids = new Set([...chosenMethodIds(view.methods, scored), RANDOM]);
  const perSide = sides.map(({ side, table }) =>
    placedFigures(table, { place: view.barPlace, ...request })
      .filter(({ method }) => ids.has(method))
      .map((one): SideFigure => ({ ...one, side })),
  );
  const order = perSide.at(-1) ?? [];
  return order.flatMap((last) =>
    perSide.flatMap(
      (figures) =>
        figures.find(
          ({ method, aggregation }) => method === last.method && aggregation === last.aggregation,
        ) ?? [],
    ),
  );
}

const barName = ({ methods }: ScoredMethods, { method, aggregation }: PlacedFigure) =>
  methodName(methods, method) +
  (aggregation === "none" ? "" : `, ${AGGREGATION_NAMES[aggregation].toLowerCase()}`);

/** The figures as bars. */
export function barsOf(context: ScoredMethods, figures: readonly SideFigure[], theme: Theme): Bar[] {
  const several = new Set(figures.map(({ side }) => side.when)).size > 1;
  return figures.map((one): Bar => {
    const { method, layer, mean, low, high, n, side } = one;
    const datum: BarChoice = {
      point: { scoreRunId: side.scoreRunId, method, layer },
      aggregation: one.aggregation,
    };
    return {
      name: barName(context, one),
      ...(several ? { series: WHEN_NAMES[side.when].toLowerCase() } : {}),
      value: mean,
      low,
      high,
      note: `layer ${layer}, n = ${count(n)}`,
      colour: methodLook(method, theme).colour,
      pale: several && side.when === "before",
      datum,
    };
  });
}

const rowsOf = (
  context: ScoredMethods,
  figures: readonly SideFigure[],
  measure: EvaluationMeasure,
): CsvValue[][] => [
  ["fine-tuning", "method", "aggregation", "layer", measure.id, "low", "high", "n"],
  ...figures.map((one): CsvValue[] => [
    one.side.when,
    methodName(context.methods, one.method),
    one.aggregation,
    one.layer,
    one.mean,
    one.low,
    one.high,
    one.n,
  ]),
];

const WHERE = {
  layer: (layer: number) => `at layer ${layer}`,
  best: () => "at each method's best layer",
  rollout: (layer: number) => `of rollouts up to layer ${layer}`,
};

const NOTES = {
  layer: "",
  best: " The best layer is selected on the same sentences, so these figures are slightly optimistic; the tooltip and the table name the layer.",
  rollout: " Methods without a rollout are left out.",
};

function barsFigure(
  context: ResultsContext,
  view: ResultsView,
  sides: readonly SideFigures[],
  measure: EvaluationMeasure,
): Figure {
  const { higherIsBetter } = measure;
  const layer = layerOf(context, view);
  const figures = sideFigures(context, view, sides, { layer, higherIsBetter });
  const most = Math.max(0, ...figures.map(({ n }) => n));
  const baseline = figures.findLast(
    ({ method, aggregation }) => method === RANDOM && aggregation !== "last_layer",
  );
  const rule =
    baseline?.mean === null || baseline?.mean === undefined
      ? {}
      : { rule: { value: baseline.mean, name: "random" } };
  const resamples = count(context.run.spec.evaluating.resamples);
  const pale = sides.length > 1;
  return {
    title: `${measure.name} ${WHERE[view.barPlace](layer)}`,
    caption: `${measure.name}, mean over at most n = ${count(most)} sentences (${groupName(view.group).toLowerCase()}); ${directionOf(higherIsBetter)}, best first. Lines on the bars: 95 % bootstrap intervals over sentences (${resamples} resamples). Dashed line: random scores.${NOTES[view.barPlace]}`,
    legend: pale ? [{ name: "pale: before fine-tuning", colour: "var(--line-strong)", kind: "box" }] : [],
    draw: (width, theme) =>
      methodBars(barsOf(context, figures, theme), {
        width,
        xName: `${measure.name} (${directionOf(higherIsBetter)})`,
        format: signedFigure,
        tick: (value) => figure(value).replace("-", "−"),
        title: `${measure.name} ${WHERE[view.barPlace](layer)}, by method.`,
        ...rule,
      }),
    rows: () => rowsOf(context, figures, measure),
    file: `${context.run.id}-${measure.id}-${view.group}-${view.barPlace}-${layer}`,
    reading: {
      choose: ({ datum }) => {
        const { point, aggregation } = datum as BarChoice;
        context.change({ point, aggregation });
      },
      hint: "Click or press Enter to list its sentences",
    },
  };
}

/** The panel of one measure of an evaluation, of every method: at a layer, at its best layer, or of rollouts. */
export const measureBars = (evaluation: string, title: string): Panel<ResultsContext> => ({
  title,
  order: 10,
  place: "wide",
  mount(host, context) {
    const card = figureCard(context.signal, "method-bars");
    const controls = figureControls(
      "Bar controls",
      viewSwitch(context, "Bars", "barPlace", [
        { value: "layer", label: "At the layer" },
        { value: "best", label: "At the best layer", title: "Selected on the same sentences" },
        { value: "rollout", label: "Rollouts" },
      ]),
    );
    host.append(card.element);
    card.element.querySelector(".card-head")?.after(controls);
    followCard(card, context, {
      parts: (view) => [view.measure, view.group, view.sides, view.layer, view.methods, view.barPlace],
      read: async ({ view, models }) => {
        const measure = measureOf(context, evaluation, view);
        const own = models.slice(0, 1);
        return measure === undefined
          ? undefined
          : {
              measure,
              sides: await loadFigures(context, own, view, { measure: measure.id, group: view.group }),
            };
      },
      show: (read, { view }) => {
        if (read !== undefined) {
          card.show(barsFigure(context, view, read.sides, read.measure));
        }
      },
    });
  },
});
