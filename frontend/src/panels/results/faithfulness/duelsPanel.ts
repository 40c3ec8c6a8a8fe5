import type { ResultsPanel } from "../context.ts";
import { mountDuels } from "../duels.ts";

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
