import { CUE_ALIGNMENT } from "../../../api/ids.ts";
import { linesSection } from "./linesSection.ts";

/** Cue alignment of rollouts. */
export const panel = linesSection({
  title: "Figure 3: share on the cues of rolled-out scores",
  order: 35,
  evaluation: CUE_ALIGNMENT,
  measure: "cue_dot",
  aggregation: "rollout",
  note: "Each method uses its own kind of rollout, with the residual connection added where its maps leave it out.",
});
