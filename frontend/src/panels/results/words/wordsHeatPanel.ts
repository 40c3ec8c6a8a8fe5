import { CUE_ALIGNMENT_WORDS } from "../../../api/ids.ts";
import { measureHeat } from "../measureHeat.ts";

export const panel = measureHeat(CUE_ALIGNMENT_WORDS);
