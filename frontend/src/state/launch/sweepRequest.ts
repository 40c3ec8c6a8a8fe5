import type { LaunchRequest, Model, SweepRequest } from "../../api/types.ts";
import type { Faults } from "./launchRequest.ts";
import type { LaunchView } from "./launchView.ts";

/** The sweep that a filled launch form stands for: a run for every combination of what it lists. */

/** Most runs of a sweep. */
export const MOST_RUNS = 200;

/** The lists of the form, by the names openapi.yaml gives their values. */
export const SWEEP_LISTS = {
  seed: { field: "sweepSeeds", whole: true },
  learningRate: { field: "sweepRates", whole: false },
  batchSize: { field: "sweepBatchSizes", whole: true },
  epochs: { field: "sweepEpochs", whole: true },
  maskedShare: { field: "sweepMasked", whole: false },
} as const;

export type SweepListName = keyof typeof SWEEP_LISTS;

const NAMES = Object.keys(SWEEP_LISTS) as SweepListName[];

const RANGE = /^\s*(\d{1,9})\s*(?:to|–|-|\.\.)\s*(\d{1,9})\s*$/u;

/** The numbers of a list such as `1, 2, 3` or `1 to 3`; a text that says what is wrong where it is none. */
export function numbersOf(text: string, whole: boolean): readonly number[] | string {
  const [, from, to] = RANGE.exec(text) ?? [];
  if (whole && from !== undefined && to !== undefined) {
    const [first, last] = [Number(from), Number(to)];
    if (last < first) {
      return `${first} to ${last} has no numbers: say the smaller one first`;
    }
    return last - first >= MOST_RUNS
      ? `${first} to ${last} is more than ${MOST_RUNS} runs`
      : Array.from({ length: last - first + 1 }, (_, place) => first + place);
  }
  const parts = text.split(/[\s,;]+/u).filter((part) => part !== "");
  const wrong = parts.find((part) => !Number.isFinite(Number(part)));
  if (wrong !== undefined) {
    return whole
      ? `${wrong} is no number; write 1, 2, 3 or 1 to 3`
      : `${wrong} is no number; write 0.001, 0.0001`;
  }
  const numbers = parts.map(Number);
  const broken = numbers.find((number) => whole && !Number.isInteger(number));
  return broken === undefined ? numbers : `${broken} is no whole number`;
}

/** The models of a sweep; none for the one that is chosen above. */
export const sweepModels = (view: LaunchView): readonly string[] =>
  view.sweepModels.split(",").filter((id) => id !== "");

/** Whether a form stands for a sweep. */
export const isSweep = (view: LaunchView): boolean =>
  view.sweepModels !== "" || NAMES.some((name) => view[SWEEP_LISTS[name].field].trim() !== "");

/** The form without what makes it a sweep. */
export const NO_SWEEP = {
  sweepModels: "",
  sweepSeeds: "",
  sweepRates: "",
  sweepBatchSizes: "",
  sweepEpochs: "",
  sweepMasked: "",
} as const;

/** The sweep of a form whose other fields stand for a run, and what is wrong with its lists. */
export function sweepOf(
  view: LaunchView,
  run: LaunchRequest,
  models: readonly Model[],
): { request: SweepRequest; faults: Faults } {
  const faults = new Map<string, string>();
  const over: SweepRequest["over"] = {};
  let runs = 1;
  for (const name of NAMES) {
    const numbers = numbersOf(view[SWEEP_LISTS[name].field], SWEEP_LISTS[name].whole);
    if (typeof numbers === "string") {
      faults.set(`over.${name}`, numbers);
    } else if (new Set(numbers).size < numbers.length) {
      faults.set(`over.${name}`, "each value stands once");
    } else if (numbers.length > 0) {
      over[name] = [...numbers];
      runs *= numbers.length;
    }
  }
  const ids = sweepModels(view);
  if (ids.length > 0) {
    over.modelId = [...ids];
    runs *= ids.length;
    const headless = models.find(({ id, maskedLm }) => ids.includes(id) && !maskedLm);
    if (headless !== undefined && run.headFitting === undefined) {
      faults.set(
        "over.modelId",
        `${headless.name} has no masked-LM head: choose it as the model above and fit a head, or leave it out`,
      );
    }
  }
  if (runs > MOST_RUNS && faults.size === 0) {
    faults.set("over", `These are ${runs} runs; a sweep has ${MOST_RUNS} at most.`);
  }
  return { request: { run, over }, faults };
}
