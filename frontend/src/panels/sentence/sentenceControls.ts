import { labelled } from "../../dom/controls.ts";
import { h } from "../../dom/element.ts";
import { fixedWhere, segmented } from "../../dom/parts.ts";
import { methodControls } from "./methodControls.ts";
import type { SentenceContext } from "./sentenceContext.ts";

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
        ? change(value === "difference" ? { sides: value, pairing: "beside" } : { sides: value })
        : change({ sides: "one", scoreRunId: (value === "before" ? before : after).id }),
  );
  view.watch(signal, (now) =>
    sides.show(now.sides === "one" ? (now.scoreRunId === before.id ? "before" : "after") : now.sides),
  );
  return labelled("Fine-tuning", sides.element);
}

/** The switches above the charts. */
export function sentenceControls(context: SentenceContext): HTMLElement {
  const { view, change, picture, signal } = context;
  const level = segmented(
    "Words or pieces",
    [
      { value: "piece", label: "Pieces" },
      {
        value: "word",
        label: "Words",
        title: "Scores that the pieces of a word give are added; those that they receive are averaged",
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
    { class: "switch", title: "Each row is renormalised" },
    box,
    "Hide special tokens",
  );
  view.watch(signal, (now) => {
    level.show(now.level);
    scale.show(now.scale);
    box.checked = now.hideSpecial;
  });
  const note = h("span", { class: "hint renormalised" });
  picture.watch(signal, (now) => {
    note.hidden = now?.withoutSpecial !== true;
    note.textContent =
      now?.info?.signed === true
        ? "rows divided by the sum of their absolute values"
        : "rows renormalised to sum 1";
  });
  const sides = sideControl(context);
  return h(
    "section",
    { class: "controls", "aria-label": "Map controls" },
    ...[...methodControls(context), ...(sides === null ? [] : [sides])].map((control) =>
      fixedWhere(context.readOnly, control),
    ),
    labelled("Tokens", level.element),
    labelled("Colours", scale.element),
    h("div", { class: "control special" }, special, note),
  );
}
