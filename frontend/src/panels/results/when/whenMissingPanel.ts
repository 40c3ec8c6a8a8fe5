import type { Panel } from "../../panel.ts";
import { missingNotice } from "../missingEvaluation.ts";
import { isEvaluated, type ResultsContext } from "../resultsContext.ts";
import { WHEN_EVALUATIONS } from "./whenData.ts";

/** The evaluations of the figure that this run does not have, and how to get them. */
export const panel: Panel<ResultsContext> = {
  title: "Missing evaluations",
  order: 20,
  place: "wide",
  mount(host, context) {
    const missing = WHEN_EVALUATIONS.filter((evaluation) => !isEvaluated(context, evaluation));
    host.hidden = missing.length === 0;
    host.append(...missing.map((evaluation) => missingNotice(context, evaluation)));
  },
};
