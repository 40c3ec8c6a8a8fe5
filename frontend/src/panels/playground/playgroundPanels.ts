import { type PanelModule, panelsOf } from "../panel.ts";
import type { PlaygroundContext } from "./playgroundContext.ts";

/** The panels of the playground: each file `*Panel.ts` of this folder. */
export const playgroundPanels = panelsOf(
  Object.values(import.meta.glob<PanelModule<PlaygroundContext>>("./*Panel.ts", { eager: true })),
);
