import type { ProbingCorrelations } from "../../../api/types.ts";
import { type Held, heldViews } from "../../../figures/results/methodSeries.ts";
import type { ResultsView } from "../../../state/resultsView.ts";
import { drawnMethods } from "../../../state/usualMethods.ts";
import type { ResultsContext } from "../resultsContext.ts";

type View = ProbingCorrelations["views"][number];

/** The views of the chosen methods, each under the aggregation that it has. */
export const chosenCorrelations = (
  { scored, methods }: Pick<ResultsContext, "scored" | "methods">,
  view: ResultsView,
  { views }: ProbingCorrelations,
): Held<View>[] =>
  heldViews(views, {
    methods: drawnMethods(view.methods, scored),
    aggregation: view.aggregation,
    known: methods,
  });
