import { h, uniqueId } from "../../dom/element.ts";
import { icon } from "../../dom/icon.ts";
import type { LaunchContext } from "./launchContext.ts";

/** The fault of an input, shown below it while there is one. */
export function faultLine(
  { faults, signal }: LaunchContext,
  input: string,
  control?: HTMLElement,
): HTMLElement {
  const text = h("span");
  const line = h("p", { class: "fault", id: uniqueId("fault"), role: "alert" }, icon("warning", 14), text);
  faults.watch(signal, (now) => {
    const fault = now.get(input);
    line.hidden = fault === undefined;
    text.textContent = fault ?? "";
    control?.setAttribute("aria-invalid", String(fault !== undefined));
    if (fault === undefined) {
      control?.removeAttribute("aria-describedby");
    } else {
      control?.setAttribute("aria-describedby", line.id);
    }
  });
  return line;
}

export interface FieldSpec {
  readonly label: string;
  readonly hint: string;
  /** The input's name in openapi.yaml. */
  readonly input: string;
  readonly numeric: boolean;
  readonly placeholder?: string;
  /** Reads and writes the form's value. */
  readonly value: () => string;
  readonly change: (value: string) => void;
}

/** A labelled line of text with its hint and its fault. */
export function field(context: LaunchContext, spec: FieldSpec): HTMLElement {
  const id = uniqueId("field");
  const input = h("input", {
    id,
    class: "input",
    name: spec.input,
    inputmode: spec.numeric ? "decimal" : "text",
    autocomplete: "off",
    spellcheck: "false",
    placeholder: spec.placeholder,
  });
  input.addEventListener("input", () => spec.change(input.value));
  context.view.watch(context.signal, () => {
    if (document.activeElement !== input) {
      input.value = spec.value();
    }
  });
  input.addEventListener("blur", () => {
    input.value = spec.value();
  });
  return h(
    "div",
    { class: "field" },
    h("label", { for: id }, spec.label),
    input,
    h("p", { class: "hint" }, spec.hint),
    faultLine(context, spec.input, input),
  );
}

export interface ChoiceText {
  readonly value: string;
  readonly title: string;
  readonly lines: readonly string[];
}

/** A choice as a card with a radio button. */
export function choiceCard(
  group: string,
  card: ChoiceText,
  chosen: boolean,
  choose: () => void,
): HTMLElement {
  const radio = h("input", { type: "radio", name: group, value: card.value });
  radio.checked = chosen;
  radio.addEventListener("change", choose);
  return h(
    "label",
    { class: "choice" },
    radio,
    h("span", { class: "choice-title" }, card.title),
    ...card.lines.map((line) => h("span", { class: "choice-line" }, line)),
  );
}

/** A part of the form under its heading. */
export function formSection(title: string, ...children: (HTMLElement | null)[]): HTMLElement {
  const id = uniqueId("section");
  return h(
    "section",
    { class: "card padded form-section", "aria-labelledby": id },
    h("h2", { id }, title),
    ...children,
  );
}
