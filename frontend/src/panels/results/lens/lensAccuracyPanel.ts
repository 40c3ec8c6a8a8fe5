import { LOGIT_LENS } from "../../../api/ids.ts";
import { quantityLines } from "../quantityPanels.ts";

export const panel = quantityLines(LOGIT_LENS, "lens_accuracy", "Accuracy by layer", 30);
