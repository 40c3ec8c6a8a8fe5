import { mountDuels } from "../comparisonCard.ts";
import type { ResultsPanel } from "../resultsContext.ts";

/** Every two methods against each other. */
export const panel: ResultsPanel = {
  title: "Method against method",
  order: 80,
  place: "wide",
  evaluation: "faithfulness",
  mount(host, context) {
    mountDuels(host, context, "faithfulness");
  },
};
