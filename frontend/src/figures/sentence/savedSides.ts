import type { Run } from "../../api/types.ts";
import { CHART_WIDTH, type PaperParts } from "../../charts/figurePicture.ts";
import { legendChart } from "../../charts/legend.ts";
import { type NamedPicture, sideBySide } from "../../charts/sideBySide.ts";
import { rampOf, type Theme } from "../../scale/ramp.ts";
import { savedCaption, savedTitle, sideName } from "./captions.ts";
import type { SentencePicture, SidePicture } from "./sentencePicture.ts";

/** How one side is drawn. */
export interface SideLook {
  /** The width that is there. */
  readonly width: number;
  readonly colours: Theme;
}

/** Draws one side. */
export type DrawSide<E extends Element = Element> = (
  side: SidePicture,
  sentence: SentencePicture,
  look: SideLook,
) => E;

export interface SavedSides {
  /** What is drawn of the sentence. */
  readonly what: string;
  /** Sentences of the caption that belong to this picture alone. */
  readonly notes: readonly string[];
  /** The layer whose colour scale stands above; undefined: the one of all, where there is one. */
  readonly layer?: number;
  readonly draw: DrawSide<SVGSVGElement>;
}

/** The colour scales of a picture: one, or one for each side. */
function scalesOf(sentence: SentencePicture, layer: number | undefined): NamedPicture[] {
  const { oneScale, signed, sides } = sentence;
  if (!oneScale && layer === undefined) {
    return [];
  }
  const one = oneScale || sides.length === 1;
  return (one ? sides.slice(0, 1) : sides).map((side) => ({
    name: one ? "" : sideName(side),
    picture: legendChart(rampOf("light", signed), side.maxima[layer ?? 0] ?? 1, signed),
  }));
}

/** The sides of a sentence as one picture that is saved. */
export function savedSides(
  sentence: SentencePicture,
  run: Run,
  { what, notes, layer, draw }: SavedSides,
): PaperParts | undefined {
  const pictures = sentence.sides.map((side) => ({
    name: sideName(side),
    picture: draw(side, sentence, { width: CHART_WIDTH, colours: "light" }),
  }));
  const chart = sideBySide(pictures);
  return (
    chart && {
      title: savedTitle(sentence, what, run),
      caption: savedCaption(sentence, notes, run),
      scales: scalesOf(sentence, layer),
      chart,
    }
  );
}
