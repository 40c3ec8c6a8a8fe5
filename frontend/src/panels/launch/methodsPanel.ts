import type { Method } from "../../api/types.ts";
import { h, uniqueId } from "../../dom/element.ts";
import { KIND_NAMES } from "../../dom/names.ts";
import { segmented } from "../../dom/parts.ts";
import { methodHelp } from "../../help/helpLink.ts";
import {
  chosenMethods,
  costOf,
  isSlow,
  presetMethods,
  presetOf,
  writtenMethods,
} from "../../state/launch/launchMethods.ts";
import type { Panel } from "../panel.ts";
import { faultLine, formSection } from "./formField.ts";
import type { LaunchContext } from "./launchContext.ts";
import { scoringOptions } from "./scoringOptions.ts";

const KIND_LINES: Record<Method["kind"], string> = {
  context_mixing: "How much each token takes from each other token: one token-by-token map per layer.",
  attribution:
    "How much each token contributes to the prediction at the target: one row of scores per layer.",
};

interface MethodBox {
  readonly box: HTMLInputElement;
  readonly element: HTMLElement;
}

/** A method with its checkbox; what it means is told while it is pointed at or has the focus. */
function methodBox(method: Method): MethodBox {
  const { id, name, paper, description } = method;
  const descriptionId = uniqueId("about");
  const box = h("input", { type: "checkbox", name: "methods", value: id, "aria-describedby": descriptionId });
  const cost = costOf(method);
  const label = h(
    "label",
    { class: "choice method" },
    box,
    h("span", { class: "choice-title" }, name, isSlow(method) && h("span", { class: "tag slow" }, "slow")),
    h("span", { class: "choice-line paper" }, paper),
    h(
      "span",
      { class: "method-about", id: descriptionId, role: "tooltip" },
      description,
      cost !== undefined && h("span", { class: "method-cost" }, cost),
    ),
  );
  return { box, element: h("div", { class: "choice-box" }, label, methodHelp(method)) };
}

function group(kind: Method["kind"], boxes: readonly MethodBox[]): HTMLElement | null {
  return boxes.length === 0
    ? null
    : h(
        "fieldset",
        { class: "method-group" },
        h("legend", {}, KIND_NAMES[kind]),
        h("p", { class: "hint" }, KIND_LINES[kind]),
        h("div", { class: "choices methods" }, ...boxes.map(({ element }) => element)),
      );
}

/** Buttons that choose several methods at once. */
function presets({ view, change, methods, signal }: LaunchContext): HTMLElement {
  const few = presetMethods("few", methods).length > 0;
  const control = segmented(
    "Preset of methods",
    [
      ...(few ? [{ value: "few", label: "Value Zeroing and attention" } as const] : []),
      { value: "usual", label: methods.some(isSlow) ? "All but the slow ones" : "All" },
      ...(methods.some(isSlow) ? [{ value: "all", label: "All" } as const] : []),
    ],
    (preset) => change({ methods: writtenMethods(presetMethods(preset, methods), methods) }, "replace"),
  );
  const chosen = h("p", { class: "hint", role: "status" });
  view.watch(signal, (now) => {
    const ids = chosenMethods(now.methods, methods);
    control.show(presetOf(ids, methods));
    const slow = methods.filter((method) => isSlow(method) && ids.includes(method.id)).length;
    const warning = slow === 0 ? "" : ` ${slow} of them are slow: scoring will take many times longer.`;
    chosen.textContent = `${ids.length} of ${methods.length} chosen.${warning}`;
  });
  return h("div", { class: "presets" }, control.element, chosen);
}

function methodsSection(context: LaunchContext): HTMLElement {
  const { view, change, methods, signal } = context;
  const boxes = methods.map((method) => ({ method, ...methodBox(method) }));
  const kinds = Object.keys(KIND_NAMES) as Method["kind"][];
  const groups = kinds.map((kind) =>
    group(
      kind,
      boxes.filter(({ method }) => method.kind === kind),
    ),
  );
  const list = h("div", { class: "method-groups" }, ...groups);
  list.addEventListener("change", () => {
    const chosen = boxes.filter(({ box }) => box.checked).map(({ box }) => box.value);
    change({ methods: writtenMethods(chosen, methods) }, "replace");
  });
  view.watch(signal, (now) => {
    const chosen = chosenMethods(now.methods, methods);
    for (const { box } of boxes) {
      box.checked = chosen.includes(box.value);
    }
  });
  return formSection(
    "Scoring methods",
    presets(context),
    list,
    faultLine(context, "methods"),
    scoringOptions(context),
  );
}

/** The choice of the scoring methods and their options. */
export const panel: Panel<LaunchContext> = {
  title: "Scoring methods",
  order: 40,
  place: "main",
  mount: (host, context) => host.append(methodsSection(context)),
};
