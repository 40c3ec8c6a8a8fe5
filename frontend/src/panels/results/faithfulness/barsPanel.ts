import { FAITHFULNESS } from "../../../api/ids.ts";
import { measureBars } from "../measureBars.ts";

export const panel = measureBars(FAITHFULNESS, "Faithfulness by method");
