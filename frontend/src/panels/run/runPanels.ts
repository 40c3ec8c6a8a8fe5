import { type PanelModule, panelsOf } from "../panel.ts";
import type { RunContext } from "./runContext.ts";

/** The panels of a run's page: each file `*Panel.ts` of this folder. */
export const runPanels = panelsOf(
  Object.values(import.meta.glob<PanelModule<RunContext>>("./*Panel.ts", { eager: true })),
);
