import type { Aggregation } from "../../api/types.ts";
import { h } from "../../dom/element.ts";
import { AGGREGATION_NAMES } from "../../dom/names.ts";
import { segmented, select } from "../../dom/parts.ts";
import { fitting } from "../../state/sentenceView.ts";
import { primary, type SentenceContext } from "./context.ts";

function labelled(label: string, control: HTMLElement): HTMLElement {
  return h(
    "div",
    { class: "control" },
    h("span", { class: "field-label", "aria-hidden": "true" }, label),
    control,
  );
}

/** Method, and what is done with the maps of all layers. */
function scoreControls(context: SentenceContext): HTMLElement[] {
  const { view, change, methods, signal } = context;
  const stored = primary(context)?.methods ?? [];
  const offered = stored.map((id) => ({
    value: id,
    label: methods.find((method) => method.id === id)?.name ?? id,
  }));
  const method = select("Method", offered, "", (id) => {
    const known = methods.find((candidate) => candidate.id === id)?.aggregations ?? [];
    change({
      method: id === stored[0] ? undefined : id,
      aggregation: fitting(view.value.aggregation, known),
    });
  });
  const aggregation = select<Aggregation>("Aggregation", [], "none", (value) =>
    change({ aggregation: value }),
  );
  view.watch(signal, (now) => {
    const id = now.method ?? stored[0];
    method.value = id ?? "";
    const fits = methods.find((candidate) => candidate.id === id)?.aggregations ?? ["none" as const];
    aggregation.replaceChildren(...fits.map((value) => h("option", { value }, AGGREGATION_NAMES[value])));
    aggregation.value = now.aggregation;
  });
  return [labelled("Method", method), labelled("Aggregation", aggregation)];
}

/** Before, after, both, or what has changed. */
function sideControl({ view, change, scoreRuns, signal }: SentenceContext): HTMLElement | null {
  const [before, after] = [
    scoreRuns.find(({ when }) => when === "before"),
    scoreRuns.find(({ when }) => when === "after"),
  ];
  if (before === undefined || after === undefined) {
    return null;
  }
  const sides = segmented(
    "Before or after fine-tuning",
    [
      { value: "before", label: "Before" },
      { value: "after", label: "After" },
      { value: "both", label: "Both", title: "Side by side" },
      { value: "difference", label: "Difference", title: "After minus before" },
    ],
    (value) =>
      value === "both" || value === "difference"
        ? change({ sides: value })
        : change({ sides: "one", scoreRunId: (value === "before" ? before : after).id }),
  );
  view.watch(signal, (now) =>
    sides.show(now.sides === "one" ? (now.scoreRunId === before.id ? "before" : "after") : now.sides),
  );
  return labelled("Fine-tuning", sides.element);
}

/** The switches above the charts. */
export function sentenceControls(context: SentenceContext): HTMLElement {
  const { view, change, signal } = context;
  const level = segmented(
    "Words or pieces",
    [
      { value: "piece", label: "Pieces" },
      {
        value: "word",
        label: "Words",
        title: "Pieces of a word: what they give is added, what they receive averaged",
      },
    ],
    (value) => change({ level: value }),
  );
  const scale = segmented(
    "Colour scale",
    [
      { value: "shared", label: "Shared", title: "One colour scale for all maps" },
      { value: "own", label: "Own", title: "Every map uses the whole colour scale" },
    ],
    (value) => change({ scale: value }),
  );
  const box = h("input", { type: "checkbox", role: "switch" });
  box.addEventListener("change", () => change({ hideSpecial: box.checked }));
  const special = h(
    "label",
    { class: "switch", title: "Rows are made to sum to 1 again" },
    box,
    "Hide special tokens",
  );
  view.watch(signal, (now) => {
    level.show(now.level);
    scale.show(now.scale);
    box.checked = now.hideSpecial;
  });
  const note = h("span", { class: "hint renormalised" }, "rows renormalised to sum 1");
  view.watch(signal, (now) => {
    note.hidden = !now.hideSpecial;
  });
  const sides = sideControl(context);
  return h(
    "section",
    { class: "controls", "aria-label": "What the maps show" },
    ...scoreControls(context),
    ...(sides === null ? [] : [sides]),
    labelled("Tokens", level.element),
    labelled("Colours", scale.element),
    h("div", { class: "control special" }, special, note),
  );
}
