import { CUE_ALIGNMENT, RANDOM } from "../../../api/ids.ts";
import type { CsvValue } from "../../../charts/exports.ts";
import type { Figure } from "../../../charts/figure.ts";
import { figureCard } from "../../../figures/figureCard.ts";
import { columnsFor, multiples, multipleWidth } from "../../../charts/multiples.ts";
import type { ReadableChart } from "../../../charts/chartCursor.ts";
import { type Dot, scatter, widened } from "../../../charts/scatter.ts";
import { figure, signedFigure } from "../../../dom/format.ts";
import { WHEN_NAMES } from "../../../figures/results/loadFigures.ts";
import { layerDots, SIDE_COLOURS } from "../../../figures/results/probingFigures.ts";
import type { EvaluationMeasure } from "../../../state/results/measures.ts";
import type { ResultsView } from "../../../state/results/resultsView.ts";
import type { Panel } from "../../panel.ts";
import { followCard } from "../followCard.ts";
import { whyMissing } from "../missingEvaluation.ts";
import { isEvaluated, measureOf, type ResultsContext } from "../resultsContext.ts";
import { chosenCorrelations } from "./chosenCorrelations.ts";
import { type CorrelatedSide, lacksMode, modeNote, readCorrelations } from "./probingData.ts";

const TITLE = "Alignment against compression, layer by layer";
const LEAST = 240;

interface Small {
  readonly name: string;
  readonly note: string;
  readonly dots: readonly Dot[];
}

/** One small scatter per method, a dot per layer and side. */
export function smallScatters(
  context: Pick<ResultsContext, "scored" | "methods">,
  view: ResultsView,
  sides: readonly CorrelatedSide[],
): Small[] {
  const last = sides.at(-1);
  const methods = last === undefined ? [] : chosenCorrelations(context, view, last.correlations);
  return methods.map(({ method, name, view: correlation }) => {
    const dots = sides.flatMap(({ side, correlations }) => {
      const own = chosenCorrelations(context, view, correlations).find((one) => one.method === method);
      const when = sides.length > 1 ? `, ${WHEN_NAMES[side.when].toLowerCase()}` : "";
      return own === undefined
        ? []
        : layerDots(own.view).dots.map(({ layer, alignment, compression }): Dot => ({
            x: compression,
            y: alignment,
            label: String(layer),
            head: `${name}, layer ${layer}${when}`,
            colour: method === RANDOM && sides.length === 1 ? "var(--ink-3)" : SIDE_COLOURS[side.when],
          }));
    });
    const { spearman, pearson } = correlation;
    return {
      name,
      note: `Spearman ${signedFigure(spearman.value)}, Pearson ${signedFigure(pearson.value)}`,
      dots,
    };
  });
}

function draw(charts: readonly Small[], width: number, measure: EvaluationMeasure): ReadableChart {
  const columns = columnsFor(charts.length, width, LEAST);
  const dots = charts.flatMap((one) => one.dots);
  const common = {
    width: multipleWidth(width, columns),
    height: 250,
    xName: "Compression (times)",
    yName: measure.name,
    format: figure,
    xDomain: widened(dots.map(({ x }) => x)),
    yDomain: widened(dots.map(({ y }) => y)),
  };
  const scatters = charts.map(({ name, note, dots: own }) =>
    scatter(own, { ...common, heading: { name, note }, title: `${name}: ${note}.` }),
  );
  return multiples(scatters, columns, `${measure.name} against compression, one chart per method`);
}

function scatterFigure(
  context: ResultsContext,
  view: ResultsView,
  sides: readonly CorrelatedSide[],
  measure: EvaluationMeasure,
): Figure {
  const charts = smallScatters(context, view, sides);
  const last = sides.at(-1)?.side.when ?? "after";
  const sideNote = sides.length > 1 ? ` The correlations above the charts are ${last} fine-tuning.` : "";
  const rows = (): CsvValue[][] => [
    ["fine-tuning", "method", "aggregation", "layer", "compression", measure.id],
    ...sides.flatMap(({ side, correlations }) =>
      chosenCorrelations(context, view, correlations).flatMap(({ name, view: own }) =>
        layerDots(own).dots.map(({ layer, alignment, compression }): CsvValue[] => [
          side.when,
          name,
          own.aggregation,
          layer,
          compression,
          alignment,
        ]),
      ),
    ),
  ];
  return {
    title: TITLE,
    caption: `Each dot is a layer, labelled with its number: mean ${measure.name.toLowerCase()} of the layer's map against the compression of the probe at the layer's output. The embedding output has no map and is left out. All charts share the same axes.${sideNote}${modeNote(view.mode)}`,
    legend: sides.map(({ side }) => ({
      name: `${WHEN_NAMES[side.when]} fine-tuning`,
      colour: SIDE_COLOURS[side.when],
      symbol: "circle",
      kind: "point",
    })),
    draw: (width) => draw(charts, width, measure),
    rows,
    file: `${context.run.id}-alignment-compression-${measure.id}-${view.mode}`,
  };
}

/** Cue alignment against compression, a dot per layer and a chart per method. */
export const panel: Panel<ResultsContext> = {
  title: TITLE,
  order: 30,
  place: "wide",
  mount(host, context) {
    const card = figureCard(context.signal, "layer-scatter");
    host.append(card.element);
    followCard(card, context, {
      parts: (view) => [view.measure, view.mode, view.aggregation, view.methods, view.sides],
      read: async ({ view }) => {
        const measure = measureOf(context, CUE_ALIGNMENT, view);
        if (measure === undefined || lacksMode(card, context, view.mode, TITLE)) {
          return undefined;
        }
        if (!isEvaluated(context, CUE_ALIGNMENT)) {
          card.empty(
            TITLE,
            `This figure also needs cue alignment. ${whyMissing(context, CUE_ALIGNMENT).text}`,
          );
          return undefined;
        }
        return { measure, sides: await readCorrelations(context, view, measure.id) };
      },
      show: (read, { view }) => {
        if (read !== undefined) {
          card.show(scatterFigure(context, view, read.sides, read.measure));
        }
      },
    });
  },
};
