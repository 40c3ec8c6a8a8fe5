import { labelled } from "../../dom/controls.ts";
import { h, uniqueId } from "../../dom/element.ts";
import { fixedWhere, segmented, select } from "../../dom/parts.ts";
import { toggleBlank, withSentence, withTarget } from "../../state/playground/playgroundView.ts";
import type { Panel } from "../panel.ts";
import type { PlaygroundContext } from "./playgroundContext.ts";

/** Sentences to begin with, in words that the built-in models know. */
const EXAMPLES: readonly (readonly [name: string, text: string, bad: string])[] = [
  ["A noun in between", "the keys of the cabinet are old .", "the keys of the cabinet is old ."],
  ["The same, turned round", "the key of the cabinets is old .", "the key of the cabinets are old ."],
  ["A reflexive", "the girls saw themselves .", "the girls saw herself ."],
];

const LONGEST = 600;

type Action = "predict" | "blank" | "edit";

/** A line of text that takes effect when it is left or Enter is pressed. */
function textLine(label: string, hint: string, placeholder: string) {
  const id = uniqueId("sentence");
  const input = h("input", {
    id,
    class: "input playground-text",
    maxlength: LONGEST,
    autocomplete: "off",
    spellcheck: "false",
    placeholder,
  });
  const element = h(
    "div",
    { class: "field" },
    h("label", { for: id }, label),
    input,
    h("p", { class: "hint" }, hint),
  );
  return { element, input };
}

/** The sentence and, where one is given, the bad sentence of its minimal pair. */
function sentenceForm({ view, change, signal }: PlaygroundContext) {
  const good = textLine(
    "Sentence",
    "Any text; a mask token in it is the word to be predicted.",
    "Type a sentence",
  );
  const bad = textLine(
    "Bad sentence of a minimal pair (optional)",
    "It differs from the sentence in one word, which then is the target.",
    "The same sentence with a wrong word",
  );
  const apply = () => {
    const [text, other] = [good.input.value.trim(), bad.input.value.trim()];
    const now = view.value;
    if (text !== "" && (text !== now.text || other !== now.bad)) {
      // The bad sentence of the last pair is none of a new sentence.
      const bad = other === now.bad ? "" : other;
      change(text === now.text ? { bad: other, target: undefined } : withSentence(text, bad));
    }
  };
  const form = h(
    "form",
    { class: "playground-form", on: { submit: (event) => event.preventDefault() } },
    good.element,
    bad.element,
    h("button", { class: "button primary", type: "submit" }, "Analyse"),
  );
  form.addEventListener("submit", apply);
  for (const { input } of [good, bad]) {
    input.addEventListener("change", apply);
  }
  view.watch(signal, (now) => {
    good.input.value = now.text;
    bad.input.value = now.bad;
  });
  return { form, input: good.input };
}

function exampleButtons({ change }: PlaygroundContext): HTMLElement {
  const buttons = EXAMPLES.map(([name, text, bad]) =>
    h(
      "button",
      {
        type: "button",
        class: "button small",
        title: text,
        on: { click: () => change(withSentence(text, bad)) },
      },
      name,
    ),
  );
  return h("div", { class: "playground-examples" }, h("span", { class: "hint" }, "Examples"), ...buttons);
}

function modelControl({ models, view, change, signal }: PlaygroundContext): HTMLElement {
  const choices = models.map(({ id, name }) => ({ value: id, label: name }));
  const control = select<string>("Model", choices, view.value.model, (model) => change({ model }));
  view.watch(signal, ({ model }) => {
    control.value = model;
  });
  return labelled("Model", control);
}

/** The words of the sentence as buttons; a click does what is chosen above them. */
function wordButtons(
  context: PlaygroundContext,
  action: () => Action,
  edit: (start: number, end: number) => void,
) {
  const { scene, view, change, readOnly, signal } = context;
  const words = h("div", { class: "playground-words", role: "group", "aria-label": "Words of the sentence" });
  const click = (index: number, start: number, end: number) => {
    switch (action()) {
      case "predict":
        change(withTarget(view.value, index));
        break;
      case "blank":
        change(toggleBlank(view.value, index));
        break;
      case "edit":
        edit(start, end);
        break;
    }
  };
  scene.watch(signal, (now) => {
    const analysis = now?.own.analysis;
    const focused = [...words.children].indexOf(document.activeElement ?? words);
    words.replaceChildren(
      ...(analysis?.words ?? []).map(({ text, start, end }, index) => {
        const target = index === analysis?.targetWord;
        const blank = !target && (now?.view.blank.includes(String(index)) ?? false);
        const state = target ? "predicted" : blank ? "blanked out" : undefined;
        return h(
          "button",
          {
            type: "button",
            class: `playground-word${target ? " target" : ""}${blank ? " blank" : ""}`,
            disabled: readOnly,
            dir: "auto",
            "aria-label": state === undefined ? text : `${text}, ${state}`,
            on: { click: () => click(index, start, end) },
          },
          text,
        );
      }),
    );
    const again = words.children[focused];
    if (again instanceof HTMLElement) {
      again.focus({ preventScroll: true });
    }
  });
  return words;
}

/** The choice of what a click on a word does, and whether the target is masked. */
function wordControls({ view, change, signal }: PlaygroundContext, chosen: (action: Action) => void) {
  const choice = segmented<Action>(
    "What a click on a word does",
    [
      {
        value: "predict",
        label: "Predict it",
        title: "Makes the word the target, which the model has to predict",
      },
      { value: "blank", label: "Blank it out", title: "Replaces the word by the mask token, or restores it" },
      { value: "edit", label: "Edit it", title: "Selects the word in the sentence above" },
    ],
    (action) => {
      chosen(action);
      choice.show(action);
    },
  );
  choice.show("predict");
  const masked = h("input", { type: "checkbox" });
  masked.addEventListener("change", () => change({ open: !masked.checked }));
  view.watch(signal, ({ open }) => {
    masked.checked = !open;
  });
  return h(
    "div",
    { class: "playground-word-controls" },
    labelled("Click a word to", choice.element),
    h("label", { class: "switch" }, masked, "Mask the target"),
  );
}

/** Model, sentence and words. */
export const panel: Panel<PlaygroundContext> = {
  title: "Sentence and words",
  order: 10,
  place: "wide",
  mount(host, context) {
    const { readOnly } = context;
    let action: Action = "predict";
    const { form, input } = sentenceForm(context);
    const words = wordButtons(
      context,
      () => action,
      (start, end) => {
        input.focus();
        input.setSelectionRange(start, end);
      },
    );
    const controls = wordControls(context, (next) => {
      action = next;
    });
    host.append(
      ...(readOnly
        ? [h("h2", {}, "Sentence"), words]
        : [
            h("div", { class: "playground-top" }, modelControl(context), exampleButtons(context)),
            form,
            fixedWhere(readOnly, controls),
            words,
          ]),
    );
  },
};
