import { LOGIT_LENS } from "../../../api/ids.ts";
import { quantityLines } from "../quantityPanels.ts";

export const panel = quantityLines(LOGIT_LENS, "lens_rank", "Rank of the good word by layer", 40);
