import { h } from "../../dom/element.ts";
import { segmented } from "../../dom/parts.ts";
import { lacksHead } from "../../state/launch/launchRequest.ts";
import { type NumberName, NUMBERS, numberText } from "../../state/launch/launchView.ts";
import { helpAddress } from "../../help/documents.ts";
import type { Panel } from "../panel.ts";
import { faultLine, field, formSection } from "./formField.ts";
import { headText } from "./headText.ts";
import type { LaunchContext } from "./launchContext.ts";

const FIELDS: readonly { name: NumberName; label: string; hint: string }[] = [
  { name: "headSteps", label: "Steps of the head", hint: "Number of updates" },
  { name: "headTokens", label: "Tokens per batch", hint: "About that many" },
  { name: "headRate", label: "Learning rate of the head", hint: "Peak learning rate" },
  { name: "headHeldOut", label: "Held out", hint: "Share of the sentences, to measure the head" },
  { name: "headSeed", label: "Seed of the head", hint: "Seed of the head, of what is held out, of masks" },
];

const WHY =
  "This model has no masked-LM head, which turns hidden states into words. A run on number agreement compares the logits of two words, and needs one.";
const OFFER =
  "The run can fit a head first: the encoder stays as it is, and an affine map, a layer norm and an output bias, with a decoder tied to the word embeddings, learn to predict masked words. The model with its head is stored as a new one. It shows what the encoder’s states hold of the words; it is no replacement for the head that the encoder was pre-trained with.";

/** Where the sentences come from. The choice of a text is made before there is one, so that the panel keeps it. */
function source(context: LaunchContext): HTMLElement {
  const { view, change, signal } = context;
  const text = headText(context);
  let own = view.value.headText !== "";
  const show = () => {
    control.show(own ? "text" : "train");
    text.hidden = !own;
  };
  const control = segmented(
    "Sentences that the head learns from",
    [
      { value: "train", label: "The train half’s sentences" },
      { value: "text", label: "A text of your own" },
    ],
    (chosen) => {
      own = chosen === "text";
      if (!own && view.value.headText !== "") {
        change({ headText: "" }, "replace");
      }
      show();
    },
  );
  view.watch(signal, ({ headText: sha256 }) => {
    own ||= sha256 !== "";
    show();
  });
  const hint = h("p", { class: "hint" }, "Sentences that the test split has are left out.");
  return h(
    "div",
    { class: "head-source" },
    control.element,
    hint,
    text,
    faultLine(context, "headFitting.text"),
  );
}

function settings(context: LaunchContext): HTMLElement {
  const { view, change } = context;
  const fields = FIELDS.map(({ name, label, hint }) =>
    field(context, {
      label,
      hint,
      input: NUMBERS[name].input,
      numeric: true,
      placeholder: NUMBERS[name].usual,
      value: () => numberText(view.value, name),
      change: (value) => change({ [name]: value }, "replace"),
    }),
  );
  return h("div", { class: "head-settings" }, source(context), h("div", { class: "fields" }, ...fields));
}

function headSection(context: LaunchContext): HTMLElement {
  const { view, change, models, signal } = context;
  const fit = h("input", { type: "checkbox", name: "headFitting" });
  const more = settings(context);
  fit.addEventListener("change", () => change({ head: fit.checked ? "fit" : "" }, "replace"));
  const help = h("a", { href: helpAddress("models", "no-head") }, "More in Help");
  const section = formSection(
    "Masked-LM head",
    h("p", {}, WHY),
    h("p", { class: "hint" }, OFFER, " ", help, "."),
    h("label", { class: "choice" }, fit, h("span", { class: "choice-title" }, "Fit a head first")),
    faultLine(context, "headFitting", fit),
    more,
  );
  view.watch(signal, (now) => {
    section.hidden = !lacksHead(now, models);
    fit.checked = now.head === "fit";
    more.hidden = now.head !== "fit";
  });
  return section;
}

/** The fitting of a head; only for a model without one. */
export const panel: Panel<LaunchContext> = {
  title: "Masked-LM head",
  order: 15,
  place: "main",
  mount: (host, context) => host.append(headSection(context)),
};
