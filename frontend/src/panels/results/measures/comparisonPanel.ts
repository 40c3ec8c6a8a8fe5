import { figureCard } from "../../../figures/figureCard.ts";
import { h } from "../../../dom/element.ts";
import { fixedWhere } from "../../../dom/parts.ts";
import {
  COMPARISON_TITLE,
  comparisonFigure,
  type SideComparisons,
} from "../../../figures/results/comparisonFigure.ts";
import type { ResultsView } from "../../../state/results/resultsView.ts";
import { sidesOf, sidesOfRun } from "../../../state/results/scoredSides.ts";
import type { Panel } from "../../panel.ts";
import { followCard } from "../followCard.ts";
import { measureOf, type ResultsContext } from "../resultsContext.ts";
import { figureControls, layerOf, viewSwitch } from "../tabControls.ts";

async function loadComparisons(
  context: ResultsContext,
  view: ResultsView,
): Promise<SideComparisons | undefined> {
  const measure = measureOf(context, context.evaluation, view);
  const side = sidesOf({ run: context.run, sides: sidesOfRun(context.run) }, view).at(-1);
  if (measure === undefined || side === undefined || !view.comparison) {
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
      ...(view.comparisonAt === "layer" ? { layer: at } : {}),
    },
  });
  return { measure, side, comparisons };
}

/** Opens the card; what is in it is read only then, as the tests take the server a while. */
function opener({ view, change, readOnly, signal }: ResultsContext): HTMLElement {
  const text = h(
    "p",
    { class: "muted" },
    "Compares every pair of methods on the same sentences, with a test that is corrected for the number of pairs. This takes the server a moment, so it is computed on request.",
  );
  const button = h(
    "button",
    { type: "button", class: "button", on: { click: () => change({ comparison: true }) } },
    "Compare the methods",
  );
  const card = h(
    "section",
    { class: "card padded comparison-closed", "aria-label": COMPARISON_TITLE },
    h("h2", {}, COMPARISON_TITLE),
    text,
    button,
  );
  view.watch(signal, ({ comparison }) => (card.hidden = comparison || readOnly));
  return card;
}

function mountComparison(host: HTMLElement, context: ResultsContext): void {
  const card = figureCard(context.signal, "method-comparison");
  const close = h(
    "button",
    { type: "button", class: "button small", on: { click: () => context.change({ comparison: false }) } },
    "Close",
  );
  const controls = figureControls(
    "Comparison controls",
    viewSwitch(context, "Test", "test", [
      { value: "permutation", label: "Permutation" },
      { value: "wilcoxon", label: "Wilcoxon" },
    ]),
    viewSwitch(context, "Compared", "comparisonAt", [
      { value: "layer", label: "At the layer" },
      { value: "mean", label: "Mean over layers" },
    ]),
    fixedWhere(context.readOnly, h("div", { class: "control" }, close)),
  );
  card.element.querySelector(".card-head")?.after(controls);
  host.append(opener(context), card.element);
  context.view.watch(context.signal, ({ comparison }) => (card.element.hidden = !comparison));
  followCard(card, context, {
    parts: (view) =>
      view.comparison
        ? [view.measure, view.group, view.sides, view.aggregation, view.layer, view.test, view.comparisonAt]
        : [false],
    read: async ({ view }) => await loadComparisons(context, view),
    show: (comparisons, { view }) => {
      if (comparisons !== undefined) {
        card.show(comparisonFigure({ runId: context.run.id, methods: context.methods }, view, comparisons));
      }
    },
  });
}

/** Every two methods against each other, by the measure of the tab. */
export const panel: Panel<ResultsContext> = {
  title: COMPARISON_TITLE,
  order: 80,
  place: "wide",
  mount: mountComparison,
};
