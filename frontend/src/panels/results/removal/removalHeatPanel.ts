import { TOKEN_REMOVAL } from "../../../api/ids.ts";
import { measureHeat } from "../measureHeat.ts";

export const panel = measureHeat(TOKEN_REMOVAL);
