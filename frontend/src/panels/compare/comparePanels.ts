import { type PanelModule, panelsOf } from "../panel.ts";
import type { CompareContext } from "./compareContext.ts";

/** The panels of the compare page: each file `*Panel.ts` of this folder. */
export const comparePanels = panelsOf(
  Object.values(import.meta.glob<PanelModule<CompareContext>>("./*Panel.ts", { eager: true })),
);
