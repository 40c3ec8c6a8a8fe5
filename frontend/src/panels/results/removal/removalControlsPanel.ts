import { TOKEN_REMOVAL } from "../../../api/ids.ts";
import { measureControls } from "../measureControls.ts";

export const panel = measureControls(TOKEN_REMOVAL);
