import { messageOf } from "../../api/problem.ts";
import { facts } from "../../dom/controls.ts";
import { type Child, h } from "../../dom/element.ts";
import { bytes, count, duration } from "../../dom/format.ts";
import { icon } from "../../dom/icon.ts";
import type { Panel } from "../panel.ts";
import { field } from "./formField.ts";
import type { EstimateState, LaunchContext } from "./launchContext.ts";

function figures(state: EstimateState): HTMLElement {
  const estimate = state.kind === "known" ? state.estimate : undefined;
  const waiting = () =>
    h("span", { class: "skeleton", style: "display:inline-block;width:64px;height:14px" });
  const show = (text: string | undefined): Child => text ?? (state.kind === "waiting" ? waiting() : "–");
  return facts([
    ["Train split", show(estimate && `${count(estimate.examplesTrain)} examples`)],
    ["Test split", show(estimate && `${count(estimate.examplesTest)} examples`)],
    ["Fine-tuning steps", show(estimate && count(estimate.steps))],
    ["Estimated time", show(estimate && duration(estimate.seconds))],
    ["Estimated storage", show(estimate && bytes(estimate.bytes))],
  ]);
}

function summary(context: LaunchContext): HTMLElement {
  const { form, launch, view, change, estimate, faults, signal } = context;
  const name = field(context, {
    label: "Name",
    hint: "If empty, the name is made from the model and the data set.",
    input: "name",
    numeric: false,
    placeholder: "Optional",
    value: () => view.value.name,
    change: (value) => change({ name: value }, "replace"),
  });
  const cost = h("div");
  const basis = h("p", { class: "hint basis" });
  const warnings = h("div", { role: "status" });
  const trouble = h("p", { class: "fault", role: "alert" });
  const button = h("button", { type: "submit", class: "button primary launch-button" }, "Launch");
  estimate.watch(signal, (now) => {
    cost.replaceChildren(figures(now));
    basis.textContent = now.kind === "known" ? now.estimate.basis : "";
    const texts = now.kind === "known" ? now.estimate.warnings : [];
    warnings.replaceChildren(
      ...texts.map((text) => h("p", { class: "fault" }, icon("warning", 14), h("span", {}, text))),
    );
    trouble.hidden = now.kind !== "none" || faults.value.size > 0;
    trouble.replaceChildren(
      icon("warning", 14),
      h("span", {}, now.kind === "none" ? messageOf(now.error) : ""),
    );
  });
  faults.watch(signal, (now) => {
    button.disabled = now.size > 0;
    button.title = now.size > 0 ? "Please correct the form first" : "";
  });
  const submit = async () => {
    button.disabled = true;
    button.textContent = "Launching …";
    await launch();
    button.textContent = "Launch";
    button.disabled = faults.value.size > 0;
  };
  form.addEventListener(
    "submit",
    (event) => {
      event.preventDefault();
      void submit();
    },
    { signal },
  );
  return h(
    "div",
    { class: "card padded summary" },
    h("div", { class: "card-head" }, h("h2", {}, "Estimated cost")),
    cost,
    basis,
    name,
    warnings,
    trouble,
    button,
  );
}

/** The estimated cost of the run, its name, and the button that launches it. */
export const panel: Panel<LaunchContext> = {
  title: "Estimated cost",
  order: 60,
  place: "side",
  mount: (host, context) => host.append(summary(context)),
};
