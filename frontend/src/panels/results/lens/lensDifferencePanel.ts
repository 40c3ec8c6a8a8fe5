import { LOGIT_LENS } from "../../../api/ids.ts";
import { quantityLines } from "../quantityPanels.ts";

export const panel = quantityLines(LOGIT_LENS, "lens_difference", "Lead of the good word by layer", 20);
