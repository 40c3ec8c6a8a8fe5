import { h, type Child } from "../dom/element.ts";
import { count, figure } from "../dom/format.ts";
import { icon } from "../dom/icon.ts";
import type { CsvValue } from "./exports.ts";
import { isNumeric } from "./latex.ts";

/** Whole numbers in full, others to three digits. */
const written = (value: CsvValue): string =>
  typeof value === "number" ? (Number.isInteger(value) ? count(value) : figure(value)) : (value ?? "–");

/** A table to be shown: what it says and its figures. */
export interface Table {
  readonly title: string;
  readonly caption: string;
  /** The first row names the columns. */
  readonly rows: readonly (readonly CsvValue[])[];
  /** File name without its ending. */
  readonly file: string;
  /** What stands in a cell; the value as it is written usually where left out. `row` counts from 0, without the heads. */
  readonly cell?: ((value: CsvValue, row: number, column: number) => Child) | undefined;
}

interface Order {
  readonly column: number;
  readonly down: boolean;
}

/** Rows in the order of a column; what is not known comes last. */
export function sorted<R extends readonly CsvValue[]>(rows: readonly R[], { column, down }: Order): R[] {
  const compare = (one: CsvValue, other: CsvValue) =>
    typeof one === "number" && typeof other === "number"
      ? one - other
      : String(one).localeCompare(String(other));
  return [...rows].sort((a, b) => {
    const [one = null, other = null] = [a[column], b[column]];
    if (one === null || other === null) {
      return one === other ? 0 : one === null ? 1 : -1;
    }
    return compare(one, other) * (down ? -1 : 1);
  });
}

function headCell(
  name: string,
  kind: string,
  order: "ascending" | "descending" | undefined,
  click: () => void,
) {
  const mark = order === undefined ? null : icon(order === "ascending" ? "arrowUp" : "arrowDown", 12);
  const button = h("button", { type: "button", class: "sort", on: { click } }, name, mark);
  return h("th", { scope: "col", class: kind, "aria-sort": order ?? "none" }, button);
}

/** Draws a table and draws it again in another order when a head is clicked. */
export function sortable(host: HTMLElement, table: Table, order?: Order): void {
  const { rows, cell = (value: CsvValue) => written(value) } = table;
  const [heads = [], ...body] = rows;
  const kinds = heads.map((_, column) => (isNumeric(rows, column) ? "number" : "text"));
  const numbered = body.map((row, place) => ({ row, place }));
  const places = new Map(numbered.map(({ row, place }) => [row, place]));
  const lines = (order === undefined ? body : sorted(body, order)).map((row) =>
    h(
      "tr",
      {},
      ...row.map((value, column) =>
        h(
          column === 0 ? "th" : "td",
          { class: kinds[column], scope: column === 0 ? "row" : undefined },
          cell(value, places.get(row) ?? 0, column),
        ),
      ),
    ),
  );
  const names = heads.map((name, column) => {
    const present = order?.column === column ? order : undefined;
    const down = present === undefined ? kinds[column] === "number" : !present.down;
    const state = present === undefined ? undefined : present.down ? "descending" : "ascending";
    const again = () => {
      sortable(host, table, { column, down });
      host.querySelectorAll<HTMLElement>("thead button")[column]?.focus();
    };
    return headCell(String(name), kinds[column] ?? "text", state, again);
  });
  const element = h(
    "table",
    { class: "table figures-table", "aria-label": table.title },
    h("thead", {}, h("tr", {}, ...names)),
    h("tbody", {}, ...lines),
  );
  host.replaceChildren(element);
}

/** Figures as a table that can be sorted; the text alternative of a chart. */
export function plainTable(rows: readonly (readonly CsvValue[])[], title: string): HTMLElement {
  const host = h("div", {
    class: "scroll-x figures-scroll",
    tabindex: 0,
    role: "region",
    "aria-label": title,
  });
  sortable(host, { title, caption: "", rows, file: "" });
  return host;
}
