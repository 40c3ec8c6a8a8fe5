import { linesSection } from "./linesSection.ts";

/** Cue alignment of rollouts. */
export const panel = linesSection({
  title: "Figure 3: share on the cues of rolled-out scores",
  order: 35,
  evaluation: "cue_alignment",
  measure: "cue_dot",
  aggregation: "rollout",
  note: "Each method with its own rollout: with the residual where its map leaves it out.",
});
