import { type PanelModule, panelsOf } from "../panel.ts";
import type { LaunchContext } from "./launchContext.ts";
import "./launchPanels.css";

/** The panels of the launch form: each file `*Panel.ts` of this folder. */
export const launchPanels = panelsOf(
  Object.values(import.meta.glob<PanelModule<LaunchContext>>("./*Panel.ts", { eager: true })),
);
