import { CUE_ALIGNMENT_WORDS } from "../../../api/ids.ts";
import { linesSection } from "./linesSection.ts";

/** Figure 2 with the pieces of every word put together, as in the paper's appendix. */
export const panel = linesSection({
  title: "Appendix: average precision of words in place of pieces",
  order: 95,
  evaluation: CUE_ALIGNMENT_WORDS,
  measure: "cue_average_precision_words_sum",
  aggregation: "none",
  note: "Figure 2 ranks pieces; here a word counts with the sum of its pieces' scores. There are fewer words than pieces, so that random scores are higher as well.",
});
