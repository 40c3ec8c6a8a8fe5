import { CAUSAL_AGREEMENT } from "../../../api/ids.ts";
import { measureControls } from "../measureControls.ts";

export const panel = measureControls(CAUSAL_AGREEMENT);
