import type { Model } from "../../api/types.ts";
import { h } from "../../dom/element.ts";
import { count, short } from "../../dom/format.ts";
import { MOST_CARDS } from "../../state/launch/modelChoice.ts";
import { originLine, originName } from "../../state/models/modelWords.ts";
import type { Panel } from "../panel.ts";
import { type ChoiceText, choiceCard, faultLine, formSection } from "./formField.ts";
import type { LaunchContext } from "./launchContext.ts";
import { modelPicker } from "./modelPicker.ts";

const cardOf = ({ id, name, family, origin, layers, hidden, parameters, maskedLm }: Model): ChoiceText => ({
  value: id,
  title: name,
  lines: [
    `${family}, ${origin.kind === "run" ? originLine(origin) : originName(origin)}`,
    `${layers} layers, hidden size ${count(hidden)}`,
    `${short(parameters)} parameters`,
    ...(maskedLm ? [] : ["no masked-LM head"]),
  ],
});

/** A few models as cards. */
function modelCards({ view, change, models, signal }: LaunchContext): HTMLElement {
  const cards = h("div", { class: "choices models", role: "radiogroup", "aria-label": "Model" });
  view.watch(signal, (now) => {
    const present = cards.querySelector<HTMLInputElement>("input:checked")?.value;
    if (present === now.model && cards.childElementCount > 0) {
      return;
    }
    cards.replaceChildren(
      ...models.map((model) =>
        choiceCard("modelId", cardOf(model), model.id === now.model, () =>
          change({ model: model.id }, "replace"),
        ),
      ),
    );
  });
  return cards;
}

/** No model is there only where the program was built without any. */
const noModels = () =>
  h("p", { class: "hint" }, "There are no models yet. ", h("a", { href: "/models/new" }, "Import one"), ".");

function modelSection(context: LaunchContext): HTMLElement {
  const { models } = context;
  const choice =
    models.length === 0
      ? noModels()
      : models.length <= MOST_CARDS
        ? modelCards(context)
        : modelPicker(context);
  return formSection("Model", choice, faultLine(context, "modelId"));
}

/** The choice of the model. */
export const panel: Panel<LaunchContext> = {
  title: "Model",
  order: 10,
  place: "main",
  mount: (host, context) => host.append(modelSection(context)),
};
