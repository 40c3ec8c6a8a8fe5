import { FAITHFULNESS_NORMALISED } from "../../../api/ids.ts";
import { measureBars } from "../measureBars.ts";

export const panel = measureBars(FAITHFULNESS_NORMALISED, "Normalised faithfulness by method");
