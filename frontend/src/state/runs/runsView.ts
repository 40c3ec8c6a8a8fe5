import type { PathsWith, RequestOptions } from "../../api/client.ts";
import {
  type ViewOf,
  flag,
  optionalText,
  optionalWord,
  readFields,
  text,
  word,
  writeFields,
} from "../fields.ts";
import { address, wholeNumber } from "../page.ts";

export const STATES = ["all", "running", "queued", "succeeded", "failed", "cancelled"] as const;

/** The orders of the list: the key that the interface knows, and whether the smallest comes first. */
export const ORDERS = {
  newest: { sort: "created", order: "descending", label: "Newest first" },
  oldest: { sort: "created", order: "ascending", label: "Oldest first" },
  name: { sort: "name", order: "ascending", label: "Name" },
  model: { sort: "model", order: "ascending", label: "Model" },
  data: { sort: "data", order: "ascending", label: "Data" },
  state: { sort: "state", order: "ascending", label: "State" },
  best: { sort: "accuracy_after", order: "descending", label: "Best accuracy after" },
  worst: { sort: "accuracy_after", order: "ascending", label: "Worst accuracy after" },
  before: { sort: "accuracy_before", order: "descending", label: "Best accuracy before" },
  gain: { sort: "accuracy_gain", order: "descending", label: "Largest gain" },
  longest: { sort: "duration", order: "descending", label: "Longest duration" },
} as const;

export type OrderName = keyof typeof ORDERS;

const ORDER_NAMES = Object.keys(ORDERS) as [OrderName, ...OrderName[]];

const FIELDS = {
  state: word("state", STATES),
  search: text("search", ""),
  model: optionalText("model"),
  data: optionalText("data"),
  tag: optionalText("tag"),
  /** The first and the last day of the launch, such as 2026-03-01. */
  since: optionalText("since"),
  until: optionalText("until"),
  /** A condition such as `accuracy_after>0.95`. */
  where: optionalText("where"),
  starred: flag("starred"),
  /** The sweep of the runs. */
  sweep: optionalText("sweep"),
  archived: optionalWord("archived", ["included", "only"]),
  sort: word("sort", ORDER_NAMES),
} as const;

/** What the list of runs shows. */
export interface RunsView extends ViewOf<typeof FIELDS> {
  readonly offset: number;
}

/** The whole list from its beginning. */
export const ALL_RUNS: RunsView = { ...readFields(FIELDS, new URLSearchParams()), offset: 0 };

/** The view of an address: `/` or `/runs`, and what differs from the usual in the query. */
export const readRunsView = (path: readonly string[], query: URLSearchParams): RunsView | undefined =>
  path.length > 1 || (path.length === 1 && path[0] !== "runs")
    ? undefined
    : { ...readFields(FIELDS, query), offset: wholeNumber(query.get("from")) ?? 0 };

/** The address of a view. */
export const writeRunsView = ({ offset, ...fields }: RunsView): string =>
  address("/", { ...writeFields(FIELDS, fields), from: offset === 0 ? undefined : offset });

/** The beginning of a day of this browser's time zone, `later` days after a day such as 2026-03-01; undefined where it is none. */
export function dayStart(day: string | undefined, later = 0): string | undefined {
  const parts = /^(\d{4})-(\d\d)-(\d\d)$/.exec(day ?? "");
  if (parts === null) {
    return undefined;
  }
  const [year = 0, month = 1, date = 1] = parts.slice(1).map(Number);
  const start = new Date(year, month - 1, date + later);
  return Number.isNaN(start.getTime()) ? undefined : start.toISOString();
}

type Query = NonNullable<RequestOptions<"/runs" & PathsWith<"get">, "get">["query"]>;

/** What the interface is asked for to show a view. */
export function queryOf(view: RunsView, limit: number): Query {
  const { state, search, model, data, tag, since, until, where, starred, archived, sort, offset, sweep } =
    view;
  const [from, to] = [dayStart(since), dayStart(until, 1)];
  const { sort: key, order } = ORDERS[sort];
  return {
    offset,
    limit,
    ...(state === "all" ? {} : { state }),
    ...(search.trim() === "" ? {} : { search: search.trim() }),
    ...(model === undefined ? {} : { model: [model] }),
    ...(data === undefined ? {} : { data: [data] }),
    ...(tag === undefined ? {} : { tag: [tag] }),
    ...(from === undefined ? {} : { launchedFrom: from }),
    ...(to === undefined ? {} : { launchedUntil: to }),
    ...(where === undefined ? {} : { where: [where] }),
    ...(sweep === undefined ? {} : { sweep }),
    ...(starred ? { starred } : {}),
    ...(archived === undefined ? {} : { archived }),
    ...(sort === "newest" ? {} : { sort: key, order }),
  };
}

/** The filters beside state and search. */
const FURTHER = ["model", "data", "tag", "since", "until", "where", "starred", "archived", "sweep"] as const;

/** How many filters beside state and search hold. */
export const filterCount = (view: RunsView): number =>
  FURTHER.filter((name) => view[name] !== undefined && view[name] !== false).length;

/** Whether any filter holds. */
export const isFiltered = (view: RunsView): boolean =>
  view.state !== "all" || view.search.trim() !== "" || filterCount(view) > 0;

/** Parts of a condition. */
export interface Condition {
  readonly metric: string;
  readonly comparison: string;
  readonly bound: string;
}

/** The parts of a condition of an address; undefined where it has none. */
export function readCondition(where: string | undefined): Condition | undefined {
  const parts = /^\s*(\w+)\s*(<=|>=|=|<|>)\s*(\S+)\s*$/.exec(where ?? "");
  const [, metric = "", comparison = "", bound = ""] = parts ?? [];
  return parts === null ? undefined : { metric, comparison, bound };
}

/** A condition as the interface takes it. */
export const writeCondition = ({ metric, comparison, bound }: Condition): string =>
  `${metric}${comparison}${bound}`;
