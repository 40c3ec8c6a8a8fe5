import { type PanelModule, panelsOf } from "../panel.ts";
import type { SentenceContext } from "./sentenceContext.ts";
import "./sentencePanels.css";

/** The panels below a sentence: each file `*Panel.ts` of this folder. */
export const sentencePanels = panelsOf(
  Object.values(import.meta.glob<PanelModule<SentenceContext>>("./*Panel.ts", { eager: true })),
);
