import { h } from "../../dom/element.ts";
import { count } from "../../dom/format.ts";
import { icon } from "../../dom/icon.ts";
import type { CompareContext } from "./compareContext.ts";

/** The number of the sentence of which maps are drawn, and the ways to its neighbours. */
export function sentenceStepper(
  { change }: Pick<CompareContext, "change">,
  index: number,
  total: number,
): HTMLElement {
  const step = (by: 1 | -1, label: string, name: "arrowLeft" | "arrowRight") => {
    const to = index + by;
    const disabled = to < 0 || to >= total;
    const click = () => change({ index: to }, "replace");
    return h(
      "button",
      { type: "button", class: "icon-button", disabled, "aria-label": label, title: label, on: { click } },
      icon(name),
    );
  };
  const place = h("input", {
    class: "input compare-index",
    type: "number",
    min: 1,
    max: total,
    value: index + 1,
    "aria-label": "Sentence number",
  });
  place.addEventListener("change", () => {
    const number = Math.min(total, Math.max(1, Math.round(place.valueAsNumber || 1)));
    change({ index: number - 1 });
  });
  return h(
    "div",
    { class: "compare-step" },
    step(-1, "Previous sentence", "arrowLeft"),
    place,
    h("span", { class: "hint" }, `of ${count(total)}`),
    step(1, "Next sentence", "arrowRight"),
  );
}
