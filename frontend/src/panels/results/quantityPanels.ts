import { ATTENTION, VALUE_ZEROING } from "../../api/ids.ts";
import type { Method } from "../../api/types.ts";
import type { Figure } from "../../charts/figure.ts";
import { controlBar } from "../../dom/controls.ts";
import { figureCard } from "../../figures/figureCard.ts";
import {
  type ChosenHead,
  headGridFigure,
  quantityLinesFigure,
  type QuantityRequest,
  type SideQuantities,
} from "../../figures/results/quantityFigures.ts";
import type { ChartTopic } from "../../help/helpLink.ts";
import { sidesOf } from "../../state/results/scoredSides.ts";
import { readSentenceView, writeSentenceView } from "../../state/sentence/sentenceView.ts";
import type { Panel } from "../panel.ts";
import { followCard, type ResultsScene } from "./followCard.ts";
import type { ResultsContext } from "./resultsContext.ts";
import { groupControl, sidesControl } from "./resultsControls.ts";

/** Panels of what evaluations have measured of the model itself. */

/** Reads the quantities of an evaluation of every side of every run that the view draws. */
export async function readQuantities(
  { answers }: ResultsContext,
  evaluation: string,
  { view, models }: ResultsScene,
): Promise<SideQuantities[]> {
  const all = models.flatMap((model) => sidesOf(model, view).map((side) => ({ model, side })));
  return await Promise.all(
    all.map(async ({ model, side }) => ({
      model,
      side,
      table: await answers.read("/scores/{scoreRunId}/quantities", {
        path: { scoreRunId: side.scoreRunId },
        query: { evaluation, group: view.group },
      }),
    })),
  );
}

interface QuantityPanel {
  readonly evaluation: string;
  readonly quantity: string;
  readonly title: string;
  readonly order: number;
  readonly topic: ChartTopic;
  readonly figure: (request: QuantityRequest) => Figure;
}

const quantityPanel = (of: QuantityPanel): Panel<ResultsContext> => ({
  title: of.title,
  order: of.order,
  place: "main",
  mount(host, context) {
    const { run, signal } = context;
    const card = figureCard(signal, of.topic);
    host.append(card.element);
    followCard(card, context, {
      parts: ({ group, sides }) => [group, sides],
      read: (scene) => readQuantities(context, of.evaluation, scene),
      show: (sides, { view: { group } }) =>
        card.show(
          of.figure({
            quantity: of.quantity,
            group,
            sides,
            resamples: run.spec.evaluating.resamples,
            file: `${run.id}-${of.evaluation}`,
            reading: readingOf(context, of),
          }),
        ),
    });
  },
});

/** The method whose map of a head a grid opens: that of the quantity, or else another that was scored and has single heads. */
function methodOpened({ methods, scored }: ResultsContext, quantity: string): Method | undefined {
  const usual = quantity.startsWith("head_zeroing") ? VALUE_ZEROING : ATTENTION;
  const possible = methods.filter(({ id, singleHeads }) => singleHeads && scored.includes(id));
  return possible.find(({ id }) => id === usual) ?? possible[0];
}

/** Where a method with single heads was scored, a head of a grid opens its map of the first sentence. */
function readingOf(context: ResultsContext, { figure, quantity }: QuantityPanel): QuantityRequest["reading"] {
  const { go, readOnly } = context;
  const method = methodOpened(context, quantity);
  if (figure !== headGridFigure || readOnly || method === undefined) {
    return undefined;
  }
  return {
    choose: ({ datum }) => {
      const { scoreRunId, layer, head } = datum as ChosenHead;
      const query = new URLSearchParams({ method: method.id, head: String(head), layer: String(layer) });
      const view = readSentenceView(["scores", scoreRunId], query);
      if (view !== undefined) {
        go(writeSentenceView(view));
      }
    },
    hint: `Click or press Enter to see the head by ${method.name}`,
  };
}

/** The panel of a quantity by layer. */
export const quantityLines = (
  evaluation: string,
  quantity: string,
  title: string,
  order: number,
): Panel<ResultsContext> =>
  quantityPanel({ evaluation, quantity, title, order, topic: "lens-lines", figure: quantityLinesFigure });

/** The panel of a quantity of every head. */
export const headGrid = (
  evaluation: string,
  quantity: string,
  title: string,
  order: number,
): Panel<ResultsContext> =>
  quantityPanel({ evaluation, quantity, title, order, topic: "head-grid", figure: headGridFigure });

/** The panel of the controls of a tab of quantities. */
export const quantityControls: Panel<ResultsContext> = {
  title: "Figure controls",
  order: 0,
  place: "wide",
  mount(host, context) {
    host.classList.add("controls-host");
    host.append(controlBar(groupControl(context), sidesControl(context)));
  },
};
