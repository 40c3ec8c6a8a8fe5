import type { CueChange } from "../../api/types.ts";
import { h } from "../../dom/element.ts";
import { count } from "../../dom/format.ts";
import { pairFacts } from "./reportView.ts";
import { pairText } from "./pairText.ts";

/** Pairs whose cues change: before and after, one above the other. */
export function changeList(changes: readonly CueChange[], total: number): HTMLElement {
  const more = total - changes.length;
  const line = (label: string, text: HTMLElement) =>
    h("div", { class: "change-line" }, h("span", { class: "field-label" }, label), text);
  return h(
    "div",
    {},
    h(
      "ol",
      { class: "pair-list" },
      ...changes.map(({ pair, before }) =>
        h("li", {}, line("before", pairText(pair, before)), line("after", pairText(pair)), pairFacts(pair)),
      ),
    ),
    more > 0 && h("p", { class: "hint" }, `and ${count(more)} more`),
  );
}
