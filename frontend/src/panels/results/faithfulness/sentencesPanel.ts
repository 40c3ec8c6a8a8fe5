import type { ResultsPanel } from "../resultsContext.ts";
import { sentencesCard } from "../sentencesCard.ts";

/** The sentences behind a bar or a cell that was clicked. */
export const panel: ResultsPanel = {
  title: "Sentences of a point",
  order: 25,
  place: "wide",
  evaluation: "faithfulness",
  mount: (host, context) => sentencesCard(host, context, "faithfulness"),
};
