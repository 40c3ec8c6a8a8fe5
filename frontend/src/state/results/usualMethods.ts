import { ATTENTION, RANDOM } from "../../api/ids.ts";
import type { Aggregation, Method } from "../../api/types.ts";

/** The methods that a results page draws while its address names none, in order of preference. */
const USUAL = ["value_zeroing_cosine", ATTENTION, "attn_norm", "attn_norm_res_ln", "globenc", "alti"];
const ENOUGH = USUAL.length;

/** The methods to draw at first, of those that were scored, in their order; the baseline is not among them. */
export function usualMethods(scored: readonly string[]): string[] {
  const others = scored.filter((id) => id !== RANDOM);
  const first = others.filter((id) => USUAL.includes(id));
  const more = others.filter((id) => !USUAL.includes(id)).slice(0, Math.max(0, ENOUGH - first.length));
  const chosen = new Set([...first, ...more]);
  return others.filter((id) => chosen.has(id));
}

/** The methods that a view draws, in the order of the score run; the baseline, which is always drawn, is not among them. */
export function chosenMethodIds(chosen: readonly string[] | undefined, scored: readonly string[]): string[] {
  return chosen === undefined
    ? usualMethods(scored)
    : scored.filter((id) => id !== RANDOM && chosen.includes(id));
}

const ROLLOUTS: readonly Aggregation[] = ["rollout", "rollout_residual", "rollout_raw"];

/**
 * What is drawn of a method under an aggregation: that one, or where a rollout is wanted the kind of rollout that the
 * method has; undefined where it has none.
 */
export function aggregationOf(
  aggregation: Aggregation,
  offered: readonly Aggregation[],
): Aggregation | undefined {
  if (offered.includes(aggregation)) {
    return aggregation;
  }
  return ROLLOUTS.includes(aggregation) ? ROLLOUTS.find((one) => offered.includes(one)) : undefined;
}

/** The name of a method; its id where the server no longer knows it. */
export const methodName = (methods: readonly Method[], id: string): string =>
  methods.find((method) => method.id === id)?.name ?? id;
