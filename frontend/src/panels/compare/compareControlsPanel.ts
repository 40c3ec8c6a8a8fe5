import { controlBar, labelled } from "../../dom/controls.ts";
import { h } from "../../dom/element.ts";
import { count } from "../../dom/format.ts";
import { fixedWhere, select } from "../../dom/parts.ts";
import { measureHelp } from "../../help/helpLink.ts";
import { LEAST } from "../../state/compareView.ts";
import { groupName, groupsOf } from "../../state/results/sentenceGroups.ts";
import type { Panel } from "../panel.ts";
import { commonMeasures, type CompareContext, type CompareScene, measureOf } from "./compareContext.ts";

/** Measures that are drops of probability. */
const RAW: ReadonlySet<string> = new Set([
  "comprehensiveness",
  "sufficiency",
  "comprehensiveness_ordinary",
  "sufficiency_ordinary",
  "comprehensiveness_signed",
  "sufficiency_signed",
  "aopc_comprehensiveness",
  "aopc_sufficiency",
]);

const RAW_NOTE =
  "These are drops of probability, which depend on how sure each model is. Between models, compare normalised comprehensiveness and sufficiency; a run has them with the evaluation “Faithfulness, normalised”.";

/** Whether a measure depends on the model and the items are of several. */
const misleads = (measure: string | undefined, { view }: CompareScene): boolean =>
  measure !== undefined &&
  RAW.has(measure) &&
  new Set(view.items.map(({ scoreRunId }) => scoreRunId)).size > 1;

function controls(context: CompareContext): HTMLElement[] {
  const { scene, change, readOnly, signal } = context;
  const measure = select<string>("Measure", [], "", (id) => change({ measure: id }));
  const group = select<string>("Sentences", [], "all", (name) => change({ group: name }));
  const help = h("span");
  const bar = controlBar(
    fixedWhere(readOnly, labelled("Measure", measure, help)),
    fixedWhere(readOnly, labelled("Sentences", group)),
  );
  const note = h("p", { class: "hint", hidden: true }, RAW_NOTE);
  scene.watch(signal, (now) => {
    if (now === undefined) {
      return;
    }
    const measures = commonMeasures(context, now);
    bar.hidden = now.view.items.length < LEAST || measures.length === 0;
    measure.replaceChildren(...measures.map(({ id, name }) => h("option", { value: id }, name)));
    const chosen = measureOf(context, now);
    measure.value = chosen?.id ?? "";
    measure.title = chosen?.description ?? "";
    help.replaceChildren(...(chosen === undefined ? [] : [measureHelp(chosen)]));
    const groups = groupsOf([...now.scoreRuns.values()].map(({ evaluated }) => evaluated));
    group.replaceChildren(
      ...groups.map(({ name, examples }) =>
        h("option", { value: name }, `${groupName(name)} (${count(examples)})`),
      ),
    );
    group.value = now.view.group;
    note.hidden = bar.hidden || !misleads(chosen?.id, now);
  });
  return [bar, note];
}

/** The choice of the measure and of the sentences. */
export const panel: Panel<CompareContext> = {
  title: "Figure controls",
  order: 20,
  place: "wide",
  mount: (host, context) => host.append(...controls(context)),
};
