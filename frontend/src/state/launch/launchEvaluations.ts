import type { Evaluation } from "../../api/types.ts";

/** Which evaluations the launch form has chosen, and how they are made. */

/** What there is to choose from for a cue word of several pieces; the first is the usual. */
export const POOLINGS = ["sum", "mean", "max"] as const;

/** The words that can be counted as cues beside the published ones, which always are. */
export const OTHER_CUE_UNITS = ["head", "phrase", "number_words"] as const;

const USUAL_CUE_UNITS = "number_words";

/** The other cue units that an address stands for: empty the usual one, `none`, or ids with commas between them. */
export function chosenCueUnits(text: string): (typeof OTHER_CUE_UNITS)[number][] {
  const chosen = new Set((text === "" ? USUAL_CUE_UNITS : text).split(","));
  return OTHER_CUE_UNITS.filter((unit) => chosen.has(unit));
}

/** How an address writes chosen cue units; the published one need not be named. */
export function writtenCueUnits(chosen: readonly string[]): string {
  const text = OTHER_CUE_UNITS.filter((unit) => chosen.includes(unit)).join(",");
  return text === USUAL_CUE_UNITS ? "" : text || "none";
}

/** Deletion curves of all sentences, as the form writes it. */
export const EVERY = "all";

const standardIds = (evaluations: readonly Evaluation[]) =>
  evaluations.filter(({ standard }) => standard).map(({ id }) => id);

/** The ids that an address stands for: empty the standard ones, `none`, or ids with commas between them. */
export function chosenEvaluations(text: string, evaluations: readonly Evaluation[]): string[] {
  if (text === "") {
    return standardIds(evaluations);
  }
  const chosen = new Set(text.split(","));
  return evaluations.map(({ id }) => id).filter((id) => chosen.has(id));
}

/** How an address writes chosen ids. */
export function writtenEvaluations(chosen: readonly string[], evaluations: readonly Evaluation[]): string {
  if (chosen.join() === standardIds(evaluations).join()) {
    return "";
  }
  return chosen.length === 0 ? "none" : chosen.join(",");
}
