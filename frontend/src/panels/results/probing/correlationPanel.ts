import { CUE_ALIGNMENT } from "../../../api/ids.ts";
import type { CsvValue } from "../../../charts/exports.ts";
import type { Figure } from "../../../charts/figure.ts";
import { figureCard } from "../../../figures/figureCard.ts";
import { type Bar, methodBars } from "../../../charts/methodBars.ts";
import { figure, signedFigure } from "../../../dom/format.ts";
import { AGGREGATION_NAMES } from "../../../dom/names.ts";
import { WHEN_NAMES } from "../../../figures/results/loadFigures.ts";
import type { EvaluationMeasure } from "../../../state/results/measures.ts";
import type { ResultsView } from "../../../state/results/resultsView.ts";
import { methodName } from "../../../state/results/usualMethods.ts";
import type { Panel } from "../../panel.ts";
import { followCard } from "../followCard.ts";
import { whyMissing } from "../missingEvaluation.ts";
import { isEvaluated, measureOf, type ResultsContext } from "../resultsContext.ts";
import { figureControls, viewSwitch } from "../tabControls.ts";
import { chosenCorrelations } from "./chosenCorrelations.ts";
import { type CorrelatedSide, lacksMode, modeNote, readCorrelations } from "./probingData.ts";

const TITLE = "Alignment against compression: correlation over layers";
const KINDS = { spearman: "Spearman", pearson: "Pearson" } as const;
const COLOURS = { spearman: "var(--series-1)", pearson: "var(--series-2)" } as const;

type Kind = keyof typeof KINDS;

/** The bars of all sides, sorted by one kind of correlation in the last side. */
export function correlationBars(
  context: Pick<ResultsContext, "scored" | "methods">,
  view: ResultsView,
  sides: readonly CorrelatedSide[],
): Bar[] {
  const last = sides.at(-1);
  if (last === undefined) {
    return [];
  }
  const order = chosenCorrelations(context, view, last.correlations).sort(
    (one, other) => (other.view[view.correlation].value ?? -2) - (one.view[view.correlation].value ?? -2),
  );
  const first: Kind = view.correlation;
  const kinds: readonly Kind[] = first === "spearman" ? ["spearman", "pearson"] : ["pearson", "spearman"];
  return order.flatMap(({ method, name }) =>
    sides.flatMap(({ side, correlations }) => {
      const own = chosenCorrelations(context, view, correlations).find((one) => one.method === method);
      const when = sides.length > 1 ? `, ${WHEN_NAMES[side.when].toLowerCase()}` : "";
      return kinds.map((kind): Bar => ({
        name,
        series: KINDS[kind] + when,
        ...(own?.view[kind] ?? { value: null, low: null, high: null }),
        colour: COLOURS[kind],
        pale: sides.length > 1 && side.when === "before",
        note: `${correlations.layers} layers`,
      }));
    }),
  );
}

/** All correlations, drawn or not, as rows. */
export const correlationRows = (
  { methods }: Pick<ResultsContext, "methods">,
  sides: readonly CorrelatedSide[],
): CsvValue[][] => [
  ["fine-tuning", "method", "aggregation", "spearman", "low", "high", "pearson", "low", "high", "layers"],
  ...sides.flatMap(({ side, correlations }) =>
    correlations.views.map(({ method, aggregation, spearman, pearson }): CsvValue[] => [
      side.when,
      methodName(methods, method),
      aggregation,
      spearman.value,
      spearman.low,
      spearman.high,
      pearson.value,
      pearson.low,
      pearson.high,
      correlations.layers,
    ]),
  ),
];

function correlationFigure(
  context: ResultsContext,
  view: ResultsView,
  sides: readonly CorrelatedSide[],
  measure: EvaluationMeasure,
): Figure {
  const layers = sides.at(-1)?.correlations.layers ?? 0;
  const how = view.aggregation === "none" ? "" : `, ${AGGREGATION_NAMES[view.aggregation].toLowerCase()}`;
  const pale =
    sides.length > 1
      ? [{ name: "pale: before fine-tuning", colour: "var(--line-strong)", kind: "box" } as const]
      : [];
  return {
    title: TITLE,
    caption: `Correlation of ${measure.name.toLowerCase()}${how} with the probe's compression over ${layers} layers. Intervals: 95 %, bootstrap over sentences and orders of probing. With so few layers they are wide, and a single correlation says little.${modeNote(view.mode)}`,
    legend: [
      ...(["spearman", "pearson"] as const).map((kind) => ({
        name: KINDS[kind],
        colour: COLOURS[kind],
        kind: "box" as const,
      })),
      ...pale,
    ],
    draw: (width) =>
      methodBars(correlationBars(context, view, sides), {
        width,
        xName: "Correlation",
        format: signedFigure,
        tick: (value) => figure(value).replace("-", "−"),
        domain: [-1, 1],
        title: `Correlation of ${measure.name} with compression by method.`,
      }),
    rows: () => correlationRows(context, sides),
    file: `${context.run.id}-correlations-${measure.id}-${view.mode}`,
  };
}

/** The correlation of cue alignment with compression over layers, a bar per method. */
export const panel: Panel<ResultsContext> = {
  title: TITLE,
  order: 40,
  place: "wide",
  mount(host, context) {
    const card = figureCard(context.signal, "correlation-bars");
    const controls = figureControls(
      "Order of the bars",
      viewSwitch(context, "Sorted by", "correlation", [
        { value: "spearman", label: "Spearman" },
        { value: "pearson", label: "Pearson" },
      ]),
    );
    host.append(card.element);
    card.element.querySelector(".card-head")?.after(controls);
    followCard(card, context, {
      parts: (view) => [
        view.measure,
        view.mode,
        view.aggregation,
        view.methods,
        view.sides,
        view.correlation,
      ],
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
          card.show(correlationFigure(context, view, read.sides, read.measure));
        }
      },
    });
  },
};
