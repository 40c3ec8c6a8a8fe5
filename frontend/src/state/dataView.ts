import { type ViewOf, optionalNumber, optionalText, readFields, text, writeFields } from "./fields.ts";
import { address } from "./page.ts";

const FIELDS = {
  search: text("search", ""),
  paradigm: optionalText("paradigm"),
  split: optionalText("split"),
  /** From 1; undefined: the first. */
  page: optionalNumber("page", 1),
  /** Whether cues are being corrected. */
  edit: optionalText("edit"),
} as const;

/** What the page of a data set shows. */
export interface DataView extends ViewOf<typeof FIELDS> {
  readonly id: string;
}

/** The view of an address: `/data/ID`, and what differs from the usual in the query. */
export const readDataView = (
  [section, id, ...rest]: readonly string[],
  query: URLSearchParams,
): DataView | undefined =>
  section === "data" && id !== undefined && id !== "new" && rest.length === 0
    ? { id, ...readFields(FIELDS, query) }
    : undefined;

/** The address of a view. */
export const writeDataView = ({ id, ...fields }: DataView): string =>
  address(`/data/${encodeURIComponent(id)}`, writeFields(FIELDS, fields));
