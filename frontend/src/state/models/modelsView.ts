import { readFields, text, type ViewOf, word, writeFields } from "../fields.ts";
import { address } from "../page.ts";

/** The kinds of models that the list can be cut down to. */
export const KINDS = ["all", "built_in", "imported", "checkpoint"] as const;

export type ModelKind = (typeof KINDS)[number];

const FIELDS = {
  search: text("search", ""),
  kind: word<ModelKind>("kind", KINDS),
} as const;

/** What the list of models shows. */
export type ModelsView = ViewOf<typeof FIELDS>;

/** The view that an address shows; links to the former page of models and data open the list. */
export function readModelsView(path: readonly string[], query: URLSearchParams): ModelsView | undefined {
  return path.length === 1 && (path[0] === "models" || path[0] === "catalogue")
    ? readFields(FIELDS, query)
    : undefined;
}

export const writeModelsView = (view: ModelsView): string => address("/models", writeFields(FIELDS, view));
