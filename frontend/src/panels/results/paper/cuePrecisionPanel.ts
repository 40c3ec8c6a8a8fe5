import { CUE_ALIGNMENT } from "../../../api/ids.ts";
import { linesSection } from "./linesSection.ts";

/** Cue alignment as average precision. */
export const panel = linesSection({
  title: "Figure 2: average precision of the cues",
  order: 30,
  evaluation: CUE_ALIGNMENT,
  measure: "cue_average_precision",
  aggregation: "none",
  note: "Average precision of the cue pieces when all tokens are ranked by their scores.",
});
