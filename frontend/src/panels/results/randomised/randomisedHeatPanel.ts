import { WEIGHT_RANDOMISATION } from "../../../api/ids.ts";
import { measureHeat } from "../measureHeat.ts";

export const panel = measureHeat(WEIGHT_RANDOMISATION);
