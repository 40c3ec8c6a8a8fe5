import { FAITHFULNESS_NORMALISED } from "../../../api/ids.ts";
import { measureHeat } from "../measureHeat.ts";

export const panel = measureHeat(FAITHFULNESS_NORMALISED);
