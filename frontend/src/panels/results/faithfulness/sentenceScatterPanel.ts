import { CUE_ALIGNMENT, FAITHFULNESS, FAITHFULNESS_NORMALISED, RANDOM } from "../../../api/ids.ts";
import type { Aggregation, SentenceValues } from "../../../api/types.ts";
import type { Figure } from "../../../charts/figure.ts";
import { figureCard, type FigureCard } from "../../../figures/figureCard.ts";
import { type Dot, scatter } from "../../../charts/scatter.ts";
import { labelled } from "../../../dom/controls.ts";
import { h } from "../../../dom/element.ts";
import { count, figure } from "../../../dom/format.ts";
import { AGGREGATION_NAMES } from "../../../dom/names.ts";
import { fixedWhere, select } from "../../../dom/parts.ts";
import { sentencePoints } from "../../../figures/results/faithfulnessFigures.ts";
import { measureHelp, methodHelp } from "../../../help/helpLink.ts";
import { methodLook } from "../../../scale/methodColours.ts";
import type { EvaluationMeasure } from "../../../state/results/measures.ts";
import type { ResultsView } from "../../../state/results/resultsView.ts";
import { type ScoredSide, sidesOf, sidesOfRun } from "../../../state/results/scoredSides.ts";
import { aggregationOf, chosenMethodIds, methodName } from "../../../state/results/usualMethods.ts";
import type { Panel } from "../../panel.ts";
import { followCard } from "../followCard.ts";
import { isEvaluated, measureOf, measuresOf, type ResultsContext } from "../resultsContext.ts";
import { figureControls, layerOf } from "../tabControls.ts";

const TITLE = "Sentence by sentence";

/** One axis: a measure of a method's maps. */
interface Axis {
  readonly measure: EvaluationMeasure;
  readonly method: string;
  readonly aggregation: Aggregation;
}

/** The two axes of the scatter, and the side and layer that it shows. */
interface ScatterRequest {
  readonly x: Axis;
  readonly y: Axis;
  readonly side: ScoredSide;
  /** From 1. */
  readonly layer: number;
}

/** The measures that a dot can have, of faithfulness first. */
const offered = (context: ResultsContext): EvaluationMeasure[] =>
  [FAITHFULNESS, FAITHFULNESS_NORMALISED, CUE_ALIGNMENT]
    .filter((evaluation) => isEvaluated(context, evaluation))
    .flatMap((evaluation) => measuresOf(context, evaluation));

/** The method whose sentences are dots. */
const firstMethod = ({ scored }: ResultsContext, view: ResultsView): string | undefined =>
  view.dots !== undefined && scored.includes(view.dots)
    ? view.dots
    : (chosenMethodIds(view.methods, scored)[0] ?? scored[0]);

const usualAgainst = (context: ResultsContext, measure: EvaluationMeasure): string | undefined =>
  offered(context).find(({ id }) => id !== measure.id && !id.startsWith("spearman"))?.id ??
  offered(context).find(({ id }) => id !== measure.id)?.id;

/** The scatter that a view describes; undefined where one of the two methods lacks the aggregation. */
function requestOf(context: ResultsContext, view: ResultsView): ScatterRequest | undefined {
  const measure = measureOf(context, FAITHFULNESS, view);
  const method = firstMethod(context, view);
  const side = sidesOf({ run: context.run, sides: sidesOfRun(context.run) }, view).at(-1);
  if (measure === undefined || method === undefined || side === undefined) {
    return undefined;
  }
  const against = view.against ?? usualAgainst(context, measure);
  const other = context.scored.find((id) => id === against) ?? method;
  const available = (id: string) =>
    aggregationOf(view.aggregation, context.methods.find((one) => one.id === id)?.aggregations ?? ["none"]);
  const [first, second] = [available(method), available(other)];
  const across = offered(context).find(({ id }) => id === against) ?? measure;
  return first === undefined || second === undefined
    ? undefined
    : {
        x: { measure, method, aggregation: first },
        y: { measure: across, method: other, aggregation: second },
        side,
        layer: layerOf(context, view),
      };
}

const read = (context: ResultsContext, { side, layer }: ScatterRequest, axis: Axis) =>
  context.answers.read("/scores/{scoreRunId}/values", {
    path: { scoreRunId: side.scoreRunId },
    query: {
      measure: axis.measure.id,
      method: axis.method,
      aggregation: axis.aggregation,
      layer: axis.aggregation === "last_layer" ? 0 : layer - 1,
    },
  });

function axisName({ methods }: ResultsContext, axis: Axis, twoMethods: boolean): string {
  const how = axis.aggregation === "none" ? "" : `, ${AGGREGATION_NAMES[axis.aggregation].toLowerCase()}`;
  return twoMethods ? `${methodName(methods, axis.method)}${how}` : axis.measure.name;
}

function dotsFigure(
  context: ResultsContext,
  request: ScatterRequest,
  [xs, ys]: readonly [SentenceValues, SentenceValues],
): Figure {
  const { x, y, side, layer } = request;
  const points = sentencePoints(xs, ys);
  const twoMethods = x.method !== y.method;
  const [xName, yName] = [axisName(context, x, twoMethods), axisName(context, y, twoMethods)];
  const method = methodName(context.methods, x.method);
  const what = twoMethods ? x.measure.name : method;
  return {
    title: `${TITLE}: ${xName} against ${twoMethods ? yName : yName.toLowerCase()}`,
    caption: `${what} in layer ${layer}, ${side.when} fine-tuning. Each dot is one of the n = ${count(points.length)} sentences for which both values are defined.${twoMethods ? " Both values are equal on the dashed line." : ""}`,
    legend: [],
    draw: (width, theme) => {
      const { colour } = methodLook(x.method, theme);
      const dots = points.map(({ index, x: one, y: other }): Dot => ({
        x: one,
        y: other,
        head: `Sentence ${index + 1}`,
        colour,
        datum: index,
      }));
      return scatter(dots, {
        width,
        height: width < 560 ? 320 : 420,
        xName,
        yName,
        format: (value) => figure(value).replace("-", "−"),
        title: `${xName} against ${yName}, sentence by sentence.`,
        diagonal: twoMethods,
      });
    },
    rows: () => [
      ["sentence", `${x.measure.id} ${x.method}`, `${y.measure.id} ${y.method}`],
      ...points.map(({ index, x: one, y: other }) => [index, one, other]),
    ],
    file: `${context.run.id}-sentences-${side.when}-${x.measure.id}-${x.method}-${y.measure.id}-${y.method}-${layer}`,
    reading: {
      choose: ({ datum }) => {
        const how = x.aggregation === "none" ? "" : `&aggregation=${x.aggregation}`;
        const versus = twoMethods ? `&versus=${y.method}` : "";
        const place = `${encodeURIComponent(side.scoreRunId)}/${Number(datum)}`;
        context.go(`/scores/${place}?method=${x.method}${versus}${how}&layer=${layer}`);
      },
      hint: "Click or press Enter to open the sentence",
    },
  };
}

/** The choice of the two axes. */
function dotControls(context: ResultsContext): HTMLElement {
  const { view, change, methods, scored, readOnly, signal } = context;
  const option = (id: string, name: string) => h("option", { value: id }, name);
  const options = scored.map((id) => option(id, methodName(methods, id)));
  const dots = select<string>("Method", [], "", (id) => change({ dots: id }));
  dots.append(...options);
  const against = select<string>("Against", [], "", (id) => change({ against: id }));
  const [dotsHelp, againstHelp] = [h("span"), h("span")];
  const helpOf = (id: string): HTMLElement[] => {
    const topic = methods.find((one) => one.id === id);
    const measure = offered(context).find((one) => one.id === id);
    return topic !== undefined ? [methodHelp(topic)] : measure !== undefined ? [measureHelp(measure)] : [];
  };
  view.watch(signal, (now) => {
    const measure = measureOf(context, FAITHFULNESS, now);
    const method = firstMethod(context, now) ?? "";
    dots.value = method;
    const measures = offered(context).filter(({ id }) => id !== measure?.id);
    const others = scored.filter((id) => id !== method && id !== RANDOM);
    against.replaceChildren(
      h("optgroup", { label: "Another measure" }, ...measures.map(({ id, name }) => option(id, name))),
      h("optgroup", { label: "Another method" }, ...others.map((id) => option(id, methodName(methods, id)))),
    );
    against.value = now.against ?? (measure === undefined ? "" : (usualAgainst(context, measure) ?? ""));
    dotsHelp.replaceChildren(...helpOf(method));
    againstHelp.replaceChildren(...helpOf(against.value));
  });
  return figureControls(
    "Axes",
    fixedWhere(readOnly, labelled("Method", dots, dotsHelp)),
    fixedWhere(readOnly, labelled("Against", against, againstHelp)),
  );
}

function showNothing(card: FigureCard): void {
  card.empty(
    TITLE,
    "One of the two methods does not have this aggregation; choose another aggregation above.",
  );
}

/** One measure against another, or of one method against another, a dot per sentence; a click opens the sentence. */
export const panel: Panel<ResultsContext> = {
  title: TITLE,
  order: 40,
  place: "wide",
  mount(host, context) {
    const card = figureCard(context.signal, "sentence-scatter");
    host.append(card.element);
    card.element.querySelector(".card-head")?.after(dotControls(context));
    followCard(card, context, {
      parts: (view) => [
        view.measure,
        view.sides,
        view.layer,
        view.aggregation,
        view.methods,
        view.dots,
        view.against,
      ],
      read: async ({ view }) => {
        const request = requestOf(context, view);
        return request === undefined
          ? undefined
          : {
              request,
              values: await Promise.all([
                read(context, request, request.x),
                read(context, request, request.y),
              ]),
            };
      },
      show: (answer) => {
        if (answer === undefined) {
          showNothing(card);
        } else {
          card.show(dotsFigure(context, answer.request, answer.values));
        }
      },
    });
  },
};
