import { AGGREGATIONS } from "../../dom/names.ts";
import { EDITABLE, ids, optionalIds, optionalNumber, optionalText, text, word } from "../fields.ts";

/** The fields of a results page that several tabs share. */

/** The score runs of a run that are drawn. */
export const RESULT_SIDES = ["after", "before", "both"] as const;
export type ResultSides = (typeof RESULT_SIDES)[number];

/** Before and after in one chart, or beside each other. */
export const LAYOUTS = ["overlaid", "beside"] as const;
export type Layout = (typeof LAYOUTS)[number];

/** The measure, the sentences, the methods and the runs that are drawn. */
export const COMMON_FIELDS = {
  /** Undefined: the tab's first. */
  measure: optionalText("measure"),
  /** The group of sentences: all, right, wrong, a paradigm or a distance. */
  group: text("group", "all"),
  sides: word("sides", RESULT_SIDES),
  layout: word("layout", LAYOUTS, EDITABLE),
  aggregation: word("aggregation", AGGREGATIONS),
  /** Ids of the methods that are drawn; undefined: the usual ones of `usualMethods`. */
  methods: optionalIds("methods", EDITABLE),
  /** From 1; undefined: the last. */
  layer: optionalNumber("layer", 1),
  /** Ids of other runs that are drawn beside this one. */
  models: ids("models"),
} as const;
