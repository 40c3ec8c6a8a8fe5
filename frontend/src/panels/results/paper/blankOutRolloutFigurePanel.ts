import { FAITHFULNESS } from "../../../api/ids.ts";
import { linesSection } from "./linesSection.ts";

/** Agreement of rollouts with blank-out. */
export const panel = linesSection({
  title: "Figure 6: rank agreement with blank-out, rolled out",
  order: 65,
  evaluation: FAITHFULNESS,
  measure: "spearman",
  aggregation: "rollout",
  note: "As Figure 5, but with scores rolled out up to each layer.",
});
