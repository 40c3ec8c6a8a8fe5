import { figureCard } from "../../figures/figureCard.ts";
import { tableCard } from "../../figures/tableCard.ts";
import { h } from "../../dom/element.ts";
import {
  differenceFigure,
  type ItemComparison,
  itemsFigure,
  settingsTable,
} from "../../figures/compare/itemFigures.ts";
import { follow } from "../../state/answers.ts";
import { itemKey, LEAST } from "../../state/compareView.ts";
import type { Panel } from "../panel.ts";
import { type CompareContext, type CompareScene, measureOf } from "./compareContext.ts";

const MISSING =
  "These items have no evaluation in common. Launch runs with cue alignment or faithfulness to compare their figures.";

function figures(context: CompareContext): HTMLElement {
  const { scene, answers, methods, signal } = context;
  const [lines, differences] = [figureCard(signal, "item-lines"), figureCard(signal, "item-differences")];
  const settings = tableCard("item-settings");
  const element = h(
    "div",
    { class: "compare-figures" },
    lines.element,
    differences.element,
    settings.element,
  );
  const read = async (now: CompareScene): Promise<ItemComparison | undefined> => {
    const measure = measureOf(context, now);
    if (measure === undefined) {
      return undefined;
    }
    const query = { item: now.view.items.map(itemKey), measure: measure.id, group: now.view.group };
    return { comparison: await answers.read("/compare", { query }), measure, methods };
  };
  const show = (comparison: ItemComparison | undefined) => {
    const hasAll = comparison !== undefined;
    differences.element.hidden = !hasAll;
    settings.element.hidden = !hasAll;
    if (!hasAll) {
      lines.empty("Figures", MISSING);
      return;
    }
    lines.show(itemsFigure(comparison));
    differences.show(differenceFigure(comparison));
    settings.show(settingsTable(comparison));
    settings.element.classList.toggle("none-differ", comparison.comparison.settings.length === 0);
  };
  follow(scene, signal, {
    key: (now) =>
      JSON.stringify([now?.view.items.map(itemKey), now && measureOf(context, now)?.id, now?.view.group]),
    read: async (now) => {
      element.hidden = now === undefined || now.view.items.length < LEAST;
      return now === undefined || element.hidden ? undefined : await read(now);
    },
    show: (comparison) => !element.hidden && show(comparison),
    failed: (error, again) => {
      differences.element.hidden = true;
      settings.element.hidden = true;
      lines.fail(error, again);
    },
    busy: () => {
      lines.busy();
      differences.busy();
    },
  });
  return element;
}

/** The figures of the items, the differences between them, and the settings that differ. */
export const panel: Panel<CompareContext> = {
  title: "Figures",
  order: 30,
  place: "wide",
  mount: (host, context) => host.append(figures(context)),
};
