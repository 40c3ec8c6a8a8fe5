import { h } from "../../dom/element.ts";
import { chosenMethods } from "../../state/launchView.ts";
import type { LaunchContext } from "./context.ts";
import { faultLine, formSection } from "./field.ts";

/** Which methods score the test half before and after. */
export function methodsPart(context: LaunchContext): HTMLElement {
  const { view, change, methods, signal } = context;
  const boxes = methods.map(({ id, name, paper, description }) => {
    const box = h("input", { type: "checkbox", name: "methods", value: id });
    const label = h(
      "label",
      { class: "choice method" },
      box,
      h("span", { class: "choice-title" }, name),
      h("span", { class: "choice-line" }, description),
      h("span", { class: "choice-line paper" }, paper),
    );
    return { box, label };
  });
  const list = h("div", { class: "choices methods" }, ...boxes.map(({ label }) => label));
  list.addEventListener("change", () => {
    const chosen = boxes.filter(({ box }) => box.checked).map(({ box }) => box.value);
    change(
      { methods: chosen.length === methods.length ? "" : chosen.length === 0 ? "none" : chosen.join(",") },
      "replace",
    );
  });
  view.watch(signal, (now) => {
    const chosen = chosenMethods(now, methods);
    for (const { box } of boxes) {
      box.checked = chosen.includes(box.value);
    }
  });
  return formSection("Score with", list, faultLine(context, "methods"));
}
