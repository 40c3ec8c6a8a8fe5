import { messageOf, RequestError } from "../api/problem.ts";
import type { Run, RunState } from "../api/types.ts";
import { type Child, h } from "./element.ts";
import { icon } from "./icon.ts";

/** Small parts that several pages use. */

/** A run's state in its colour. */
export const stateBadge = (state: RunState): HTMLElement => h("span", { class: `badge ${state}` }, state);

const OUTCOMES = {
  nothing: {
    short: "learned nothing",
    text: "Fine-tuning learned nothing: accuracy and loss on the test split are as before.",
  },
  diverged: {
    short: "diverged",
    text: "Fine-tuning diverged: its loss ended at that of guessing or above, and well above the loss before.",
  },
};

/** A mark of a fine-tuning that learned nothing or diverged, in few words or in a sentence; null for any other. */
export function outcomeMark({ trainingOutcome }: Run, length: "short" | "text"): HTMLElement | null {
  if (trainingOutcome !== "nothing" && trainingOutcome !== "diverged") {
    return null;
  }
  const words = OUTCOMES[trainingOutcome];
  return length === "short"
    ? h("span", { class: "badge caution", title: words.text }, words.short)
    : h("p", { class: "fault", role: "status" }, icon("warning", 14), h("span", {}, words.text));
}

export interface ProgressBar {
  readonly element: HTMLElement;
  set(done: number, total: number): void;
}

/** A progress bar. */
export function progressBar(label: string): ProgressBar {
  const fill = h("span");
  const element = h(
    "div",
    { class: "bar", role: "progressbar", "aria-label": label, "aria-valuemin": 0 },
    fill,
  );
  return {
    element,
    set: (done, total) => {
      fill.style.width = total > 0 ? `${Math.min(100, (100 * done) / total)}%` : "0";
      element.setAttribute("aria-valuemax", String(total));
      element.setAttribute("aria-valuenow", String(done));
    },
  };
}

/** An error message, with a button to try again where a retry is given. */
export function errorNotice(error: unknown, retry?: () => void): HTMLElement {
  const request =
    error instanceof RequestError && error.requestId !== undefined ? error.requestId : undefined;
  return h(
    "div",
    { class: "notice error", role: "alert" },
    icon("warning"),
    h(
      "div",
      {},
      h("p", {}, messageOf(error)),
      request !== undefined && h("p", { class: "hint" }, "Request ", h("code", {}, request)),
      retry !== undefined &&
        h(
          "button",
          { type: "button", class: "button small", style: "margin-top:8px", on: { click: retry } },
          "Try again",
        ),
    ),
  );
}

/** Grey lines in place of content that is being loaded. */
export function loading(lines = 3): HTMLElement {
  const bars = Array.from({ length: lines }, (_, line) =>
    h("div", { class: "skeleton", style: `height:20px;width:${[92, 74, 84, 62][line % 4] ?? 80}%` }),
  );
  const label = h("span", { class: "visually-hidden" }, "Loading");
  return h(
    "div",
    { class: "loading", role: "status", style: "display:grid;gap:12px;padding:20px" },
    label,
    ...bars,
  );
}

/** The head of a page: title, a line below it, actions at the right. */
export function pageHead(title: Child, lead: Child, ...actions: Child[]): HTMLElement {
  return h(
    "div",
    { class: "page-head" },
    h("div", {}, h("h1", {}, title), lead !== undefined && h("div", { class: "lead" }, lead)),
    actions.length > 0 && h("div", { class: "actions" }, ...actions),
  );
}

export interface Choice<T extends string> {
  readonly value: T;
  readonly label: string;
  readonly title?: string;
}

export interface Segments<T extends string> {
  readonly element: HTMLElement;
  /** Undefined: none of them holds. */
  show(value: T | undefined): void;
}

/** A few choices of which one holds, side by side; arrow keys move between them. */
export function segmented<T extends string>(
  label: string,
  choices: readonly Choice<T>[],
  chosen: (value: T) => void,
): Segments<T> {
  const buttons = choices.map(({ value, label: text, title }) =>
    h("button", { type: "button", role: "radio", value, title, on: { click: () => chosen(value) } }, text),
  );
  const move = (event: KeyboardEvent) => {
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (step !== undefined) {
      event.preventDefault();
      event.stopPropagation();
      const present = buttons.findIndex((button) => button === document.activeElement);
      const next = buttons[(present + step + buttons.length) % buttons.length];
      next?.focus();
      next?.click();
    }
  };
  const element = h(
    "div",
    { class: "segmented", role: "radiogroup", "aria-label": label, on: { keydown: move } },
    ...buttons,
  );
  return {
    element,
    show: (value) => {
      for (const button of buttons) {
        const on = button.value === value;
        button.setAttribute("aria-checked", String(on));
        button.tabIndex = on || (value === undefined && button === buttons[0]) ? 0 : -1;
      }
    },
  };
}

/** A labelled list to choose from. */
export function select<T extends string>(
  label: string,
  choices: readonly Choice<T>[],
  value: T,
  chosen: (value: T) => void,
): HTMLSelectElement {
  const element = h(
    "select",
    { class: "select", "aria-label": label },
    ...choices.map((choice) =>
      h("option", { value: choice.value, selected: choice.value === value }, choice.label),
    ),
  );
  element.addEventListener("change", () => {
    chosen(element.value as T);
  });
  return element;
}

/** The place of a page in a long list, with buttons to the pages beside it. */
export function pager(
  total: number,
  offset: number,
  limit: number,
  go: (offset: number) => void,
): HTMLElement {
  const button = (label: string, to: number, off: boolean) =>
    h("button", { type: "button", class: "button small", disabled: off, on: { click: () => go(to) } }, label);
  const last = Math.min(total, offset + limit);
  return h(
    "div",
    { class: "pager", hidden: total <= limit && offset === 0 },
    h("span", { class: "hint" }, `${Math.min(offset + 1, last)} to ${last} of ${total}`),
    button("Back", Math.max(0, offset - limit), offset === 0),
    button("Further", offset + limit, last >= total),
  );
}

/** Asks for confirmation of an action, usually one that cannot be undone; resolves to whether it was confirmed. */
export function confirm(
  title: string,
  text: string,
  action: string,
  otherwise = "Keep running",
  weight: "danger" | "usual" = "danger",
): Promise<boolean> {
  const yesClass = weight === "danger" ? "button primary danger" : "button primary";
  const answer = (value: string) => h("button", { value, class: value === "yes" ? yesClass : "button" });
  const [yes, no] = [answer("yes"), answer("no")];
  yes.append(action);
  no.append(otherwise);
  const form = h(
    "form",
    { method: "dialog" },
    h("h2", {}, title),
    h("p", {}, text),
    h("div", { class: "actions" }, no, yes),
  );
  const dialog = h("dialog", { "aria-label": title }, form);
  document.body.append(dialog);
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => {
      dialog.remove();
      resolve(dialog.returnValue === "yes");
    });
  });
}

/** A control that is disabled in a shared view, because it would need more than was shared. */
export function fixedWhere(readOnly: boolean, control: HTMLElement): HTMLElement {
  const title = "This cannot be changed in a shared view";
  return readOnly ? h("fieldset", { class: "fixed", disabled: true, title }, control) : control;
}

/** A message that goes away by itself. */
export function toast(text: string): void {
  const element = h("div", { class: "toast" }, text);
  document.querySelector(".toasts")?.append(element);
  setTimeout(() => {
    element.remove();
  }, 5000);
}
