import { EDITABLE, optionalText, word } from "../fields.ts";

/** What is drawn of the logit lens; the quantities are called `lens_` and this. */
export const LENS_QUANTITIES = ["accuracy", "probability", "difference"] as const;

/** The fields of the tab that has several evaluations on one layer axis. */
export const WHEN_FIELDS = {
  lens: word("lens", LENS_QUANTITIES, EDITABLE),
  /** The measure of agreement with knock-outs; undefined: the first. */
  agreement: optionalText("agreement"),
} as const;
