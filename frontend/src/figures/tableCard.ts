import { menuOf } from "../charts/downloads.ts";
import { csv, save } from "../charts/exports.ts";
import { latex } from "../charts/latex.ts";
import { sortable, type Table } from "../charts/table.ts";
import { h } from "../dom/element.ts";
import { chartHelp, type ChartTopic } from "../help/helpLink.ts";

export interface TableCard {
  readonly element: HTMLElement;
  show(table: Table): void;
}

/** A card with a table that can be sorted, and downloads as CSV and LaTeX. */
export function tableCard(topic: ChartTopic): TableCard {
  const title = h("h2");
  const caption = h("p", { class: "hint figure-caption" });
  const body = h("div", { class: "scroll-x" });
  let shown: Table | undefined;
  const menu = menuOf([
    ["CSV", () => shown && save(csv(shown.rows), `${shown.file}.csv`, "text/csv")],
    [
      "LaTeX",
      () =>
        shown &&
        save(
          latex(shown.rows, `${shown.title}. ${shown.caption}`, shown.file),
          `${shown.file}.tex`,
          "application/x-tex",
        ),
    ],
  ]);
  const element = h(
    "section",
    { class: "card padded figure-card" },
    h("div", { class: "card-head" }, title, h("div", { class: "head-tools" }, menu), chartHelp(topic)),
    body,
    caption,
  );
  return {
    element,
    show: (table) => {
      shown = table;
      element.setAttribute("aria-label", table.title);
      title.textContent = table.title;
      caption.textContent = table.caption;
      sortable(body, table);
    },
  };
}
