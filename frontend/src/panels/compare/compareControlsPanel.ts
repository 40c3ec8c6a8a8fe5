import { controlBar, labelled } from "../../dom/controls.ts";
import { h } from "../../dom/element.ts";
import { count } from "../../dom/format.ts";
import { fixedWhere, select } from "../../dom/parts.ts";
import { measureHelp } from "../../help/helpLink.ts";
import { LEAST } from "../../state/compareView.ts";
import { groupName, groupsOf } from "../../state/results/sentenceGroups.ts";
import type { Panel } from "../panel.ts";
import { commonMeasures, type CompareContext, measureOf } from "./compareContext.ts";

function controls(context: CompareContext): HTMLElement {
  const { scene, change, readOnly, signal } = context;
  const measure = select<string>("Measure", [], "", (id) => change({ measure: id }));
  const group = select<string>("Sentences", [], "all", (name) => change({ group: name }));
  const help = h("span");
  const bar = controlBar(
    fixedWhere(readOnly, labelled("Measure", measure, help)),
    fixedWhere(readOnly, labelled("Sentences", group)),
  );
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
  });
  return bar;
}

/** The choice of the measure and of the sentences. */
export const panel: Panel<CompareContext> = {
  title: "Figure controls",
  order: 20,
  place: "wide",
  mount: (host, context) => host.append(controls(context)),
};
