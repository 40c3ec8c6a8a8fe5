import { CUE_ALIGNMENT_POSITIVE } from "../../../api/ids.ts";
import { measureControls } from "../measureControls.ts";

export const panel = measureControls(CUE_ALIGNMENT_POSITIVE);
