import { CUE_ALIGNMENT } from "../../../api/ids.ts";
import { linesSection } from "./linesSection.ts";

/** Cue alignment as the dot product with the cue vector. */
export const panel = linesSection({
  title: "Figure 1: share of the target's row on the cues",
  order: 20,
  evaluation: CUE_ALIGNMENT,
  measure: "cue_dot",
  aggregation: "none",
  note: "The paper calls it the dot product with the cue vector. The cue words are those of the published script: the whole phrase in the anaphor paradigm, the head noun in the others.",
});
