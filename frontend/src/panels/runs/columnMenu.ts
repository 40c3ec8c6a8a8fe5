import { closeWhenLeft } from "../../dom/controls.ts";
import { h } from "../../dom/element.ts";
import { icon } from "../../dom/icon.ts";
import type { Visit } from "../../state/page.ts";
import {
  type ColumnName,
  COLUMNS,
  columnsOf,
  knownColumns,
  offeredColumns,
  rememberColumns,
  USUAL_COLUMNS,
} from "../../state/runs/listColumns.ts";
import type { RunsView } from "../../state/runs/runsView.ts";

/** The choice of the columns of the list; it stands in the address and is remembered. */
export function columnMenu({
  view,
  change,
  signal,
}: Pick<Visit<RunsView>, "view" | "change" | "signal">): HTMLElement {
  const choose = (columns: readonly ColumnName[]) => {
    rememberColumns(columns);
    change({ columns });
  };
  const boxes = offeredColumns().map((name) => {
    const box = h("input", { type: "checkbox", value: name });
    box.addEventListener("change", () => {
      choose(knownColumns(boxes.filter(({ checked }) => checked).map(({ value }) => value)));
    });
    return box;
  });
  const usual = h("button", { type: "button", class: "button quiet small" }, "The usual columns");
  usual.addEventListener("click", () => choose(USUAL_COLUMNS));
  const menu = h(
    "details",
    { class: "menu column-menu" },
    h("summary", { class: "button small" }, icon("columns", 14), "Columns"),
    h(
      "div",
      { class: "method-menu", role: "group", "aria-label": "Columns" },
      ...boxes.map((box) =>
        h("label", { class: "pick-line" }, box, h("span", {}, COLUMNS[box.value as ColumnName])),
      ),
      usual,
    ),
  );
  view.watch(signal, (now) => {
    const columns = columnsOf(now);
    for (const box of boxes) {
      box.checked = columns.includes(box.value as ColumnName);
    }
    menu.hidden = now.by !== undefined;
  });
  closeWhenLeft(menu, signal);
  return menu;
}
