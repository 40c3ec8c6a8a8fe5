import { legendGlyph } from "../../charts/figureLegend.ts";
import { h, svg } from "../../dom/element.ts";
import { icon, type IconName } from "../../dom/icon.ts";
import { AGGREGATION_NAMES } from "../../dom/names.ts";
import { itemLook } from "../../scale/itemLooks.ts";
import { LEAST, MOST, withItems } from "../../state/compareView.ts";
import { baseline } from "../../state/runs/baseline.ts";
import { theme } from "../../state/theme.ts";
import type { Panel } from "../panel.ts";
import { marksLine } from "../runMarks.ts";
import { type CompareContext, type CompareScene, namedOf } from "./compareContext.ts";
import { itemPicker } from "./itemPicker.ts";
import { runInFull } from "../../state/run/runLabel.ts";

function glyph(place: number): SVGElement {
  const { colour, symbol } = itemLook(place, theme.value);
  return svg(
    "svg",
    { width: 24, height: 12, "aria-hidden": "true" },
    legendGlyph({ name: "", colour, symbol }),
  );
}

function tool(name: IconName, label: string, click: () => void): HTMLElement {
  return h(
    "button",
    { type: "button", class: "icon-button", title: label, "aria-label": label, on: { click } },
    icon(name, 14),
  );
}

function itemRow(context: CompareContext, { view, scoreRuns }: CompareScene, place: number): HTMLElement {
  const { change, methods, readOnly } = context;
  const { items, against } = view;
  const item = items[place];
  if (item === undefined) {
    return h("li", {});
  }
  const own = scoreRuns.get(item.scoreRunId);
  const { runId, runName, when, method, aggregation } = namedOf(item, scoreRuns);
  const name = methods.find(({ id }) => id === method)?.name ?? method;
  const others = items.filter((_, other) => other !== place);
  const first = () => change(withItems([item, ...others], 1));
  const drop = () => change(withItems(others, against > place ? against - 1 : against));
  return h(
    "li",
    { class: "compare-item" },
    glyph(place),
    h(
      "div",
      { class: "compare-what" },
      h(
        "span",
        {},
        h("strong", {}, name),
        aggregation === "none" ? "" : `, ${AGGREGATION_NAMES[aggregation].toLowerCase()}`,
      ),
      h(
        "span",
        { class: "hint" },
        h("a", { href: `/runs/${encodeURIComponent(runId)}` }, runName),
        `, ${when} fine-tuning`,
        !readOnly && runId === baseline.value?.id && ", the baseline",
      ),
      own !== undefined && marksLine(own.run),
    ),
    h(
      "div",
      { class: "compare-tools" },
      place === 0
        ? h("span", { class: "tag", title: "The other items are compared with this one" }, "reference")
        : !readOnly && tool("arrowUp", "Use as the reference", first),
      !readOnly &&
        tool("cross", `Remove ${name}, ${own === undefined ? runName : runInFull(own.run)}, ${when}`, drop),
    ),
  );
}

function itemsCard(context: CompareContext): HTMLElement {
  const { scene, readOnly, signal } = context;
  const list = h("ul", { class: "compare-items" });
  const note = h("p", { class: "hint" });
  const picker = readOnly ? undefined : itemPicker(context);
  const draw = () => {
    const now = scene.value;
    if (now === undefined) {
      return;
    }
    const { items } = now.view;
    list.replaceChildren(...items.map((_, place) => itemRow(context, now, place)));
    list.hidden = items.length === 0;
    note.hidden = items.length >= LEAST || readOnly;
    note.textContent =
      items.length === 0
        ? "Add two to six items: any method on any finished run, before or after fine-tuning."
        : "Add at least one more item.";
    if (picker !== undefined) {
      picker.hidden = items.length >= MOST;
    }
  };
  scene.watch(signal, draw);
  theme.changes(signal, draw);
  baseline.changes(signal, draw);
  return h(
    "section",
    { class: "card padded compare-card", "aria-label": "Compared items" },
    list,
    note,
    picker,
  );
}

/** The items with ways to reorder, take out and add. */
export const panel: Panel<CompareContext> = {
  title: "Compared items",
  order: 10,
  place: "wide",
  mount: (host, context) => host.append(itemsCard(context)),
};
