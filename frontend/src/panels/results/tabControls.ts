import { labelled } from "../../dom/controls.ts";
import { h } from "../../dom/element.ts";
import { type Choice, fixedWhere, segmented, select } from "../../dom/parts.ts";
import { EDITABLE_IN_SHARE, type ResultsView } from "../../state/results/resultsView.ts";
import type { ResultsContext } from "./resultsContext.ts";

/** Switches of single figures, and of the probing and faithfulness tabs. */

/** The parts of a view that are one of a few words. */
type WordKeys = {
  [K in keyof ResultsView]: ResultsView[K] extends string
    ? string extends ResultsView[K]
      ? never
      : K
    : never;
}[keyof ResultsView];

/** A few choices side by side for one part of the view. */
export function viewSwitch<K extends WordKeys>(
  { view, change, readOnly, signal }: ResultsContext,
  label: string,
  part: K,
  choices: readonly Choice<ResultsView[K]>[],
): HTMLElement {
  const parts = segmented<ResultsView[K]>(label, choices, (value) => change({ [part]: value }));
  view.watch(signal, (now) => parts.show(now[part]));
  const free: readonly string[] = EDITABLE_IN_SHARE;
  return fixedWhere(readOnly && !free.includes(part), labelled(label, parts.element));
}

/** The number of layers of the score runs. */
export const layersOf = ({ scoreRuns }: ResultsContext): number =>
  Math.max(1, ...scoreRuns.map(({ layers }) => layers));

/** The layer of a view, from 1; the last where it names none or one that is not there. */
export const layerOf = (context: ResultsContext, { layer }: Pick<ResultsView, "layer">): number =>
  Math.min(layer ?? layersOf(context), layersOf(context));

/** The choice of the layer, from 1. */
export function layerControl(context: ResultsContext): HTMLElement {
  const layers = layersOf(context);
  const choices = Array.from({ length: layers }, (_, place) => ({
    value: String(place + 1),
    label: place + 1 === layers ? `${place + 1} (last)` : String(place + 1),
  }));
  const element = select("Layer", choices, String(layers), (value) =>
    context.change({ layer: Number(value) === layers ? undefined : Number(value) }),
  );
  context.view.watch(context.signal, (view) => (element.value = String(layerOf(context, view))));
  return fixedWhere(context.readOnly, labelled("Layer", element));
}

/** The switches of one figure, above its card. */
export const figureControls = (label: string, ...controls: readonly HTMLElement[]): HTMLElement =>
  h("section", { class: "controls figure-controls", "aria-label": label }, ...controls);
