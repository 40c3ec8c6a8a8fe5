import { WEIGHT_RANDOMISATION } from "../../../api/ids.ts";
import { measureControls } from "../measureControls.ts";

export const panel = measureControls(WEIGHT_RANDOMISATION);
