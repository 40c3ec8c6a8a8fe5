import { figureCard } from "../../charts/figureCard.ts";
import { h } from "../../dom/element.ts";
import { fixedWhere } from "../../dom/parts.ts";
import {
  COMPARISON_TITLE,
  comparisonFigure,
  type SideComparisons,
} from "../../figures/results/comparisonFigure.ts";
import type { ResultsView } from "../../state/resultsView.ts";
import { sidesOf, sidesOfRun } from "../../state/scoredSides.ts";
import { followCard } from "./followCard.ts";
import { measureOf, type ResultsContext } from "./resultsContext.ts";
import { figureControls, layerOf, viewSwitch } from "./tabControls.ts";

/** Method against method, on the tabs of the evaluations that give measures. */

async function readDuels(
  context: ResultsContext,
  view: ResultsView,
  evaluation: string,
): Promise<SideComparisons | undefined> {
  const measure = measureOf(context, evaluation, view);
  const side = sidesOf({ run: context.run, sides: sidesOfRun(context.run) }, view).at(-1);
  if (measure === undefined || side === undefined || !view.duels) {
    return undefined;
  }
  const at = view.aggregation === "last_layer" ? 0 : layerOf(context, view) - 1;
  const comparisons = await context.answers.read("/scores/{scoreRunId}/comparisons", {
    path: { scoreRunId: side.scoreRunId },
    query: {
      measure: measure.id,
      group: view.group,
      aggregation: view.aggregation,
      test: view.test,
      ...(view.tested === "layer" ? { layer: at } : {}),
    },
  });
  return { measure, side, comparisons };
}

/** Opens the card; what is in it is read only then, as the tests take the server a while. */
function opener({ view, change, readOnly, signal }: ResultsContext): HTMLElement {
  const text = h(
    "p",
    { class: "muted" },
    "Tests every two methods against each other over the same sentences, with Holm's correction. This takes the server a moment, so it is done when asked for.",
  );
  const button = h(
    "button",
    { type: "button", class: "button", on: { click: () => change({ duels: true }) } },
    "Compare the methods",
  );
  const card = h(
    "section",
    { class: "card padded duels-closed", "aria-label": COMPARISON_TITLE },
    h("h2", {}, COMPARISON_TITLE),
    text,
    button,
  );
  view.watch(signal, ({ duels }) => (card.hidden = duels || readOnly));
  return card;
}

/** The card of method against method for the measures of an evaluation. */
export function mountDuels(host: HTMLElement, context: ResultsContext, evaluation: string): void {
  const card = figureCard(context.signal);
  const close = h(
    "button",
    { type: "button", class: "button small", on: { click: () => context.change({ duels: false }) } },
    "Close",
  );
  const controls = figureControls(
    "How methods are compared",
    viewSwitch(context, "Test", "test", [
      { value: "bootstrap", label: "Bootstrap" },
      { value: "wilcoxon", label: "Wilcoxon" },
    ]),
    viewSwitch(context, "Compared", "tested", [
      { value: "layer", label: "At the layer" },
      { value: "mean", label: "Mean over layers" },
    ]),
    fixedWhere(context.readOnly, h("div", { class: "control" }, close)),
  );
  card.element.querySelector(".card-head")?.after(controls);
  host.append(opener(context), card.element);
  context.view.watch(context.signal, ({ duels }) => (card.element.hidden = !duels));
  followCard(card, context, {
    parts: (view) =>
      view.duels
        ? [view.measure, view.group, view.sides, view.aggregation, view.layer, view.test, view.tested]
        : [false],
    read: async ({ view }) => await readDuels(context, view, evaluation),
    show: (found, { view }) => {
      if (found !== undefined) {
        card.show(comparisonFigure({ runId: context.run.id, methods: context.methods }, view, found));
      }
    },
  });
}
