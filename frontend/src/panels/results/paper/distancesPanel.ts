import { CUE_ALIGNMENT } from "../../../api/ids.ts";
import { figureCard } from "../../../figures/figureCard.ts";
import type { Panel } from "../../panel.ts";
import { type ResultsContext } from "../resultsContext.ts";
import { type LinesSection, mountLines } from "./linesSection.ts";

const FAMILY = "value_zeroing_";

/** The distances by which a run has measured Value Zeroing. */
export const distancesOf = (scored: readonly string[]): readonly string[] =>
  scored.filter((id) => id.startsWith(FAMILY));

const SECTION: LinesSection = {
  title: "Appendix: Value Zeroing by distance",
  order: 90,
  evaluation: CUE_ALIGNMENT,
  measure: "cue_dot",
  aggregation: "none",
  methods: distancesOf,
  note: "How far an output has moved is measured by the cosine, the Euclidean or the L1 distance, on states as they are or divided by their norm, whichever methods are chosen above. The paper uses the cosine.",
};

/** The distances of Value Zeroing in one figure, as in the paper's appendix. */
export const panel: Panel<ResultsContext> = {
  title: SECTION.title,
  order: SECTION.order,
  place: "wide",
  mount(host, context) {
    if (distancesOf(context.scored).length > 1) {
      mountLines(host, context, SECTION);
      return;
    }
    const text =
      "This run has scored one distance of Value Zeroing at most. Launch it again with several of the methods whose names begin with Value Zeroing.";
    const card = figureCard(context.signal, "paper-view");
    host.append(card.element);
    card.empty(SECTION.title, text);
  },
};
