import type { CueUnit, Estimate, Evaluation } from "../../api/types.ts";
import { h, uniqueId } from "../../dom/element.ts";
import { segmented } from "../../dom/parts.ts";
import { CUE_UNIT_NAMES } from "../../dom/names.ts";
import { cueUnitHelp, measureHelp } from "../../help/helpLink.ts";
import {
  chosenCueUnits,
  chosenEvaluations,
  EVERY,
  OTHER_CUE_UNITS,
  POOLINGS,
  writtenCueUnits,
  writtenEvaluations,
} from "../../state/launch/launchEvaluations.ts";
import { offeredEvaluations, refusals } from "../../state/launch/offered.ts";
import { deletesAll, deletionNote } from "../../state/launch/launchRequest.ts";
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

/** What the estimate says of deletion curves, once it is known and there are any. */
const deletionOf = ({ estimate }: LaunchContext): Estimate["deletion"] =>
  estimate.value.kind === "known" ? estimate.value.estimate.deletion : null;

/** The number of sentences with deletion curves that the form stands for. */
const deletionText = (context: LaunchContext): string => {
  const deletion = deletionOf(context);
  return numberText(
    context.view.value,
    "deletionExamples",
    deletion === null ? {} : { deletionExamples: String(deletion.suggested) },
  );
};

/** The number of sentences with deletion curves, and why fewer than usual are suggested where that is so. */
function deletionField(context: LaunchContext): HTMLElement {
  const { estimate, signal } = context;
  const element = field(context, {
    label: "Sentences with deletion curves and knock-outs",
    hint: `Largest number of randomly chosen sentences; this is the slowest part. Default: ${NUMBERS.deletionExamples.usual}, or fewer for a large model; ${EVERY}: every sentence`,
    input: NUMBERS.deletionExamples.input,
    numeric: false,
    placeholder: NUMBERS.deletionExamples.usual,
    value: () => deletionText(context),
    change: (value) => context.change({ deletionExamples: value }, "replace"),
  });
  const why = h("p", { class: "hint", role: "status" });
  const input = element.querySelector("input");
  estimate.watch(signal, () => {
    why.textContent = deletionNote(deletionOf(context));
    if (input !== null && document.activeElement !== input) {
      input.value = deletionText(context);
    }
  });
  element.append(why);
  return element;
}

function numberField(context: LaunchContext, name: NumberName, label: string, hint: string): HTMLElement {
  return field(context, {
    label,
    hint,
    input: NUMBERS[name].input,
    numeric: true,
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

/** The words that count as cues; those of the published script always do. */
function cueUnitChoice(context: LaunchContext): HTMLElement {
  const { view, change, signal } = context;
  const published = h("input", { type: "checkbox", checked: true, disabled: true });
  const boxes = OTHER_CUE_UNITS.map((value) => h("input", { type: "checkbox", name: "cueUnits", value }));
  const line = (box: HTMLInputElement, unit: CueUnit) =>
    h("label", { class: "pick-line" }, box, CUE_UNIT_NAMES[unit]);
  const group = h(
    "div",
    { role: "group", "aria-label": "Cue words" },
    line(published, "as_published"),
    ...boxes.map((box, place) => line(box, OTHER_CUE_UNITS[place] ?? "head")),
  );
  group.addEventListener("change", () =>
    change(
      { cueUnits: writtenCueUnits(boxes.filter((box) => box.checked).map(({ value }) => value)) },
      "replace",
    ),
  );
  view.watch(signal, (now) => {
    const chosen: readonly string[] = chosenCueUnits(now.cueUnits);
    for (const box of boxes) {
      box.checked = chosen.includes(box.value);
    }
  });
  return h(
    "div",
    { class: "field" },
    h("span", { class: "field-label", "aria-hidden": "true" }, "Cue words"),
    group,
    h("p", { class: "hint" }, "Each choice gives measures of its own. ", cueUnitHelp()),
    faultLine(context, "evaluating.cueUnits"),
  );
}

/** Resamples, deletion curves, cue words, pooling and seed, folded up while they are as usual. */
function options(context: LaunchContext): HTMLElement {
  const { view, estimate, faults, signal } = context;
  const short = h("span", { class: "hint" });
  const element = h(
    "details",
    { class: "bring options" },
    h("summary", {}, "Evaluation options ", short),
    h(
      "div",
      { class: "fields" },
      numberField(context, "resamples", "Resamples", "Bootstrap resamples for every interval. Default: 2000"),
      deletionField(context),
      cueUnitChoice(context),
      numberField(
        context,
        "probeOrders",
        "Random orders of probing",
        "Orders of the sentences over which the code length is averaged; each takes its time. Default: 5",
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
  const names = ["resamples", "deletionExamples", "probeOrders", "evaluatingSeed"] as const;
  element.open =
    view.value.pooling !== "" ||
    view.value.cueUnits !== "" ||
    names.some((name) => numberText(view.value, name) !== NUMBERS[name].usual);
  const summarise = () => {
    const now = view.value;
    const curves = deletesAll(now) ? "every sentence" : `${deletionText(context)} sentences`;
    short.textContent = `${numberText(now, "resamples")} resamples; deletion curves for ${curves}; seed ${numberText(now, "evaluatingSeed")}`;
  };
  view.watch(signal, summarise);
  estimate.watch(signal, summarise);
  faults.changes(signal, (now) => {
    element.open ||= [...now.keys()].some((input) => input.startsWith("evaluating"));
  });
  return element;
}

function evaluationsSection(context: LaunchContext): HTMLElement {
  const { view, change, evaluations, data, signal } = context;
  const boxes = evaluations.map(evaluationBox);
  const list = h(
    "div",
    { class: "choices", role: "group", "aria-label": "Evaluations" },
    ...boxes.map(({ element }) => element),
  );
  const note = h("p", { class: "hint", role: "status" });
  list.addEventListener("change", () => {
    const chosen = boxes.filter(({ box }) => box.checked).map(({ box }) => box.value);
    const offered = offeredEvaluations(evaluations, data.value, view.value.data);
    change({ evaluations: writtenEvaluations(chosen, offered) }, "replace");
  });
  const lacks = h("div", { role: "status" });
  const show = () => {
    const now = view.value;
    const refused = refusals(data.value, now.data);
    const offered = offeredEvaluations(evaluations, data.value, now.data);
    const chosen = chosenEvaluations(now.evaluations, offered);
    for (const { box } of boxes) {
      box.checked = chosen.includes(box.value);
      box.disabled = refused.has(box.value);
    }
    lacks.replaceChildren(...[...refused.values()].map((reason) => h("p", { class: "hint" }, reason)));
    note.textContent =
      chosen.length === 0
        ? "Nothing will be evaluated: the run will have maps but no figures."
        : "The scores before and after fine-tuning are evaluated. Random scores are added as the baseline of every figure.";
  };
  view.watch(signal, show);
  data.watch(signal, show);
  return formSection("Evaluations", list, lacks, note, faultLine(context, "evaluations"), options(context));
}

/** The choice of the evaluations and their options. */
export const panel: Panel<LaunchContext> = {
  title: "Evaluations",
  order: 50,
  place: "main",
  mount: (host, context) => host.append(evaluationsSection(context)),
};
