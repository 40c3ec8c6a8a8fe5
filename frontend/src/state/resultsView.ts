import type { Aggregation, ProbingMode } from "../api/types.ts";
import { address, oneOf, wholeNumber } from "./page.ts";

/** The tabs of a results page, in their order. */
export const RESULT_TABS = ["cues", "probing", "faithfulness", "paper"] as const;
export type ResultTab = (typeof RESULT_TABS)[number];

/** Which score runs of a run are drawn. */
export const RESULT_SIDES = ["after", "before", "both"] as const;
export type ResultSides = (typeof RESULT_SIDES)[number];

/** Before and after in one chart, or beside each other. */
export const LAYOUTS = ["overlaid", "beside"] as const;
export type Layout = (typeof LAYOUTS)[number];

/** Which of a method's figures stands for it. */
export const PLACES = ["layer", "best", "rollout"] as const;
export type Place = (typeof PLACES)[number];

/** How a learning curve is drawn: bits per example of the block that ends at a share, or all bits up to it. */
export type CodeUnit = "each" | "sum";

const AGGREGATIONS: readonly [Aggregation, ...Aggregation[]] = [
  "none",
  "rollout",
  "rollout_residual",
  "rollout_raw",
  "last_layer",
];

/** A point of a chart whose sentences are listed. */
export interface Pick {
  readonly scoreRunId: string;
  readonly method: string;
  /** From 1. */
  readonly layer: number;
}

/** Everything that decides what a results page shows. */
export interface ResultsView {
  readonly runId: string;
  readonly tab: ResultTab;
  /** Undefined: the tab's first. */
  readonly measure: string | undefined;
  /** all, right, wrong, a paradigm or a distance. */
  readonly group: string;
  readonly sides: ResultSides;
  readonly layout: Layout;
  readonly aggregation: Aggregation;
  /** Ids of the methods that are drawn; undefined: the usual ones of `usualMethods`. */
  readonly methods: readonly string[] | undefined;
  /** From 1; undefined: the last. */
  readonly layer: number | undefined;
  /** Other runs that are drawn beside this one. */
  readonly models: readonly string[];
  readonly mode: ProbingMode;
  readonly correlation: "spearman" | "pearson";
  /** How methods are tested against each other. */
  readonly test: "bootstrap" | "wilcoxon";
  /** Which deletion curves: the best tokens taken out, or they alone left in. */
  readonly curves: "without" | "only";
  /** Which of a method's figures stands for it in the bars of faithfulness. */
  readonly at: Place;
  /** The probed layer whose learning curve is drawn, 0 = embedding output; undefined: the last. */
  readonly probe: number | undefined;
  /** What learning curves show: bits per example of each block, or all bits so far. */
  readonly unit: CodeUnit;
  /** The method whose sentences are dots; undefined: the first that is drawn. */
  readonly dots: string | undefined;
  /** The measure, or the other method, against which dots are drawn; undefined: the next measure. */
  readonly against: string | undefined;
  /** Whether methods are tested against each other at all. */
  readonly duels: boolean;
  /** Whether they are tested at a layer, or by their means over layers. */
  readonly tested: "layer" | "mean";
  readonly pick: Pick | undefined;
  /** Order of the listed sentences. */
  readonly order: "best" | "worst";
}

/** What a reader of a share may change, since it needs no other answers. */
export const FREE_IN_SHARE = [
  "methods",
  "layout",
  "correlation",
  "curves",
  "at",
  "probe",
  "unit",
] as const satisfies readonly (keyof ResultsView)[];

const listed = (value: string | null): string[] => [
  ...new Set((value ?? "").split(",").filter((one) => one !== "")),
];

function readPick(value: string | null): Pick | undefined {
  const [scoreRunId = "", method = "", layer, ...rest] = (value ?? "").split(",");
  const place = wholeNumber(layer, 1);
  return scoreRunId === "" || method === "" || place === undefined || rest.length > 0
    ? undefined
    : { scoreRunId, method, layer: place };
}

/** The view that an address shows: `/results/RUN`, `/results/RUN/TAB`, and what differs from the usual in the query. */
export function readResultsView(path: readonly string[], query: URLSearchParams): ResultsView | undefined {
  const [first, runId, tab = "cues"] = path;
  const known = RESULT_TABS.find((one) => one === tab);
  if (first !== "results" || runId === undefined || path.length > 3 || known === undefined) {
    return undefined;
  }
  return {
    runId,
    tab: known,
    measure: query.get("measure") ?? undefined,
    group: query.get("group") ?? "all",
    sides: oneOf(query.get("sides"), RESULT_SIDES),
    layout: oneOf(query.get("layout"), LAYOUTS),
    aggregation: oneOf(query.get("aggregation"), AGGREGATIONS),
    methods: query.has("methods") ? listed(query.get("methods")) : undefined,
    layer: wholeNumber(query.get("layer"), 1),
    models: listed(query.get("models")).filter((id) => id !== runId),
    mode: oneOf(query.get("mode"), ["standard", "as_published"]),
    correlation: oneOf(query.get("correlation"), ["spearman", "pearson"]),
    test: oneOf(query.get("test"), ["bootstrap", "wilcoxon"]),
    curves: oneOf(query.get("curves"), ["without", "only"]),
    at: oneOf(query.get("at"), PLACES),
    probe: wholeNumber(query.get("probe")),
    unit: oneOf(query.get("unit"), ["each", "sum"]),
    dots: query.get("dots") ?? undefined,
    against: query.get("against") ?? undefined,
    duels: query.has("duels"),
    tested: oneOf(query.get("tested"), ["layer", "mean"]),
    pick: readPick(query.get("pick")),
    order: oneOf(query.get("order"), ["best", "worst"]),
  };
}

const unless = <T extends string>(value: T, usual: T) => (value === usual ? undefined : value);

/** Ids with commas between them; a comma in an address needs no escape. */
const joined = (parts: readonly (string | number)[]) => parts.map(String).join(",");

/** The address of a view; only what differs from the usual is written. */
export function writeResultsView(view: ResultsView): string {
  const { pick, methods, models } = view;
  const written = address(`/results/${encodeURIComponent(view.runId)}/${view.tab}`, {
    measure: view.measure,
    group: unless(view.group, "all"),
    sides: unless(view.sides, "after"),
    layout: unless(view.layout, "overlaid"),
    aggregation: unless(view.aggregation, "none"),
    // One comma alone is an empty choice, which differs from no choice.
    methods: methods === undefined ? undefined : methods.length === 0 ? "," : joined(methods),
    layer: view.layer,
    models: joined(models),
    mode: unless(view.mode, "standard"),
    correlation: unless(view.correlation, "spearman"),
    test: unless(view.test, "bootstrap"),
    curves: unless(view.curves, "without"),
    at: unless(view.at, "layer"),
    probe: view.probe,
    unit: unless(view.unit, "each"),
    dots: view.dots,
    against: view.against,
    duels: view.duels ? 1 : undefined,
    tested: unless(view.tested, "layer"),
    pick: pick === undefined ? undefined : joined([pick.scoreRunId, pick.method, pick.layer]),
    order: unless(view.order, "best"),
  });
  return written.replaceAll("%2C", ",");
}

/** The address of a run's results as they are first seen. */
export const resultsOf = (runId: string, tab: ResultTab = "cues"): string =>
  `/results/${encodeURIComponent(runId)}/${tab}`;
