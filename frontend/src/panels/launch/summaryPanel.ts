import { messageOf } from "../../api/problem.ts";
import { facts, labelled } from "../../dom/controls.ts";
import type { Estimate, SweepEstimate } from "../../api/types.ts";
import { type Child, h, uniqueId } from "../../dom/element.ts";
import { bytes, count, duration } from "../../dom/format.ts";
import { icon } from "../../dom/icon.ts";
import { STAGE_NAMES } from "../../dom/names.ts";
import { select } from "../../dom/parts.ts";
import type { Panel } from "../panel.ts";
import { field } from "./formField.ts";
import type { EstimateState, LaunchContext } from "./launchContext.ts";

/** The cost of a sweep. */
const sweepFigures = (estimate: SweepEstimate): HTMLElement =>
  facts([
    ["Runs", count(estimate.runs)],
    ["Time of all runs", duration(estimate.seconds)],
    ["Time until the last ends", duration(estimate.elapsedSeconds)],
    ["Memory of the largest", ofWhat(estimate.memory)],
    ["Disk while they run", ofWhat(estimate.disk)],
    ["Disk afterwards", bytes(estimate.bytes)],
  ]);

function figures(state: EstimateState): HTMLElement {
  if (state.kind === "sweep") {
    return sweepFigures(state.estimate);
  }
  const estimate = state.kind === "known" ? state.estimate : undefined;
  const waiting = () =>
    h("span", { class: "skeleton", style: "display:inline-block;width:64px;height:14px" });
  const show = (text: string | undefined): Child => text ?? (state.kind === "waiting" ? waiting() : "–");
  return facts([
    ["Train split", show(estimate && `${count(estimate.examplesTrain)} examples`)],
    ["Test split", show(estimate && `${count(estimate.examplesTest)} examples`)],
    ["Fine-tuning steps", show(estimate && count(estimate.steps))],
    ["Time", show(estimate && duration(estimate.seconds))],
    ["Memory", show(estimate && ofWhat(estimate.memory))],
    ["Disk while it runs", show(estimate && ofWhat(estimate.disk))],
    ["Disk afterwards", show(estimate && bytes(estimate.bytes))],
  ]);
}

/** What is needed of what there is. */
const ofWhat = ({ need, available }: Estimate["disk"]) => `${bytes(need)} of ${bytes(available)}`;

/** The time of each stage, folded up. */
function stageTimes({ stages, basis }: Estimate): HTMLElement {
  return h(
    "details",
    { class: "stage-times" },
    h("summary", {}, "Time by stage"),
    facts(stages.map(({ stage, seconds }) => [STAGE_NAMES[stage], duration(seconds)])),
    h("p", { class: "hint basis" }, basis),
  );
}

/** What keeps the run from being launched, whole sentences; what else may be wrong does not. */
const shortages = (state: EstimateState): readonly string[] =>
  state.kind === "known" || state.kind === "sweep"
    ? [state.estimate.disk, state.estimate.memory].flatMap(({ shortage }) => shortage ?? [])
    : [];

/** Whether the form cannot be launched, with the reason for the button's title. */
function obstacle({ estimate, faults }: LaunchContext): string | undefined {
  if (faults.value.size > 0) {
    return "Please correct the form first";
  }
  const what = estimate.value.kind === "sweep" ? "sweep" : "run";
  return shortages(estimate.value).length > 0 ? `The ${what} needs more than there is` : undefined;
}

/** The button that launches the run; it is disabled while the run would be refused. */
function launchButton(context: LaunchContext, reasons: HTMLElement): HTMLElement {
  const { form, launch, estimate, faults, signal } = context;
  const button = h(
    "button",
    { type: "submit", class: "button primary launch-button", "aria-describedby": reasons.id },
    "Launch",
  );
  const label = () =>
    estimate.value.kind === "sweep" ? `Launch ${count(estimate.value.estimate.runs)} runs` : "Launch";
  const enable = () => {
    const reason = obstacle(context);
    button.textContent = label();
    button.disabled = reason !== undefined;
    button.title = reason ?? "";
  };
  faults.watch(signal, enable);
  estimate.watch(signal, enable);
  const submit = async () => {
    button.disabled = true;
    button.textContent = "Launching …";
    await launch();
    enable();
  };
  form.addEventListener(
    "submit",
    (event) => {
      event.preventDefault();
      void submit();
    },
    { signal },
  );
  return button;
}

/** What is wrong with the run, or may be. */
function warningLines({ estimate, signal }: LaunchContext): HTMLElement {
  const lines = h("div", { role: "status", class: "warnings", id: uniqueId("warnings") });
  estimate.watch(signal, (now) => {
    const texts =
      now.kind === "known" || now.kind === "sweep" ? [...shortages(now), ...now.estimate.warnings] : [];
    lines.replaceChildren(
      ...texts.map((text) => h("p", { class: "fault" }, icon("warning", 14), h("span", {}, text))),
    );
  });
  return lines;
}

/** The figures of the estimate, and the time by stage, which stays open or closed as it was. */
function figuresAndTimes({ estimate, signal }: LaunchContext): HTMLElement[] {
  const [cost, times] = [h("div"), h("div")];
  estimate.watch(signal, (now) => {
    cost.replaceChildren(figures(now));
    if (now.kind === "known") {
      const open = times.querySelector("details")?.open ?? false;
      times.replaceChildren(stageTimes(now.estimate));
      times.querySelector("details")?.toggleAttribute("open", open);
    }
    times.hidden = now.kind === "none" || now.kind === "sweep";
  });
  return [cost, times];
}

/** Why there is no estimate, where no input is to blame. */
function troubleLine({ estimate, faults, signal }: LaunchContext): HTMLElement {
  const trouble = h("p", { class: "fault", role: "alert" });
  estimate.watch(signal, (now) => {
    trouble.hidden = now.kind !== "none" || faults.value.size > 0;
    trouble.replaceChildren(
      icon("warning", 14),
      h("span", {}, now.kind === "none" ? messageOf(now.error) : ""),
    );
  });
  return trouble;
}

/** How soon the run is executed. */
function priority({ view, change, signal }: LaunchContext): HTMLElement {
  const control = select<string>(
    "Priority",
    [
      { value: "high", label: "High: before all others" },
      { value: "", label: "Normal" },
      { value: "low", label: "Low: after all others" },
    ],
    view.value.priority,
    (value) => change({ priority: value }, "replace"),
  );
  view.watch(signal, (now) => {
    control.value = now.priority;
  });
  return labelled("Priority", control);
}

function summary(context: LaunchContext): HTMLElement {
  const { view, change } = context;
  const name = field(context, {
    label: "Name",
    hint: "If empty, the name is made from the model and the data set.",
    input: "name",
    numeric: false,
    placeholder: "Optional",
    value: () => view.value.name,
    change: (value) => change({ name: value }, "replace"),
  });
  const warnings = warningLines(context);
  return h(
    "div",
    { class: "card padded summary" },
    h("div", { class: "card-head" }, h("h2", {}, "Estimated cost")),
    ...figuresAndTimes(context),
    name,
    priority(context),
    warnings,
    troubleLine(context),
    launchButton(context, warnings),
  );
}

/** The estimated cost of the run, its name, and the button that launches it. */
export const panel: Panel<LaunchContext> = {
  title: "Estimated cost",
  order: 60,
  place: "side",
  mount: (host, context) => host.append(summary(context)),
};
