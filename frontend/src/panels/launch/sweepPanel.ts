import { h } from "../../dom/element.ts";
import { count } from "../../dom/format.ts";
import {
  isSweep,
  NO_SWEEP,
  SWEEP_LISTS,
  type SweepListName,
  sweepModels,
} from "../../state/launch/sweepRequest.ts";
import type { Panel } from "../panel.ts";
import { faultLine, field, formSection } from "./formField.ts";
import type { LaunchContext } from "./launchContext.ts";
import "./sweepPanel.css";

const FIELDS: readonly { name: SweepListName; label: string; placeholder: string; hint: string }[] = [
  { name: "seed", label: "Seeds", placeholder: "1 to 5", hint: "A list, or 1 to n" },
  { name: "learningRate", label: "Learning rates", placeholder: "0.0001, 0.0003", hint: "A list" },
  { name: "batchSize", label: "Batch sizes", placeholder: "32, 64", hint: "A list" },
  { name: "epochs", label: "Epochs", placeholder: "3, 5", hint: "A list" },
  { name: "maskedShare", label: "Masked shares", placeholder: "0, 0.5", hint: "A list" },
];

/** A switch for each model, in the order in which the form lists them. */
function modelSwitches({ view, change, models, signal }: LaunchContext): HTMLElement {
  const boxes = models.map(({ id, name }) => {
    const box = h("input", { type: "checkbox", value: id });
    box.addEventListener("change", () => {
      const chosen = new Set(sweepModels(view.value));
      if (box.checked) {
        chosen.add(id);
      } else {
        chosen.delete(id);
      }
      const ids = models.filter((model) => chosen.has(model.id)).map((model) => model.id);
      change({ sweepModels: ids.join(",") }, "replace");
    });
    return { id, box, element: h("label", { class: "switch" }, box, h("span", {}, name)) };
  });
  view.watch(signal, (now) => {
    const chosen = sweepModels(now);
    for (const { id, box } of boxes) {
      box.checked = chosen.includes(id);
    }
  });
  return h(
    "fieldset",
    { class: "sweep-models" },
    h("legend", {}, "Models"),
    h("div", { class: "sweep-model-list" }, ...boxes.map(({ element }) => element)),
    h("p", { class: "hint" }, "None: the model chosen above"),
  );
}

/** How many runs the form stands for, and a button back to one. */
function total({ view, change, estimate, signal }: LaunchContext): HTMLElement {
  const text = h("span", { role: "status" });
  const clear = h(
    "button",
    { type: "button", class: "button small quiet", on: { click: () => change(NO_SWEEP, "replace") } },
    "Launch a single run",
  );
  const line = h("div", { class: "sweep-total" }, text, clear);
  const draw = () => {
    line.hidden = !isSweep(view.value);
    const now = estimate.value;
    text.textContent = now.kind === "sweep" ? `${count(now.estimate.runs)} runs` : "";
  };
  view.watch(signal, draw);
  estimate.watch(signal, draw);
  return line;
}

function sweepSection(context: LaunchContext): HTMLElement {
  const { view, change } = context;
  const fields = FIELDS.map(({ name, label, placeholder, hint }) =>
    field(context, {
      label,
      hint,
      input: `over.${name}`,
      numeric: false,
      placeholder,
      value: () => view.value[SWEEP_LISTS[name].field],
      change: (value) => change({ [SWEEP_LISTS[name].field]: value }, "replace"),
    }),
  );
  const details = h(
    "details",
    { class: "sweep-fields", open: isSweep(view.value) },
    h("summary", {}, "A run for every combination of several seeds, rates, sizes or models"),
    h("div", { class: "fields" }, ...fields),
    modelSwitches(context),
    faultLine(context, "over.modelId"),
    faultLine(context, "over"),
    total(context),
  );
  return formSection("Several runs at once", details);
}

/** The lists that make a sweep of the run. */
export const panel: Panel<LaunchContext> = {
  title: "Several runs at once",
  order: 35,
  place: "main",
  mount: (host, context) => host.append(sweepSection(context)),
};
