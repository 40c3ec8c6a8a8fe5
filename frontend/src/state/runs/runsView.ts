import type { PathsWith, RequestOptions } from "../../api/client.ts";
import {
  type ViewOf,
  flag,
  optionalIds,
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
  cues: { sort: "cue_share", order: "descending", label: "Best share on cues" },
  longest: { sort: "duration", order: "descending", label: "Longest duration" },
  finished: { sort: "finished", order: "descending", label: "Last finished" },
  seed: { sort: "seed", order: "ascending", label: "Seed" },
  rate: { sort: "learning_rate", order: "ascending", label: "Learning rate" },
  owner: { sort: "owner", order: "ascending", label: "Owner" },
} as const;

export type OrderName = keyof typeof ORDERS;

/** The owners of the filter that are no accounts: who uses the page, and nobody. */
export const ME = "me";
export const NOBODY = "nobody";

const ORDER_NAMES = Object.keys(ORDERS) as [OrderName, ...OrderName[]];

/** What the list is grouped by, with the names of the interface. */
export const GROUPS = {
  model: "Model",
  data: "Data",
  seed: "Seed",
  learning_rate: "Learning rate",
  tag: "Tag",
} as const;

export type GroupName = keyof typeof GROUPS;

/** The orders of groups. */
export const GROUP_ORDERS = {
  value: { sort: "value", order: "ascending", label: "Value" },
  runs: { sort: "runs", order: "descending", label: "Most runs" },
  best: { sort: "mean", order: "descending", label: "Best mean accuracy after" },
  worst: { sort: "mean", order: "ascending", label: "Worst mean accuracy after" },
} as const;

export type GroupOrder = keyof typeof GROUP_ORDERS;

const FIELDS = {
  state: word("state", STATES),
  search: text("search", ""),
  model: optionalText("model"),
  data: optionalText("data"),
  tag: optionalText("tag"),
  /** The id of an account; `me` and `nobody` as the interface has them. */
  owner: optionalText("owner"),
  /** The first and the last day of the launch, such as 2026-03-01. */
  since: optionalText("since"),
  until: optionalText("until"),
  /** A condition such as `accuracy_after>0.95`. */
  where: optionalText("where"),
  /** The seed and the learning rate of a group that was opened. */
  seed: optionalText("seed"),
  rate: optionalText("rate"),
  starred: flag("starred"),
  /** The sweep of the runs. */
  sweep: optionalText("sweep"),
  archived: optionalWord("archived", ["included", "only"]),
  sort: word("sort", ORDER_NAMES),
  by: optionalWord("by", Object.keys(GROUPS) as GroupName[]),
  groups: word("groups", Object.keys(GROUP_ORDERS) as [GroupOrder, ...GroupOrder[]]),
  /** The columns; undefined: those that were chosen last. */
  columns: optionalIds("columns"),
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

/** The filters of a view, as the interface takes them. */
export type Filter = Omit<Query, "offset" | "limit" | "sort" | "order">;

/** The conditions of a view on numbers of a run. */
const conditionsOf = ({ where, seed, rate }: RunsView): string[] => [
  ...(where === undefined ? [] : [where]),
  ...(seed === undefined ? [] : [`seed=${seed}`]),
  ...(rate === undefined ? [] : [`learning_rate=${rate}`]),
];

/** The runs that a view lets through. */
export function filterOf(view: RunsView): Filter {
  const { state, search, model, data, tag, owner, since, until, starred, archived, sweep } = view;
  const [from, to] = [dayStart(since), dayStart(until, 1)];
  const where = conditionsOf(view);
  return {
    ...(state === "all" ? {} : { state }),
    ...(search.trim() === "" ? {} : { search: search.trim() }),
    ...(model === undefined ? {} : { model: [model] }),
    ...(data === undefined ? {} : { data: [data] }),
    ...(tag === undefined ? {} : { tag: [tag] }),
    ...(owner === undefined ? {} : { owner: [owner] }),
    ...(from === undefined ? {} : { launchedFrom: from }),
    ...(to === undefined ? {} : { launchedUntil: to }),
    ...(where.length === 0 ? {} : { where }),
    ...(sweep === undefined ? {} : { sweep }),
    ...(starred ? { starred } : {}),
    ...(archived === undefined ? {} : { archived }),
  };
}

/** What the interface is asked for to list the runs of a view. */
export function queryOf(view: RunsView, limit: number): Query {
  const { sort, order } = ORDERS[view.sort];
  const { offset } = view;
  return { offset, limit, ...filterOf(view), ...(view.sort === "newest" ? {} : { sort, order }) };
}

/** The numbers of which a group shows mean and spread; the first is that by which groups are ordered. */
const METRICS = ["accuracy_after", "accuracy_before", "accuracy_gain", "cue_share", "duration"] as const;

type GroupQuery = NonNullable<RequestOptions<"/run-groups" & PathsWith<"get">, "get">["query"]>;

/** What the interface is asked for to show the groups of a view. */
export function groupQueryOf(view: RunsView, by: GroupName, limit: number): GroupQuery {
  const { sort, order } = GROUP_ORDERS[view.groups];
  return { by, metric: [...METRICS], sort, order, offset: view.offset, limit, ...filterOf(view) };
}

/** The view of the runs of one group. */
export function groupView(view: RunsView, by: GroupName, value: string): RunsView {
  const name = by === "learning_rate" ? "rate" : by;
  return { ...view, by: undefined, offset: 0, [name]: value };
}

/** The filters beside state and search. */
const FURTHER = [
  "model",
  "data",
  "tag",
  "owner",
  "since",
  "until",
  "where",
  "seed",
  "rate",
  "starred",
  "archived",
  "sweep",
] as const;

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
