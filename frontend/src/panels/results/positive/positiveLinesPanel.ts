import { CUE_ALIGNMENT_POSITIVE } from "../../../api/ids.ts";
import { measureLines } from "../measureLines.ts";

export const panel = measureLines(CUE_ALIGNMENT_POSITIVE, "Cue alignment by layer, positive part");
