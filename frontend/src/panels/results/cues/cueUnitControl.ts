import { CUE_ALIGNMENT } from "../../../api/ids.ts";
import { labelled } from "../../../dom/controls.ts";
import { CUE_UNIT_NAMES } from "../../../dom/names.ts";
import { fixedWhere, select } from "../../../dom/parts.ts";
import { cueUnitHelp } from "../../../help/helpLink.ts";
import { measureOf, measuresOf, type ResultsContext } from "../resultsContext.ts";

/** The choice of the words that count as cues: it keeps the metric and changes the measure to that of another unit. */
export function cueUnitControl(context: ResultsContext): HTMLElement {
  const measures = measuresOf(context, CUE_ALIGNMENT);
  const units = [...new Set(measures.flatMap(({ cueUnit }) => cueUnit ?? []))];
  const element = select<string>(
    "Cue words",
    units.map((unit) => ({ value: unit, label: CUE_UNIT_NAMES[unit] })),
    units[0] ?? "",
    (unit) => {
      const metric = measureOf(context, CUE_ALIGNMENT)?.metric;
      const chosen = measures.find((measure) => measure.metric === metric && measure.cueUnit === unit);
      context.change({ measure: chosen === measures[0] ? undefined : chosen?.id });
    },
  );
  context.view.watch(context.signal, (view) => {
    const unit = measureOf(context, CUE_ALIGNMENT, view)?.cueUnit ?? null;
    element.value = unit ?? units[0] ?? "";
    element.disabled = unit === null || units.length < 2;
    element.title =
      units.length < 2 ? "This run counted no other words; choose more of them under Evaluation options" : "";
  });
  return fixedWhere(context.readOnly, labelled("Cue words", element, cueUnitHelp()));
}
