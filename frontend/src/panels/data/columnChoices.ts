import type { PairColumn, PairReport } from "../../api/types.ts";
import { h } from "../../dom/element.ts";
import { PAIR_COLUMN_NAMES } from "../../dom/names.ts";
import { select } from "../../dom/parts.ts";

/** The columns that the user has chosen; an empty name stands for none. */
export type ChosenColumns = ReadonlyMap<PairColumn, string>;

const COLUMNS = Object.keys(PAIR_COLUMN_NAMES) as PairColumn[];

/** No column: a value that the name of a column cannot be, as it holds a control character. */
const NONE = "\u0000";

export interface ColumnChoices {
  readonly element: HTMLElement;
  readonly chosen: ChosenColumns;
  /** Offers the columns of a file that has been read. */
  show(report: PairReport): void;
  /** Forgets what was chosen for another file. */
  forget(): void;
}

/** The choice of the column for each part of a pair. */
export function columnChoices(changed: () => void): ColumnChoices {
  const chosen = new Map<PairColumn, string>();
  const fields = h("div", { class: "fields" });
  const element = h(
    "section",
    { class: "card padded", hidden: true, "aria-label": "Columns" },
    h("h2", {}, "Columns"),
    h(
      "p",
      { class: "hint" },
      "Columns with usual names are found. Choose others where the preview is not right.",
    ),
    fields,
  );
  const choice = (column: PairColumn, header: readonly string[], found: string) => {
    const name = PAIR_COLUMN_NAMES[column];
    const control = select(
      name,
      [{ value: NONE, label: "none" }, ...header.map((value) => ({ value, label: value }))],
      found,
      (value) => {
        chosen.set(column, value === NONE ? "" : value);
        changed();
      },
    );
    return h(
      "div",
      { class: "field" },
      h("span", { class: "field-label", "aria-hidden": "true" }, name),
      control,
    );
  };
  return {
    element,
    chosen,
    show: ({ files }) => {
      const header = files[0]?.header ?? [];
      const found = new Map(files[0]?.columns.map(({ column, name }) => [column, name]));
      element.hidden = false;
      fields.replaceChildren(...COLUMNS.map((column) => choice(column, header, found.get(column) ?? NONE)));
    },
    forget: () => {
      chosen.clear();
      element.hidden = true;
    },
  };
}
