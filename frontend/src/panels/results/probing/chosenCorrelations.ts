import type { ProbingCorrelations } from "../../../api/types.ts";
import { type ChosenMethod, chosenMethods } from "../../../figures/results/methodSeries.ts";
import type { ResultsView } from "../../../state/results/resultsView.ts";
import { chosenMethodIds } from "../../../state/results/usualMethods.ts";
import type { ResultsContext } from "../resultsContext.ts";

type View = ProbingCorrelations["views"][number];

/** The views of the chosen methods, each under the aggregation that it has. */
export const chosenCorrelations = (
  { scored, methods }: Pick<ResultsContext, "scored" | "methods">,
  view: ResultsView,
  { views }: ProbingCorrelations,
): ChosenMethod<View>[] =>
  chosenMethods(views, {
    methods: chosenMethodIds(view.methods, scored),
    aggregation: view.aggregation,
    allMethods: methods,
  });
