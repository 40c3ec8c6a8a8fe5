import { readFields, text, type ViewOf, writeFields } from "../fields.ts";
import { address } from "../page.ts";

const FIELDS = { search: text("search", "") } as const;

/** What the page of the interface shows. */
export type ContractView = ViewOf<typeof FIELDS>;

/** The view that an address shows. */
export const readContractView = (
  path: readonly string[],
  query: URLSearchParams,
): ContractView | undefined =>
  path.join("/") === "help/api" || path.join("/") === "api" ? readFields(FIELDS, query) : undefined;

export const writeContractView = (view: ContractView): string =>
  address("/help/api", writeFields(FIELDS, view));
