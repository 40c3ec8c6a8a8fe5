import { type Panel, panelsOf, type RunContext } from "../panel.ts";

/** The panels of a run's page: each file `*Panel.ts` of this folder. */
export const runPanels = panelsOf(
  import.meta.glob<{ panel: Panel<RunContext> }>("./*Panel.ts", { eager: true }),
);
