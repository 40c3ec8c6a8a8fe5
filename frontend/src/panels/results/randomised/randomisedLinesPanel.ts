import { WEIGHT_RANDOMISATION } from "../../../api/ids.ts";
import { measureLines } from "../measureLines.ts";

export const panel = measureLines(WEIGHT_RANDOMISATION, "Agreement with re-initialised weights by layer");
