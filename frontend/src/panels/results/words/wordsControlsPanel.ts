import { CUE_ALIGNMENT_WORDS } from "../../../api/ids.ts";
import { measureControls } from "../measureControls.ts";

export const panel = measureControls(CUE_ALIGNMENT_WORDS);
