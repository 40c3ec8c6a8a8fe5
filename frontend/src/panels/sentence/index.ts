import { panelsOf, type Panel } from "../panel.ts";
import type { SentenceContext } from "./context.ts";

/** The panels below a sentence: each file `*Panel.ts` of this folder. */
export const sentencePanels = panelsOf(
  import.meta.glob<{ panel: Panel<SentenceContext> }>("./*Panel.ts", { eager: true }),
);
