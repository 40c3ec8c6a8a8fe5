import { FAITHFULNESS_NORMALISED } from "../../../api/ids.ts";
import { measureControls } from "../measureControls.ts";

export const panel = measureControls(FAITHFULNESS_NORMALISED);
