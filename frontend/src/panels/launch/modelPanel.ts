import { h } from "../../dom/element.ts";
import { count, short } from "../../dom/format.ts";
import type { Panel } from "../panel.ts";
import { choiceCard, faultLine, formSection } from "./formField.ts";
import type { LaunchContext } from "./launchContext.ts";

function modelSection(context: LaunchContext): HTMLElement {
  const { view, change, models, signal } = context;
  const cards = h("div", { class: "choices models", role: "radiogroup", "aria-label": "Model" });
  view.watch(signal, (now) => {
    const present = cards.querySelector<HTMLInputElement>("input:checked")?.value;
    if (present === now.model && cards.childElementCount > 0) {
      return;
    }
    cards.replaceChildren(
      ...models.map((model) => {
        const shape = `${model.layers} layers, hidden size ${count(model.hidden)}`;
        const size = `${short(model.parameters)} parameters`;
        const origin =
          model.checkpointOf === null
            ? model.builtIn
              ? "built in"
              : model.origin.kind === "fitted"
                ? "with fitted head"
                : "imported"
            : "fine-tuned checkpoint";
        const card = {
          value: model.id,
          title: model.name,
          lines: [
            `${model.family}, ${origin}`,
            shape,
            size,
            ...(model.maskedLm ? [] : ["no masked-LM head"]),
          ],
        };
        return choiceCard("modelId", card, model.id === now.model, () =>
          change({ model: model.id }, "replace"),
        );
      }),
    );
  });
  return formSection("Model", cards, faultLine(context, "modelId"));
}

/** The choice of the model. */
export const panel: Panel<LaunchContext> = {
  title: "Model",
  order: 10,
  place: "main",
  mount: (host, context) => host.append(modelSection(context)),
};
