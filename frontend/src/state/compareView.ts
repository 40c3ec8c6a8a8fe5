import type { Aggregation, Comparison, Method, Run } from "../api/types.ts";
import { AGGREGATION_NAMES, AGGREGATIONS } from "../dom/names.ts";
import {
  EDITABLE,
  editableFields,
  ids,
  number,
  optionalNumber,
  optionalText,
  readFields,
  text,
  type ViewOf,
  writeFields,
} from "./fields.ts";
import { address, oneOf } from "./page.ts";
import { runLabels } from "./run/runLabel.ts";

/** One of the things that are compared: a model before or after fine-tuning, by one method under one aggregation. */
export interface CompareItem {
  readonly scoreRunId: string;
  readonly method: string;
  readonly aggregation: Aggregation;
}

/** The fields that stand in the address after the items. */
const FIELDS = {
  /** The two runs all of whose figures are compared; none where no whole runs are. */
  runs: ids("runs"),
  /** Undefined: the first that there is. */
  measure: optionalText("measure"),
  group: text("group", "all"),
  /** Place of the item whose maps are drawn against those of the first. */
  against: number("against", 1),
  /** The sentence whose maps are drawn, by its index in the first item's score run. */
  index: number("sentence", 0),
  /** The layer of the maps, from 1; undefined: the last. */
  layer: optionalNumber("layer", 1, EDITABLE),
} as const;

/** Everything that decides what the compare page shows. */
export interface CompareView extends ViewOf<typeof FIELDS> {
  /** The first is what the others are compared with. */
  readonly items: readonly CompareItem[];
}

/** What the reader of a share may change, since it needs no other answers. */
export const EDITABLE_IN_SHARE = editableFields(FIELDS);

/** The least and the largest number of items that the interface compares. */
export const LEAST = 2;
export const MOST = 6;

/** An item as the interface names it. */
export const itemKey = ({ scoreRunId, method, aggregation }: CompareItem): string =>
  [scoreRunId, method, aggregation].join(",");

function readItem(value: string): CompareItem[] {
  const [scoreRunId = "", method = "", aggregation, ...rest] = value.split(",");
  return scoreRunId === "" || method === "" || rest.length > 0
    ? []
    : [{ scoreRunId, method, aggregation: oneOf(aggregation ?? null, AGGREGATIONS) }];
}

/** The items, each once, as many as can be compared. */
export function distinct(items: readonly CompareItem[]): CompareItem[] {
  return [...new Map(items.map((item) => [itemKey(item), item])).values()].slice(0, MOST);
}

/** The view that an address shows: `/compare?item=SCORES,METHOD,AGGREGATION&item=...`. */
export function readCompareView(path: readonly string[], query: URLSearchParams): CompareView | undefined {
  if (path.length !== 1 || path[0] !== "compare") {
    return undefined;
  }
  const items = distinct(query.getAll("item").flatMap(readItem));
  const fields = readFields(FIELDS, query);
  const against = Math.max(1, Math.min(items.length - 1, fields.against));
  return { ...fields, items, against };
}

/** The address of a view; only what differs from the usual is written. */
export function writeCompareView(view: CompareView): string {
  const items = view.items.map(({ scoreRunId, method, aggregation }) =>
    [scoreRunId, method, ...(aggregation === "none" ? [] : [aggregation])].map(encodeURIComponent).join(","),
  );
  const fields = address("", writeFields(FIELDS, view)).slice(1);
  const query = [...items.map((item) => `item=${item}`), ...(fields === "" ? [] : [fields])].join("&");
  return query === "" ? "/compare" : `/compare?${query}`;
}

/** The view with other items; a reference to an item that is gone is dropped. */
export function withItems(items: readonly CompareItem[], against = 1): Partial<CompareView> {
  return { items: distinct(items), against: Math.max(1, Math.min(items.length - 1, against)) };
}

/** The address that compares a run's two sides by one method, or its first two methods where it has one side. */
export function compareRun(run: Run, methods: readonly string[] = run.spec.methods): string {
  const sides = [run.scoreRunBefore, run.scoreRunAfter].filter((id) => id !== null);
  const firstMethods = methods.slice(0, sides.length > 1 ? 1 : LEAST);
  const items = firstMethods.flatMap((method) =>
    sides.map((scoreRunId): CompareItem => ({ scoreRunId, method, aggregation: "none" })),
  );
  return writeCompareView({ ...readFields(FIELDS, new URLSearchParams()), items });
}

/** What a run is after fine-tuning, or before it where there is no after, by its first method; none where it has neither. */
export function itemOf({ scoreRunAfter, scoreRunBefore, spec }: Run): readonly CompareItem[] {
  const [scoreRunId, method] = [scoreRunAfter ?? scoreRunBefore, spec.methods[0]];
  return scoreRunId === null || method === undefined ? [] : [{ scoreRunId, method, aggregation: "none" }];
}

/** The address that compares what runs are after fine-tuning by the first method that all have; undefined where they have none. */
export function compareMany(runs: readonly Run[]): string | undefined {
  const [first, ...others] = runs;
  const method = first?.spec.methods.find((id) => others.every(({ spec }) => spec.methods.includes(id)));
  const items = runs.flatMap(({ scoreRunAfter, scoreRunBefore }): CompareItem[] => {
    const scoreRunId = scoreRunAfter ?? scoreRunBefore;
    return method === undefined || scoreRunId === null ? [] : [{ scoreRunId, method, aggregation: "none" }];
  });
  return items.length < LEAST
    ? undefined
    : writeCompareView({ ...readFields(FIELDS, new URLSearchParams()), items: distinct(items) });
}

/** The address that compares all figures of two runs. */
export const compareRuns = (first: string, second: string): string =>
  writeCompareView({ ...readFields(FIELDS, new URLSearchParams()), runs: [first, second], items: [] });

/** The part of an item from which its name is made. */
export type ItemInfo = Pick<
  Comparison["items"][number],
  "runId" | "runName" | "when" | "method" | "aggregation"
> &
  Partial<Pick<Comparison["items"][number], "seed" | "learningRate" | "runCreatedAt">>;

type NamePart = (item: ItemInfo) => string;

/** The parts of an item's name. */
function nameParts(methods: readonly Method[], run: NamePart): NamePart[] {
  return [
    run,
    ({ when }) => when,
    ({ method }) => methods.find(({ id }) => id === method)?.name ?? method,
    ({ aggregation }) =>
      aggregation === "none" ? "each layer" : AGGREGATION_NAMES[aggregation].toLowerCase(),
  ];
}

/** The full name of an item. */
export const itemName = (item: ItemInfo, methods: readonly Method[]): string =>
  nameParts(methods, ({ runName, runId }) => `${runName} (${runId})`)
    .map((part) => part(item))
    .join(", ");

/** The shortest names that tell items apart; the full names where nothing differs. */
export function itemNames(items: readonly ItemInfo[], methods: readonly Method[]): string[] {
  const labels = runLabels(
    items.map(({ runId: id, runName: name, seed, learningRate, runCreatedAt: createdAt }) => ({
      id,
      name,
      seed,
      learningRate,
      createdAt,
    })),
  );
  const parts = nameParts(methods, ({ runId, runName }) => labels.get(runId) ?? runName);
  const different = parts.filter((part) => new Set(items.map(part)).size > 1);
  const used = different.length === 0 ? parts : different;
  return items.map((item) => used.map((part) => part(item)).join(", "));
}
