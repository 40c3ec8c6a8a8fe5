import type { Evaluation } from "../../api/types.ts";
import { h, uniqueId } from "../../dom/element.ts";
import { segmented } from "../../dom/parts.ts";
import { measureHelp } from "../../help/helpLink.ts";
import {
  chosenEvaluations,
  EVERY,
  POOLINGS,
  writtenEvaluations,
} from "../../state/launch/launchEvaluations.ts";
import { deletesAll } from "../../state/launch/launchRequest.ts";
import {
  choiceOf,
  type NumberName,
  NUMBERS,
  numberText,
  writtenChoice,
} from "../../state/launch/launchView.ts";
import type { Panel } from "../panel.ts";
import { faultLine, field, formSection } from "./formField.ts";
import type { LaunchContext } from "./launchContext.ts";

const POOLING_NOTES = {
  sum: "A cue word of several pieces gets the sum of their scores.",
  mean: "A cue word of several pieces gets the mean of their scores.",
  max: "A cue word of several pieces gets the highest of their scores.",
} as const;

interface EvaluationBox {
  readonly box: HTMLInputElement;
  readonly element: HTMLElement;
}

function evaluationBox({ id, name, paper, description }: Evaluation): EvaluationBox {
  const descriptionId = uniqueId("about");
  const box = h("input", {
    type: "checkbox",
    name: "evaluations",
    value: id,
    "aria-describedby": descriptionId,
  });
  const label = h(
    "label",
    { class: "choice" },
    box,
    h("span", { class: "choice-title" }, name),
    h("span", { class: "choice-line paper" }, paper),
    h("span", { class: "choice-line", id: descriptionId }, description),
  );
  return { box, element: h("div", { class: "choice-box" }, label, measureHelp({ id, name })) };
}

function numberField(context: LaunchContext, name: NumberName, label: string, hint: string): HTMLElement {
  return field(context, {
    label,
    hint,
    input: NUMBERS[name].input,
    numeric: name !== "deletionExamples",
    placeholder: NUMBERS[name].usual,
    value: () => numberText(context.view.value, name),
    change: (value) => context.change({ [name]: value }, "replace"),
  });
}

function poolingChoice(context: LaunchContext): HTMLElement {
  const { view, change, signal } = context;
  const control = segmented(
    "Pieces of a cue word",
    POOLINGS.map((value) => ({ value, label: value.charAt(0).toUpperCase() + value.slice(1) })),
    (value) => change({ pooling: writtenChoice("pooling", value) }, "replace"),
  );
  const note = h("p", { class: "hint" });
  view.watch(signal, (now) => {
    control.show(choiceOf(now, "pooling"));
    note.textContent = POOLING_NOTES[choiceOf(now, "pooling")];
  });
  return h(
    "div",
    { class: "field" },
    h("span", { class: "field-label", "aria-hidden": "true" }, "Pieces of a cue word"),
    h("div", {}, control.element),
    note,
    faultLine(context, "evaluating.pooling"),
  );
}

/** Resamples, deletion curves, pooling and seed, folded up while they are as usual. */
function options(context: LaunchContext): HTMLElement {
  const { view, faults, signal } = context;
  const short = h("span", { class: "hint" });
  const element = h(
    "details",
    { class: "bring options" },
    h("summary", {}, "Evaluation options ", short),
    h(
      "div",
      { class: "fields" },
      numberField(context, "resamples", "Resamples", "Bootstrap resamples for every interval. Default: 2000"),
      numberField(
        context,
        "deletionExamples",
        "Sentences with deletion curves",
        `Largest number of randomly chosen sentences; this is the slowest part. Default: 512; ${EVERY}: every sentence`,
      ),
      poolingChoice(context),
      numberField(
        context,
        "evaluatingSeed",
        "Evaluation seed",
        "Seed for resamples, probes and random orders. Default: 42",
      ),
    ),
  );
  const names = ["resamples", "deletionExamples", "evaluatingSeed"] as const;
  element.open =
    view.value.pooling !== "" || names.some((name) => numberText(view.value, name) !== NUMBERS[name].usual);
  view.watch(signal, (now) => {
    const curves = deletesAll(now) ? "every sentence" : `${numberText(now, "deletionExamples")} sentences`;
    short.textContent = `${numberText(now, "resamples")} resamples; deletion curves for ${curves}; seed ${numberText(now, "evaluatingSeed")}`;
  });
  faults.changes(signal, (now) => {
    element.open ||= [...now.keys()].some((input) => input.startsWith("evaluating"));
  });
  return element;
}

function evaluationsSection(context: LaunchContext): HTMLElement {
  const { view, change, evaluations, signal } = context;
  const boxes = evaluations.map(evaluationBox);
  const list = h(
    "div",
    { class: "choices", role: "group", "aria-label": "Evaluations" },
    ...boxes.map(({ element }) => element),
  );
  const note = h("p", { class: "hint", role: "status" });
  list.addEventListener("change", () => {
    const chosen = boxes.filter(({ box }) => box.checked).map(({ box }) => box.value);
    change({ evaluations: writtenEvaluations(chosen, evaluations) }, "replace");
  });
  view.watch(signal, (now) => {
    const chosen = chosenEvaluations(now.evaluations, evaluations);
    for (const { box } of boxes) {
      box.checked = chosen.includes(box.value);
    }
    note.textContent =
      chosen.length === 0
        ? "Nothing will be evaluated: the run will have maps but no figures."
        : "The scores before and after fine-tuning are evaluated. Random scores are added as the baseline of every figure.";
  });
  return formSection("Evaluations", list, note, faultLine(context, "evaluations"), options(context));
}

/** The choice of the evaluations and their options. */
export const panel: Panel<LaunchContext> = {
  title: "Evaluations",
  order: 50,
  place: "main",
  mount: (host, context) => host.append(evaluationsSection(context)),
};
