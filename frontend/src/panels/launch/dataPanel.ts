import type { DataSet } from "../../api/types.ts";
import { h } from "../../dom/element.ts";
import { count } from "../../dom/format.ts";
import type { Panel } from "../panel.ts";
import { blimpSource } from "./blimpSource.ts";
import { choiceCard, faultLine, field, formSection } from "./formField.ts";
import type { LaunchContext } from "./launchContext.ts";

const NAMED = 8;

/** The names of the first paradigms; the rest are counted. */
function paradigmNames({ paradigms }: DataSet): string {
  const names = paradigms.slice(0, NAMED).map(({ paradigm }) => paradigm);
  const more = paradigms.length - names.length;
  return more > 0 ? `${names.join(", ")} and ${count(more)} more` : names.join(", ");
}

const linesOf = (set: DataSet) => [
  `${count(set.pairs)} pairs`,
  `${count(set.train)} train, ${count(set.test)} test`,
  `Paradigms: ${paradigmNames(set)}`,
  ...set.notOffered.map(({ reason }) => reason),
];

function dataSection(context: LaunchContext): HTMLElement {
  const { view, change, data, signal } = context;
  const cards = h("div", { class: "choices", role: "radiogroup", "aria-label": "Data" });
  const draw = () => {
    const chosen = view.value.data;
    const present = cards.querySelector<HTMLInputElement>("input:checked")?.value;
    if (present === chosen && cards.childElementCount === data.value.length) {
      return;
    }
    cards.replaceChildren(
      ...data.value.map((set) =>
        choiceCard("dataId", { value: set.id, title: set.name, lines: linesOf(set) }, set.id === chosen, () =>
          change({ data: set.id }, "replace"),
        ),
      ),
    );
  };
  data.watch(signal, draw);
  view.changes(signal, (now, before) => (now.data === before.data ? undefined : draw()));
  const examples = field(context, {
    label: "Maximum number of examples per split",
    hint: "Leave empty to use all. A few hundred are enough for a quick trial.",
    input: "examples",
    numeric: true,
    placeholder: "all",
    value: () => view.value.examples,
    change: (value) => change({ examples: value }, "replace"),
  });
  return formSection(
    "Data",
    cards,
    faultLine(context, "dataId"),
    blimpSource(context),
    h("div", { class: "fields single" }, examples),
  );
}

/** The choice of the data set and of the number of examples. */
export const panel: Panel<LaunchContext> = {
  title: "Data",
  order: 20,
  place: "main",
  mount: (host, context) => host.append(dataSection(context)),
};
