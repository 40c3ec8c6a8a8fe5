import type { Model } from "../../api/types.ts";
import { h } from "../../dom/element.ts";
import { figure } from "../../dom/format.ts";
import { NUMBERS, plain, type LaunchView, type NumberName } from "../../state/launchView.ts";
import type { LaunchContext } from "./context.ts";
import { field, formSection } from "./field.ts";

const FIELDS: readonly { name: NumberName; label: string; hint: string }[] = [
  { name: "learningRate", label: "Learning rate", hint: "The peak. Paper: 3e-5" },
  { name: "epochs", label: "Epochs", hint: "Times over the train half. Paper: 5" },
  { name: "batchSize", label: "Batch size", hint: "Examples in a step. Paper: 64" },
  { name: "warmUp", label: "Warm-up", hint: "Share of all steps. Paper: 0.1" },
  { name: "seed", label: "Seed", hint: "Of order and dropout. Paper: 42" },
];

type Suggestion = Pick<LaunchView, "learningRate" | "epochs" | "batchSize">;

const suggestionOf = ({ suggested }: Model): Suggestion => ({
  learningRate: plain(suggested.learningRate),
  epochs: String(suggested.epochs),
  batchSize: String(suggested.batchSize),
});

const PAPER: Suggestion = {
  learningRate: NUMBERS.learningRate.paper,
  epochs: NUMBERS.epochs.paper,
  batchSize: NUMBERS.batchSize.paper,
};

const given = (value: string, name: NumberName) => (value === "" ? NUMBERS[name].paper : value);

const same = (view: LaunchView, { learningRate, epochs, batchSize }: Suggestion) =>
  Number(given(view.learningRate, "learningRate")) === Number(learningRate) &&
  given(view.epochs, "epochs") === epochs &&
  given(view.batchSize, "batchSize") === batchSize;

/** Offers what suits the chosen model where that is not what the form holds, and the way back to the paper's values. */
function offers({ view, change, models, signal }: LaunchContext): HTMLElement {
  const line = h("div", { class: "offers" });
  view.watch(signal, (now) => {
    const model = models.find(({ id }) => id === now.model);
    const suggestion = model === undefined ? PAPER : suggestionOf(model);
    const text = `${figure(Number(suggestion.learningRate))}, ${suggestion.epochs} epochs, batch ${suggestion.batchSize}`;
    const use = (values: Suggestion, label: string) =>
      h(
        "button",
        { type: "button", class: "button small", on: { click: () => change(values, "replace") } },
        label,
      );
    line.replaceChildren(
      ...(same(now, suggestion)
        ? []
        : [
            h("span", { class: "hint" }, `Suggested for ${model?.name ?? ""}: learning rate ${text}`),
            use(suggestion, "Use the suggestion"),
          ]),
      ...(same(now, PAPER) ? [] : [use(PAPER, "Back to the paper's values")]),
    );
  });
  return line;
}

/** How it is fine-tuned. */
export function settingsPart(context: LaunchContext): HTMLElement {
  const { view, change } = context;
  const fields = FIELDS.map(({ name, label, hint }) =>
    field(context, {
      label,
      hint,
      input: NUMBERS[name].input,
      numeric: true,
      value: () => given(view.value[name], name),
      change: (value) => change({ [name]: value }, "replace"),
    }),
  );
  return formSection("Fine-tuning", offers(context), h("div", { class: "fields" }, ...fields));
}
