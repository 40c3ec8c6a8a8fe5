import { HEADS } from "../../../api/ids.ts";
import { headGrid } from "../quantityPanels.ts";

export const panel = headGrid(HEADS, "head_zeroing", "Value Zeroing of the head", 30);
