import type { Estimate, Evaluation, LaunchRequest, Method, Model } from "../../api/types.ts";
import { duration } from "../../dom/format.ts";
import { chosenCueUnits, chosenEvaluations, EVERY, POOLINGS } from "./launchEvaluations.ts";
import { chosenMethods } from "./launchMethods.ts";
import { choiceOf, type LaunchView, type NumberName, NUMBERS, numberText, ROWS } from "./launchView.ts";

/** The request that a filled launch form stands for. */

/** Whether the form asks for deletion curves of every sentence. */
export const deletesAll = (view: LaunchView): boolean => view.deletionExamples.trim().toLowerCase() === EVERY;

/** Why fewer sentences than usual are suggested to have deletion curves; empty where as many as usual are. */
export function deletionNote(deletion: Estimate["deletion"]): string {
  return deletion === null || deletion.suggested === deletion.usual
    ? ""
    : `${deletion.suggested} are suggested: ${deletion.usual} would take about ${duration(deletion.seconds)} on two cores, before and after fine-tuning together. Above ${duration(deletion.limit)}, fewer are suggested.`;
}

/** Errors of the form, by input. */
export type Faults = ReadonlyMap<string, string>;

function numberOf(name: NumberName, view: LaunchView, faults: Map<string, string>): number | undefined {
  const { input, whole } = NUMBERS[name];
  const text = numberText(view, name).trim();
  if (text === "") {
    return undefined;
  }
  const value = Number(text);
  if (!Number.isFinite(value)) {
    faults.set(input, `${text} is not a number`);
  } else if (whole && !Number.isInteger(value)) {
    faults.set(input, `${text} is not a whole number`);
  }
  return value;
}

type NumberOf = (name: NumberName) => number | undefined;

/** What is left empty of it is left out: the server takes what it suggests for the model. */
function fineTuningOf(view: LaunchView, number: NumberOf): NonNullable<LaunchRequest["fineTuning"]> {
  const fineTuning: NonNullable<LaunchRequest["fineTuning"]> = {};
  for (const name of ["learningRate", "warmUp", "epochs", "batchSize", "seed", "maskedShare"] as const) {
    const value = number(name);
    if (value !== undefined && view[name].trim() !== "") {
      fineTuning[name] = value;
    }
  }
  return fineTuning;
}

function scoringOf(view: LaunchView, number: NumberOf): NonNullable<LaunchRequest["scoring"]> {
  const [steps, seed] = [number("steps"), number("scoringSeed")];
  const rows = ROWS.find((choice) => choice === view.rows);
  return {
    ...(rows === undefined ? {} : { rows }),
    attribution: {
      ...(steps === undefined ? {} : { steps }),
      baseline: choiceOf(view, "baseline"),
      rule: choiceOf(view, "rule"),
    },
    ...(seed === undefined ? {} : { seed }),
  };
}

/** How scores are evaluated, as the form holds it. */
function evaluatingOf(view: LaunchView, number: NumberOf): NonNullable<LaunchRequest["evaluating"]> {
  const [resamples, seed] = [number("resamples"), number("evaluatingSeed")];
  const probeOrders = number("probeOrders");
  const deletions = deletesAll(view) ? null : number("deletionExamples");
  // the server takes what it suggests where nothing is filled in
  const deletionExamples = view.deletionExamples.trim() === "" ? undefined : deletions;
  return {
    pooling: POOLINGS.find((pooling) => pooling === view.pooling) ?? POOLINGS[0],
    cueUnits: ["as_published", ...chosenCueUnits(view.cueUnits)],
    ...(resamples === undefined ? {} : { resamples }),
    ...(seed === undefined ? {} : { seed }),
    ...(deletionExamples === undefined ? {} : { deletionExamples }),
    ...(probeOrders === undefined ? {} : { probeOrders }),
  };
}

function headFittingOf(view: LaunchView, number: NumberOf): NonNullable<LaunchRequest["headFitting"]> {
  const fitting: NonNullable<LaunchRequest["headFitting"]> =
    view.headText === "" ? { source: "train" } : { source: "text", text: view.headText };
  const fields = {
    steps: "headSteps",
    tokensPerBatch: "headTokens",
    learningRate: "headRate",
    heldOut: "headHeldOut",
    seed: "headSeed",
  } as const;
  for (const [field, name] of Object.entries(fields) as [keyof typeof fields, NumberName][]) {
    const value = number(name);
    if (value !== undefined) {
      fitting[field] = value;
    }
  }
  return fitting;
}

/** Whether the model of a form has no masked-LM head. */
export const lacksHead = (view: LaunchView, models: readonly Model[]): boolean =>
  models.find(({ id }) => id === view.model)?.maskedLm === false;

/** The request that the form stands for, without what is left to the server's suggestions, and what is wrong with it even before the server has seen it. */
export function requestOf(
  view: LaunchView,
  methods: readonly Method[],
  evaluations: readonly Evaluation[],
  models: readonly Model[] = [],
): { request: LaunchRequest; faults: Faults } {
  const faults = new Map<string, string>();
  const number = (name: NumberName) => numberOf(name, view, faults);
  const ids = chosenMethods(view.methods, methods);
  if (ids.length === 0) {
    faults.set("methods", "choose at least one");
  }
  if (view.model === "") {
    faults.set("modelId", "choose a model");
  }
  if (view.data === "") {
    faults.set("dataId", "choose a data set");
  }
  const headless = lacksHead(view, models);
  if (headless && view.head !== "fit") {
    faults.set("headFitting", "choose to fit a head, or a model that has one");
  }
  const request: LaunchRequest = {
    modelId: view.model,
    dataId: view.data,
    examples: number("examples") ?? null,
    fineTuning: fineTuningOf(view, number),
    ...(view.methods === "" ? {} : { methods: ids }),
    scoring: scoringOf(view, number),
    evaluations: chosenEvaluations(view.evaluations, evaluations),
    evaluating: evaluatingOf(view, number),
    ...(headless ? { headFitting: headFittingOf(view, number) } : {}),
    ...(view.name.trim() === "" ? {} : { name: view.name.trim() }),
    ...(view.priority === "low" || view.priority === "high" ? { priority: view.priority } : {}),
  };
  return { request, faults };
}
