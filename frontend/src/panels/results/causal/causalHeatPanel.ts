import { CAUSAL_AGREEMENT } from "../../../api/ids.ts";
import { measureHeat } from "../measureHeat.ts";

export const panel = measureHeat(CAUSAL_AGREEMENT);
