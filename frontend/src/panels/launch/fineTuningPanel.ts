import { h } from "../../dom/element.ts";
import { figure } from "../../dom/format.ts";
import { segmented } from "../../dom/parts.ts";
import {
  AS_SUGGESTED,
  holds,
  type NumberName,
  NUMBERS,
  numberText,
  PAPER,
  type Preset,
  suggestionOf,
} from "../../state/launch/launchView.ts";
import type { Panel } from "../panel.ts";
import { field, formSection } from "./formField.ts";
import type { LaunchContext } from "./launchContext.ts";

const FIELDS: readonly { name: NumberName; label: string; hint: string }[] = [
  { name: "learningRate", label: "Learning rate", hint: "Peak learning rate. Paper: 3e-5" },
  { name: "epochs", label: "Epochs", hint: "Passes over the train split. Paper: 5" },
  { name: "batchSize", label: "Batch size", hint: "Examples per step. Paper: 64" },
  { name: "warmUp", label: "Warm-up", hint: "Share of all steps. Paper: 0.1" },
  { name: "seed", label: "Seed", hint: "Seed for order, dropout and masking. Paper: 42" },
  {
    name: "maskedShare",
    label: "Masked share",
    hint: "Share of sentences with more words masked than the target. Paper: 0",
  },
];

/** What is suggested for the chosen model. */
const suggestedTo = ({ view, models }: Pick<LaunchContext, "view" | "models">): Preset =>
  suggestionOf(models.find(({ id }) => id === view.value.model)?.suggested);

/** Shows which preset the form holds, and fills in another. */
function presets({ view, change, models, signal }: LaunchContext): HTMLElement {
  const suggested = () => suggestedTo({ view, models });
  const control = segmented(
    "Preset of settings",
    [
      { value: "paper", label: "The paper's values", title: "Mohebbi et al. (2023)" },
      { value: "suggested", label: "Suggested values" },
    ],
    (preset) => change(preset === "paper" ? PAPER : AS_SUGGESTED, "replace"),
  );
  const note = h("p", { class: "hint" });
  view.watch(signal, (now) => {
    const suggestion = suggested();
    const differs = !holds(PAPER, suggestion, suggestion);
    control.element.hidden = !differs;
    control.show(
      holds(now, PAPER, suggestion) ? "paper" : holds(now, suggestion, suggestion) ? "suggested" : undefined,
    );
    const { learningRate, epochs, batchSize } = suggestion;
    const values = `learning rate ${figure(Number(learningRate))}, ${epochs} epochs, batch ${batchSize}`;
    const size = models.find(({ id }) => id === now.model)?.hidden ?? 0;
    note.textContent = differs ? `Suggested for a hidden size of ${size}: ${values}.` : "";
  });
  return h("div", { class: "presets" }, control.element, note);
}

function fineTuningSection(context: LaunchContext): HTMLElement {
  const { view, change } = context;
  const fields = FIELDS.map(({ name, label, hint }) =>
    field(context, {
      label,
      hint,
      input: NUMBERS[name].input,
      numeric: true,
      placeholder: NUMBERS[name].usual,
      value: () => numberText(view.value, name, suggestedTo(context)),
      change: (value) => change({ [name]: value }, "replace"),
    }),
  );
  return formSection("Fine-tuning", presets(context), h("div", { class: "fields" }, ...fields));
}

/** The settings of fine-tuning. */
export const panel: Panel<LaunchContext> = {
  title: "Fine-tuning",
  order: 30,
  place: "main",
  mount: (host, context) => host.append(fineTuningSection(context)),
};
