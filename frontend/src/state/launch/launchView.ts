import type { Model, Run } from "../../api/types.ts";
import { address, oneOf } from "../page.ts";
import { EVERY, POOLINGS, writtenCueUnits } from "./launchEvaluations.ts";

/** The fields of the launch form, by the keys that an address has for them. */
const NAMES = [
  "model",
  "data",
  "name",
  "examples",
  "learningRate",
  "warmUp",
  "epochs",
  "batchSize",
  "seed",
  "maskedShare",
  /** Ids with commas between them, or `all`; empty: the standard ones. */
  "methods",
  /** `all` or `target`; empty: as suggested. */
  "rows",
  "steps",
  "baseline",
  "rule",
  "scoringSeed",
  /** Ids with commas between them, or `none`; empty: the standard ones. */
  "evaluations",
  "resamples",
  "pooling",
  /** Ids with commas between them, or `none`; empty: the usual ones. */
  "cueUnits",
  /** A number, or `all`; empty: as suggested. */
  "deletionExamples",
  "probeOrders",
  "evaluatingSeed",
  /** `fit`: a masked-LM head is fitted first; only for a model without one. */
  "head",
  /** SHA-256 of the stored text that the head learns from; empty: the train half. */
  "headText",
  "headSteps",
  "headTokens",
  "headRate",
  "headHeldOut",
  "headSeed",
  /** `low` or `high`; empty: normal. */
  "priority",
  /** Ids with commas between them; empty: the model alone. */
  "sweepModels",
  /** Lists of numbers such as `1, 2` or `1 to 5`; empty: the one number of the form. */
  "sweepSeeds",
  "sweepRates",
  "sweepBatchSizes",
  "sweepEpochs",
  "sweepMasked",
] as const;

/** The launch form as it is filled in; what is empty takes its usual or suggested value. */
export type LaunchView = Readonly<Record<(typeof NAMES)[number], string>>;

/** The inputs that are numbers, by the names openapi.yaml gives them. */
export const NUMBERS = {
  learningRate: { input: "fineTuning.learningRate", usual: "0.00003", whole: false },
  warmUp: { input: "fineTuning.warmUp", usual: "0.1", whole: false },
  epochs: { input: "fineTuning.epochs", usual: "5", whole: true },
  batchSize: { input: "fineTuning.batchSize", usual: "64", whole: true },
  seed: { input: "fineTuning.seed", usual: "42", whole: true },
  maskedShare: { input: "fineTuning.maskedShare", usual: "0", whole: false },
  steps: { input: "scoring.attribution.steps", usual: "50", whole: true },
  scoringSeed: { input: "scoring.seed", usual: "42", whole: true },
  resamples: { input: "evaluating.resamples", usual: "2000", whole: true },
  deletionExamples: { input: "evaluating.deletionExamples", usual: "512", whole: true },
  probeOrders: { input: "evaluating.probeOrders", usual: "5", whole: true },
  evaluatingSeed: { input: "evaluating.seed", usual: "42", whole: true },
  examples: { input: "examples", usual: "", whole: true },
  headSteps: { input: "headFitting.steps", usual: "1000", whole: true },
  headTokens: { input: "headFitting.tokensPerBatch", usual: "2048", whole: true },
  headRate: { input: "headFitting.learningRate", usual: "0.001", whole: false },
  headHeldOut: { input: "headFitting.heldOut", usual: "0.1", whole: false },
  headSeed: { input: "headFitting.seed", usual: "42", whole: true },
} as const;

export type NumberName = keyof typeof NUMBERS;

/** The rows of the maps that can be scored. */
export const ROWS = ["all", "target"] as const;

/** The values of the choices; the first is the default. */
export const CHOICES = {
  baseline: ["zero", "mask"],
  rule: ["midpoint", "trapezoid", "gauss_legendre"],
  pooling: POOLINGS,
} as const;

type ChoiceValue<K extends keyof typeof CHOICES> = (typeof CHOICES)[K][number];

/** The value that the form holds for a choice. */
export const choiceOf = <K extends keyof typeof CHOICES>(view: LaunchView, name: K): ChoiceValue<K> =>
  oneOf<ChoiceValue<K>>(view[name], CHOICES[name]);

/** How the form writes a choice: the usual one is left empty. */
export const writtenChoice = (name: keyof typeof CHOICES, value: string): string =>
  value === CHOICES[name][0] ? "" : value;

/** The form that an address of the launch page holds. */
export function readLaunchView(path: readonly string[], query: URLSearchParams): LaunchView | undefined {
  if (path.length !== 1 || path[0] !== "launch") {
    return undefined;
  }
  return Object.fromEntries(NAMES.map((name) => [name, query.get(name) ?? ""])) as LaunchView;
}

/** The numbers that are suggested for each model. */
const SUGGESTED = ["learningRate", "epochs", "batchSize"] as const;

const isSuggested = (name: string): name is (typeof SUGGESTED)[number] =>
  (SUGGESTED as readonly string[]).includes(name);

/** Whether an empty field stands for a suggestion and not for its usual value, which is then written out. */
const isOpen = (name: string): boolean => isSuggested(name) || name === "deletionExamples";

/** The address of a form; what is empty, or has a value that is usual for all models, is left out. */
export function writeLaunchView(view: LaunchView): string {
  const values = NAMES.map((name) => {
    const usual = name in NUMBERS && !isOpen(name) && view[name] === NUMBERS[name as NumberName].usual;
    return [name, usual ? "" : view[name]];
  });
  return address("/launch", Object.fromEntries(values) as Record<string, string>);
}

const NUMBERED = /^(.*) \((\d{1,6})\)$/u;
const LONGEST_NAME = 120;

/** A name for the same run once more: with the next number behind it, cut where it would be too long. */
export function nextName(name: string): string {
  const [, first = name, number = "1"] = NUMBERED.exec(name) ?? [];
  const end = ` (${Number(number) + 1})`;
  return (
    Array.from(first)
      .slice(0, LONGEST_NAME - end.length)
      .join("") + end
  );
}

type HeadFields = Pick<LaunchView, (typeof NAMES)[number] & ("head" | `head${string}`)>;

const headView = (fitting: Run["spec"]["headFitting"]): HeadFields => ({
  head: fitting === null ? "" : "fit",
  headText: fitting?.text ?? "",
  headSteps: fitting === null ? "" : String(fitting.steps),
  headTokens: fitting === null ? "" : String(fitting.tokensPerBatch),
  headRate: fitting === null ? "" : plain(fitting.learningRate),
  headHeldOut: fitting === null ? "" : plain(fitting.heldOut),
  headSeed: fitting === null ? "" : String(fitting.seed),
});

/** The form that launches the same run again, under another name. */
export function againView(run: Run): LaunchView {
  const { spec } = run;
  const { fineTuning, scoring, evaluating } = spec;
  const { attribution } = scoring;
  return {
    model: spec.modelId,
    data: spec.dataId,
    name: nextName(spec.name),
    examples: spec.examples === null ? "" : String(spec.examples),
    learningRate: plain(fineTuning.learningRate),
    warmUp: plain(fineTuning.warmUp),
    epochs: String(fineTuning.epochs),
    batchSize: String(fineTuning.batchSize),
    seed: String(fineTuning.seed),
    maskedShare: plain(fineTuning.maskedShare),
    methods: spec.methods.join(","),
    rows: scoring.rows,
    steps: String(attribution.steps),
    baseline: writtenChoice("baseline", attribution.baseline),
    rule: writtenChoice("rule", attribution.rule),
    scoringSeed: String(scoring.seed),
    evaluations: spec.evaluations.length === 0 ? "none" : spec.evaluations.join(","),
    resamples: String(evaluating.resamples),
    pooling: writtenChoice("pooling", evaluating.pooling),
    cueUnits: writtenCueUnits(evaluating.cueUnits),
    deletionExamples: evaluating.deletionExamples === null ? EVERY : String(evaluating.deletionExamples),
    probeOrders: String(evaluating.probeOrders),
    evaluatingSeed: String(evaluating.seed),
    ...headView(spec.headFitting),
    priority: run.priority === "normal" ? "" : run.priority,
    sweepModels: "",
    sweepSeeds: "",
    sweepRates: "",
    sweepBatchSizes: "",
    sweepEpochs: "",
    sweepMasked: "",
  };
}

/** The settings that a preset fills in. */
export type Preset = Pick<LaunchView, (typeof SUGGESTED)[number]>;

/** Leaves what is suggested for each model to the suggestion. */
export const AS_SUGGESTED: Preset = { learningRate: "", epochs: "", batchSize: "" };

export const PAPER: Preset = {
  learningRate: NUMBERS.learningRate.usual,
  epochs: NUMBERS.epochs.usual,
  batchSize: NUMBERS.batchSize.usual,
};

/** The suggested settings of a model; the paper's values where it has none. */
export const suggestionOf = (suggested: Model["suggested"] | undefined): Preset =>
  suggested === undefined
    ? PAPER
    : {
        learningRate: plain(suggested.learningRate),
        epochs: String(suggested.epochs),
        batchSize: String(suggested.batchSize),
      };

/** The text that the form holds for a number; the suggested or usual value where it is left empty. */
export const numberText = (
  view: Partial<LaunchView>,
  name: NumberName,
  suggestion: Partial<Record<NumberName, string>> = {},
): string => (view[name]?.trim() === "" ? (suggestion[name] ?? NUMBERS[name].usual) : (view[name] ?? ""));

/** Whether a form holds the values of a preset, given what is suggested for its model. */
export const holds = (view: Preset, preset: Preset, suggestion: Preset): boolean =>
  SUGGESTED.every((name) => Number(numberText(view, name, suggestion)) === Number(preset[name]));

/** A number without powers of ten: 0.00003. */
export const plain = (value: number): string =>
  Math.abs(value) >= 1e-6 || value === 0
    ? String(value).includes("e")
      ? value.toFixed(12).replace(/0+$/, "")
      : String(value)
    : String(value);
