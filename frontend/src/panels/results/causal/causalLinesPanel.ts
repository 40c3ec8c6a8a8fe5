import { CAUSAL_AGREEMENT } from "../../../api/ids.ts";
import { measureLines } from "../measureLines.ts";

export const panel = measureLines(CAUSAL_AGREEMENT, "Agreement with knock-outs by layer");
