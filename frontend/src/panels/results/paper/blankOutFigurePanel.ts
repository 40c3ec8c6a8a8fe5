import { FAITHFULNESS } from "../../../api/ids.ts";
import { linesSection } from "./linesSection.ts";

/** Agreement with blank-out, by layer. */
export const panel = linesSection({
  title: "Figure 5: rank agreement with blank-out",
  order: 60,
  evaluation: FAITHFULNESS,
  measure: "spearman",
  aggregation: "none",
  note: "Spearman's correlation, per sentence, between the target's row and the loss of p(good word) when each token is replaced by the mask.",
});
