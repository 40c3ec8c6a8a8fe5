import { flag, word } from "../fields.ts";

/** The fields of the card that compares every two methods. */
export const COMPARISON_FIELDS = {
  /** The test of a difference between two methods. */
  test: word("test", ["permutation", "wilcoxon"]),
  /** Whether methods are compared at all, as that takes the server a while. */
  comparison: flag("duels"),
  /** Whether methods are compared at a layer, or by their means over layers. */
  comparisonAt: word("tested", ["layer", "mean"]),
} as const;
