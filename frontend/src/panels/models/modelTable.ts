import type { Model } from "../../api/types.ts";
import { cardTable, type Column } from "../../dom/cardTable.ts";
import { h } from "../../dom/element.ts";
import { ago, bytes, moment, short } from "../../dom/format.ts";
import { accuracyLine, originLine, originName } from "../../state/models/modelWords.ts";

const COLUMNS: readonly Column[] = [
  ["Model", "text"],
  ["Family", "text"],
  ["Parameters", "number"],
  ["Origin and licence", "text"],
  ["Accuracy before → after", "text"],
  ["Used by", "text"],
  ["Added", "text"],
  ["", "number"],
];

/** The number of runs that start from a model. */
const uses = ({ usedBy }: Model) =>
  usedBy.length === 0 ? "" : usedBy.length === 1 ? "1 run" : `${usedBy.length} runs`;

function added({ createdAt }: Model): HTMLElement | string {
  return createdAt === null
    ? ""
    : h("time", { datetime: createdAt, title: moment(createdAt) }, ago(createdAt));
}

/** How much better a checkpoint is after its fine-tuning, and on which data. */
function accuracy(model: Model): HTMLElement | string {
  return model.fineTuned === null
    ? ""
    : h(
        "span",
        {
          class: "model-accuracy",
          title: "Share of correct test examples, before fine-tuning and after it",
        },
        h("span", {}, accuracyLine(model)),
        h("span", { class: "hint" }, model.fineTuned.dataName),
      );
}

/** The links to what can be done with a model. */
export function modelLinks({ id, maskedLm }: Model): HTMLElement {
  // a run of a model without a head fits one first
  const model = encodeURIComponent(id);
  return h(
    "span",
    { class: "row-actions" },
    h("a", { href: `/playground?model=${model}`, class: "button small" }, "Playground"),
    h(
      "a",
      { href: `/launch?model=${model}${maskedLm ? "" : "&head=fit"}`, class: "button small" },
      maskedLm ? "Launch" : "Fit a head",
    ),
  );
}

/** Models as a table. */
export const modelTable = (models: readonly Model[], empty: string): HTMLElement =>
  cardTable(
    "Models",
    COLUMNS,
    models.map((model) => [
      h(
        "span",
        { class: "model-name" },
        h("a", { href: `/models/${encodeURIComponent(model.id)}` }, model.name),
        !model.maskedLm && h("span", { class: "tag" }, "no masked-LM head"),
        model.note !== "" && h("span", { class: "hint" }, model.note),
      ),
      model.family,
      h(
        "span",
        { class: "model-size" },
        h("span", {}, short(model.parameters)),
        h("span", { class: "hint" }, bytes(model.bytes)),
      ),
      h(
        "span",
        { class: "model-origin", title: originLine(model.origin) },
        h("span", {}, originName(model.origin)),
        model.licence !== null && h("span", { class: "hint" }, model.licence),
      ),
      accuracy(model),
      uses(model),
      added(model),
      modelLinks(model),
    ]),
    empty,
  );
