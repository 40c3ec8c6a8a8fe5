import { RANDOM } from "../../api/ids.ts";
import type { Aggregation, Method } from "../../api/types.ts";
import { legendGlyph } from "../../charts/figureLegend.ts";
import { closeWhenLeft, labelled } from "../../dom/controls.ts";
import { h, svg } from "../../dom/element.ts";
import { count } from "../../dom/format.ts";
import { AGGREGATION_NAMES, KIND_NAMES } from "../../dom/names.ts";
import { fixedWhere, segmented, select } from "../../dom/parts.ts";
import { measureHelp, methodHelp } from "../../help/helpLink.ts";
import { methodLook } from "../../scale/methodColours.ts";
import type { Layout, ResultSides } from "../../state/results/commonFields.ts";
import { groupKind, groupName, groupsOf } from "../../state/results/sentenceGroups.ts";
import { chosenMethodIds, usualMethods } from "../../state/results/usualMethods.ts";
import { theme } from "../../state/theme.ts";
import { type MeasurePart, measureOf, measuresOf, type ResultsContext } from "./resultsContext.ts";

/** Switches of the results pages; each changes the view and follows it. */

/** The choice of a measure of an evaluation, and the part of the view that it is. */
export function measureControl(
  context: ResultsContext,
  evaluation: string,
  { label, part }: { label: string; part: MeasurePart } = { label: "Measure", part: "measure" },
): HTMLElement {
  const measures = measuresOf(context, evaluation);
  const element = select<string>(label, [], "", (measure) =>
    context.change({ [part]: measure === measures[0]?.id ? undefined : measure }),
  );
  const help = h("span");
  context.view.watch(context.signal, (view) => {
    const measure = measureOf(context, evaluation, view, part);
    const ofUnit = measures.filter(
      ({ cueUnit }) => cueUnit === null || cueUnit === (measure?.cueUnit ?? measures[0]?.cueUnit),
    );
    element.replaceChildren(...ofUnit.map(({ id, name }) => h("option", { value: id }, name)));
    element.value = measure?.id ?? "";
    element.title = measure?.description ?? "";
    help.replaceChildren(...(measure === undefined ? [] : [measureHelp(measure)]));
  });
  return fixedWhere(context.readOnly, labelled(label, element, help));
}

/** The choice of a group of sentences. */
export function groupControl({ view, change, evaluated, readOnly, signal }: ResultsContext): HTMLElement {
  const groups = groupsOf(evaluated);
  const element = select<string>("Sentences", [], "all", (group) => change({ group }));
  for (const kind of [undefined, "Prediction", "Paradigm", "Distance"] as const) {
    const options = groups
      .filter(({ name }) => groupKind(name) === kind)
      .map(({ name, examples }) => h("option", { value: name }, `${groupName(name)} (${count(examples)})`));
    if (options.length > 0) {
      element.append(...(kind === undefined ? options : [h("optgroup", { label: kind }, ...options)]));
    }
  }
  view.watch(signal, ({ group }) => (element.value = group));
  return fixedWhere(readOnly, labelled("Sentences", element));
}

/** Before or after fine-tuning, or both. */
export function sidesControl({ view, change, scoreRuns, readOnly, signal }: ResultsContext): HTMLElement {
  const has = (when: string) => scoreRuns.some((scoreRun) => scoreRun.when === when);
  const sides = segmented<ResultSides>(
    "Before or after fine-tuning",
    [
      ...(has("before") ? [{ value: "before", label: "Before" } as const] : []),
      ...(has("after") ? [{ value: "after", label: "After" } as const] : []),
      ...(scoreRuns.length > 1 ? [{ value: "both", label: "Both" } as const] : []),
    ],
    (value) => change({ sides: value }),
  );
  view.watch(signal, (now) => sides.show(now.sides));
  return fixedWhere(readOnly, labelled("Fine-tuning", sides.element));
}

/** Before and after in one chart or beside each other; only where both are drawn. */
export function layoutControl({ view, change, signal }: ResultsContext): HTMLElement {
  const layout = segmented<Layout>(
    "Before and after",
    [
      { value: "overlaid", label: "Overlaid", title: "In one chart; before is dashed" },
      { value: "beside", label: "Side by side" },
    ],
    (value) => change({ layout: value }),
  );
  const control = labelled("Before and after", layout.element);
  view.watch(signal, (now) => {
    layout.show(now.layout);
    control.hidden = now.sides !== "both";
  });
  return control;
}

/** The choice of the aggregation. */
export function aggregationControl({
  view,
  change,
  methods,
  scored,
  readOnly,
  signal,
}: ResultsContext): HTMLElement {
  const available = methods.filter(({ id }) => scored.includes(id));
  const offered = (Object.keys(AGGREGATION_NAMES) as Aggregation[]).filter((one) =>
    available.some(({ aggregations }) => aggregations.includes(one)),
  );
  const choices = offered.map((value) => ({ value, label: AGGREGATION_NAMES[value] }));
  const element = select<Aggregation>("Aggregation", choices, "none", (aggregation) =>
    change({ aggregation }),
  );
  element.title = "A method that lacks this kind of rollout is shown with its own kind";
  view.watch(signal, ({ aggregation }) => (element.value = aggregation));
  return fixedWhere(readOnly, labelled("Aggregation", element));
}

function methodBox(method: Method, toggle: (id: string, on: boolean) => void): HTMLElement {
  const { colour, symbol } = methodLook(method.id, theme.value);
  const box = h("input", { type: "checkbox", value: method.id });
  box.addEventListener("change", () => toggle(method.id, box.checked));
  const glyph = svg(
    "svg",
    { width: 24, height: 12, "aria-hidden": "true" },
    legendGlyph({ name: "", colour, symbol }),
  );
  const label = h("label", { class: "pick-line", title: method.description }, box, glyph, method.name);
  return h("div", { class: "pick-row" }, label, methodHelp(method));
}

const button = (label: string, click: () => void) =>
  h("button", { type: "button", class: "button small", on: { click } }, label);

/** The choice of the methods that are drawn, by kind; the baseline is always drawn. */
export function methodsControl({ view, change, methods, scored, signal }: ResultsContext): HTMLElement {
  const usual = usualMethods(scored);
  const set = (ids: readonly string[]) => {
    const chosen = scored.filter((id) => ids.includes(id) && id !== RANDOM);
    change({ methods: chosen.join() === usual.join() ? undefined : chosen });
  };
  const toggle = (id: string, on: boolean) => {
    const now = chosenMethodIds(view.value.methods, scored);
    set(on ? [...now, id] : now.filter((one) => one !== id));
  };
  const summary = h("summary", { class: "select method-summary" });
  const body = h("div", { class: "method-menu" });
  const menu = h("details", { class: "menu method-picker" }, summary, body);
  const fill = () => {
    const kinds = (Object.keys(KIND_NAMES) as Method["kind"][]).map((kind) => {
      const members = methods.filter(
        (method) => method.kind === kind && scored.includes(method.id) && method.id !== RANDOM,
      );
      const boxes = members.map((method) => methodBox(method, toggle));
      return h("fieldset", { hidden: members.length === 0 }, h("legend", {}, KIND_NAMES[kind]), ...boxes);
    });
    const buttons = h(
      "div",
      { class: "actions" },
      button("Usual", () => set(usual)),
      button("All", () => set(scored)),
      button("None", () => set([])),
    );
    const note = scored.includes(RANDOM) ? "Random scores are always shown, in grey." : "";
    body.replaceChildren(buttons, ...kinds, h("p", { class: "hint" }, note));
    check();
  };
  const check = () => {
    const ids = chosenMethodIds(view.value.methods, scored);
    summary.textContent = `${ids.length} of ${scored.filter((id) => id !== RANDOM).length}`;
    summary.setAttribute("aria-label", `Methods: ${summary.textContent} shown`);
    for (const box of body.querySelectorAll("input")) {
      box.checked = ids.includes(box.value);
    }
  };
  theme.watch(signal, fill);
  view.watch(signal, check);
  closeWhenLeft(menu, signal);
  return labelled("Methods", menu);
}
