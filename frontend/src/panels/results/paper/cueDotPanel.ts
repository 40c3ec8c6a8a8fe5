import { linesSection } from "./linesSection.ts";

/** Cue alignment as the dot product with the cue vector. */
export const panel = linesSection({
  title: "Figure 1: share of the target's row on the cues",
  order: 20,
  evaluation: "cue_alignment",
  measure: "cue_dot",
  aggregation: "none",
  note: "The paper calls it the dot product with the cue vector.",
});
