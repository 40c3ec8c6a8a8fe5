import { CUE_ALIGNMENT_WORDS } from "../../../api/ids.ts";
import { measureLines } from "../measureLines.ts";

export const panel = measureLines(CUE_ALIGNMENT_WORDS, "Cue alignment by layer, words in place of pieces");
