import { CUE_ALIGNMENT } from "../../../api/ids.ts";
import { linesSection } from "./linesSection.ts";

/** Cue alignment as average precision. */
export const panel = linesSection({
  title: "Figure 2: average precision of the cues",
  order: 30,
  evaluation: CUE_ALIGNMENT,
  measure: "cue_average_precision",
  aggregation: "none",
  note: "Cue pieces among all tokens ranked by their scores.",
});
