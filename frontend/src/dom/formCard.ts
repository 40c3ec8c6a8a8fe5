import { messageOf } from "../api/problem.ts";
import { type Child, h, uniqueId } from "./element.ts";

/** A text field of a form under its label. */
export interface TextField {
  readonly element: HTMLElement;
  readonly input: HTMLInputElement;
}

/** A text field with a label, and a hint below it. */
export function textField(
  label: string,
  attributes: Readonly<Record<string, string | number | boolean>>,
  hint?: string,
): TextField {
  const id = uniqueId("field");
  const input = h("input", { id, class: "input", type: "text", ...attributes });
  const hintId = `${id}-hint`;
  if (hint !== undefined) {
    input.setAttribute("aria-describedby", hintId);
  }
  const element = h(
    "div",
    { class: "form-field" },
    h("label", { for: id }, label),
    input,
    hint !== undefined && h("p", { class: "hint", id: hintId }, hint),
  );
  return { element, input };
}

/** A card with a form, which says why what was entered is refused. */
export function formCard(
  title: string,
  fields: readonly Child[],
  action: string,
  submit: () => Promise<unknown>,
): HTMLElement {
  const fault = h("p", { class: "fault", role: "alert", hidden: true });
  const send = h("button", { type: "submit", class: "button primary" }, action);
  const form = h("form", { class: "form-card" }, ...fields, fault, h("div", { class: "actions" }, send));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    send.disabled = true;
    fault.hidden = true;
    submit()
      .catch((error: unknown) => {
        fault.hidden = false;
        fault.textContent = messageOf(error);
      })
      .finally(() => (send.disabled = false));
  });
  return h("section", { class: "card padded", "aria-label": title }, h("h2", {}, title), form);
}
