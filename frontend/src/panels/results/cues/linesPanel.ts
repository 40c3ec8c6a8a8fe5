import { CUE_ALIGNMENT } from "../../../api/ids.ts";
import { measureLines } from "../measureLines.ts";

export const panel = measureLines(CUE_ALIGNMENT, "Cue alignment by layer");
