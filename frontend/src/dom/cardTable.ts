import { type Child, h } from "./element.ts";

export type Column = readonly [head: string, kind: "text" | "number"];

/** A table under a title on a card; on narrow screens each row is a small card. */
export function cardTable(
  title: string,
  columns: readonly Column[],
  rows: readonly (readonly Child[])[],
  empty: string,
): HTMLElement {
  const heads = columns.map(([head, kind]) => h("th", { scope: "col", class: kind }, head));
  const lines = rows.map((row) =>
    h(
      "tr",
      {},
      ...row.map((cell, place) =>
        h("td", { class: columns[place]?.[1], "data-label": columns[place]?.[0] }, cell),
      ),
    ),
  );
  const content =
    rows.length === 0
      ? h("p", { class: "muted table-empty" }, empty)
      : h(
          "div",
          { class: "scroll-x" },
          h("table", { class: "table" }, h("thead", {}, h("tr", {}, ...heads)), h("tbody", {}, ...lines)),
        );
  return h(
    "section",
    { class: "card", "aria-label": title },
    h("h2", { class: "table-title" }, title),
    content,
  );
}

/** The beginning of a hash, with the whole on hover. */
export const hash = (value: string): HTMLElement =>
  h("code", { class: "hash", title: value }, value.slice(0, 12));
