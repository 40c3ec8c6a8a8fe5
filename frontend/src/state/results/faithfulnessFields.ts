import { EDITABLE, optionalText, word } from "../fields.ts";

/** The figure that represents a method in the bars: at the chosen layer, at its best layer, or rolled out. */
export const FIGURE_PLACES = ["layer", "best", "rollout"] as const;
export type FigurePlace = (typeof FIGURE_PLACES)[number];

/** The fields of the faithfulness tab. */
export const FAITHFULNESS_FIELDS = {
  /** The kind of deletion curves: with the top tokens removed, or with only them kept. */
  curves: word("curves", ["without", "only"], EDITABLE),
  barPlace: word("at", FIGURE_PLACES, EDITABLE),
  /** The method whose sentences are dots; undefined: the first that is drawn. */
  dots: optionalText("dots"),
  /** The measure, or the other method, against which dots are drawn; undefined: the next measure. */
  against: optionalText("against"),
} as const;
