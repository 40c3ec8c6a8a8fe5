import { HEADS } from "../../../api/ids.ts";
import { headGrid } from "../quantityPanels.ts";

export const panel = headGrid(HEADS, "head_importance", "Head importance", 20);
