import { HEADS } from "../../../api/ids.ts";
import { headGrid } from "../quantityPanels.ts";

export const panel = headGrid(HEADS, "head_zeroing_cues", "Value Zeroing of the head, share on cues", 40);
