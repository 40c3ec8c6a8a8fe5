import { type Panel, panelsOf } from "../panel.ts";
import type { SentenceContext } from "./sentenceContext.ts";

/** The panels below a sentence: each file `*Panel.ts` of this folder. */
export const sentencePanels = panelsOf(
  import.meta.glob<{ panel: Panel<SentenceContext> }>("./*Panel.ts", { eager: true }),
);
