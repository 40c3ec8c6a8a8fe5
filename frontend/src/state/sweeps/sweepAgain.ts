import type { Run } from "../../api/types.ts";
import { againView, type LaunchView, nextName, plain } from "../launch/launchView.ts";

/** The launch form that launches a sweep once more. */

type FineTuning = Run["spec"]["fineTuning"];

/** The settings that a sweep can vary beside model and seed: the field of the form, and the one of its list. */
const VARIED = [
  ["learningRate", "sweepRates"],
  ["batchSize", "sweepBatchSizes"],
  ["epochs", "sweepEpochs"],
  ["maskedShare", "sweepMasked"],
] as const satisfies readonly (readonly [keyof FineTuning, keyof LaunchView])[];

const different = <T>(values: readonly T[]): readonly T[] => [...new Set(values)];

/** A list of numbers in the form, the smallest first: `1 to 5` where they follow each other. */
function list(values: readonly number[]): string {
  const sorted = [...values].sort((one, other) => one - other);
  const [first = 0] = sorted;
  const last = sorted.at(-1) ?? first;
  const follow = sorted.every((value, place) => Number.isInteger(first) && value === first + place);
  return follow && sorted.length > 2 ? `${first} to ${last}` : sorted.map(plain).join(", ");
}

/** Whether each of several models has one value of its own of a setting: what was suggested for it. */
function isSuggested(runs: readonly Run[], name: keyof FineTuning): boolean {
  const models = different(runs.map(({ spec }) => spec.modelId));
  return (
    models.length > 1 &&
    models.every((model) => {
      const own = runs.filter(({ spec }) => spec.modelId === model);
      return different(own.map(({ spec }) => spec.fineTuning[name])).length === 1;
    })
  );
}

/**
 * The form of a sweep once more, under another name: what its runs differ in is listed, and what was suggested for each of
 * its models is left to the suggestion. Undefined where none of its runs is left.
 */
export function sweepAgain(name: string, runs: readonly Run[]): LaunchView | undefined {
  const first = runs.find(({ spec }) => spec.headFitting !== null) ?? runs[0];
  if (first === undefined) {
    return undefined;
  }
  const view = { ...againView(first), name: nextName(name) };
  const models = different(runs.map(({ spec }) => spec.modelId));
  const seeds = different(runs.map(({ spec }) => spec.fineTuning.seed));
  const settings: Partial<Record<keyof LaunchView, string>> = {
    sweepModels: models.length > 1 ? models.join(",") : "",
    sweepSeeds: seeds.length > 1 ? list(seeds) : "",
  };
  for (const [field, listField] of VARIED) {
    const values = different(runs.map(({ spec }) => spec.fineTuning[field]));
    if (values.length > 1 && isSuggested(runs, field)) {
      settings[field] = "";
    } else if (values.length > 1) {
      settings[listField] = list(values);
    }
  }
  return { ...view, ...settings };
}
