export { quantityControls as panel } from "../quantityPanels.ts";
