import type { ResultsPanel } from "../resultsContext.ts";
import { sentencesCard } from "../sentencesCard.ts";

/** The sentences behind a point that was clicked. */
export const panel: ResultsPanel = {
  title: "Sentences of a point",
  order: 20,
  place: "wide",
  evaluation: "cue_alignment",
  mount: (host, context) => sentencesCard(host, context, "cue_alignment"),
};
