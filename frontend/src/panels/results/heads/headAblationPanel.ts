import { HEADS } from "../../../api/ids.ts";
import { headGrid } from "../quantityPanels.ts";

export const panel = headGrid(HEADS, "head_ablation", "Head ablation", 10);
