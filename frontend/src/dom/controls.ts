import { type Child, h } from "./element.ts";

/** Frames and helpers for the switches and menus of a page. */

/** A control under its name, beside which a link to Help may stand. */
export function labelled(label: string, control: HTMLElement, help?: HTMLElement): HTMLElement {
  const name = h("span", { class: "field-label", "aria-hidden": "true" }, label);
  return h(
    "div",
    { class: "control" },
    help === undefined ? name : h("div", { class: "control-name" }, name, help),
    control,
  );
}

/** The bar that holds the switches of a page or of a tab. */
export const controlBar = (...controls: readonly HTMLElement[]): HTMLElement =>
  h("section", { class: "controls results-controls", "aria-label": "Figure controls" }, ...controls);

/** Closes a menu on Escape and when the reader clicks outside it. */
export function closeWhenLeft(menu: HTMLDetailsElement, signal: AbortSignal): void {
  document.addEventListener(
    "pointerdown",
    (event) => {
      if (event.target instanceof Node && !menu.contains(event.target)) {
        menu.open = false;
      }
    },
    { signal },
  );
  menu.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      menu.open = false;
      menu.querySelector("summary")?.focus();
    }
  });
}

/** A table of names and values. */
export function facts(entries: readonly (readonly [string, Child])[]): HTMLElement {
  const rows = entries.map(([name, value]) => h("div", {}, h("dt", {}, name), h("dd", {}, value)));
  return h("dl", { class: "facts" }, ...rows);
}
