import type { ProbingMode } from "../../api/types.ts";
import { EDITABLE, optionalNumber, word } from "../fields.ts";

/** The unit of a learning curve: bits per example of the block that ends at a share, or all bits up to the share. */
export const CODE_UNITS = ["each", "sum"] as const;
export type CodeUnit = (typeof CODE_UNITS)[number];

/** The fields of the probing tab. */
export const PROBING_FIELDS = {
  mode: word<ProbingMode>("mode", ["standard", "as_published"]),
  /** The correlation by which methods are sorted. */
  correlation: word("correlation", ["spearman", "pearson"], EDITABLE),
  /** The probed layer whose learning curve is drawn, 0 = embedding output; undefined: the last. */
  probe: optionalNumber("probe", 0, EDITABLE),
  unit: word("unit", CODE_UNITS, EDITABLE),
} as const;
