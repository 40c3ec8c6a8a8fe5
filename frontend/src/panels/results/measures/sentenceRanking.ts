import type { Aggregation, ExampleSummary, SentenceValues } from "../../../api/types.ts";
import {
  filterOfGroup,
  rankDifferences,
  rankSentences,
  type SentenceDifference,
  type SentenceRank,
} from "../../../figures/results/rankedSentences.ts";
import type { EvaluationMeasure } from "../../../state/results/measures.ts";
import type { ResultsView } from "../../../state/results/resultsView.ts";
import type { ChartPoint } from "../../../state/results/sentenceFields.ts";
import { aggregationOf } from "../../../state/results/usualMethods.ts";
import { measureOf, type ResultsContext } from "../resultsContext.ts";

/** The largest number of sentences in the list. */
export const LISTED = 12;
/** The number of summaries per request. */
const PAGE = 1000;

/** A sentence, with the value of a second method where there is one. */
type Ranked = SentenceRank | SentenceDifference;

/** The sentences of a point, in the order in which they are listed. */
export interface SentenceRanking {
  readonly point: ChartPoint;
  readonly measure: EvaluationMeasure;
  readonly aggregation: Aggregation;
  readonly all: number;
  readonly lines: readonly (Ranked & { readonly sentence: ExampleSummary | undefined })[];
  /** Said where the list holds more than the group. */
  readonly note: string;
}

/** Indexes of the group's sentences, with their summaries; undefined where the list cannot leave others out. */
async function membersOf(
  { answers }: ResultsContext,
  point: ChartPoint,
  group: string,
): Promise<Map<number, ExampleSummary> | undefined> {
  const filter = filterOfGroup(group);
  if (filter === undefined) {
    return undefined;
  }
  const path = { scoreRunId: point.scoreRunId };
  const page = (offset: number) =>
    answers.read("/scores/{scoreRunId}/examples", { path, query: { ...filter, offset, limit: PAGE } });
  const first = await page(0);
  const offsets = Array.from({ length: Math.ceil(first.total / PAGE) - 1 }, (_, place) => (place + 1) * PAGE);
  const others = await Promise.all(offsets.map(page));
  return new Map([first, ...others].flatMap(({ items }) => items.map((item) => [item.index, item] as const)));
}

/** One sentence; without a filter its place in the list is its index. */
async function summaryOf(
  { answers }: ResultsContext,
  scoreRunId: string,
  index: number,
): Promise<ExampleSummary | undefined> {
  const query = { offset: index, limit: 1 };
  return (await answers.read("/scores/{scoreRunId}/examples", { path: { scoreRunId }, query })).items[0];
}

/** Values of a measure by sentence, of a method in the layer of a point. */
async function valuesOf(
  { answers, methods }: ResultsContext,
  { scoreRunId, layer }: ChartPoint,
  measure: string,
  method: string,
  chosen: Aggregation,
): Promise<{ aggregation: Aggregation; values: SentenceValues }> {
  const offered = methods.find(({ id }) => id === method)?.aggregations ?? ["none"];
  const aggregation = aggregationOf(chosen, offered) ?? "none";
  const place = aggregation === "last_layer" ? 0 : layer - 1;
  const query = { measure, method, aggregation, layer: place };
  const values = await answers.read("/scores/{scoreRunId}/values", { path: { scoreRunId }, query });
  return { aggregation, values };
}

/** The sentences in their order: best or worst, or by how far two methods lie apart. */
async function rankedOf(
  context: ResultsContext,
  { order, rival, aggregation }: ResultsView,
  point: ChartPoint,
  measure: EvaluationMeasure,
): Promise<{ aggregation: Aggregation; ranked: readonly Ranked[] }> {
  const own = await valuesOf(context, point, measure.id, point.method, aggregation);
  if (rival === undefined) {
    return { ...own, ranked: rankSentences(own.values, order, measure.higherIsBetter) };
  }
  const other = await valuesOf(context, point, measure.id, rival, aggregation);
  const apart = order === "best" ? "furthest" : "closest";
  return { ...own, ranked: rankDifferences(own.values, other.values, apart) };
}

/** Reads the sentences of the point that the reader has chosen; undefined while none is. */
export async function rankingOf(
  context: ResultsContext,
  view: ResultsView,
): Promise<SentenceRanking | undefined> {
  const { point, group } = view;
  const measure = measureOf(context, context.evaluation, view);
  if (point === undefined || measure === undefined) {
    return undefined;
  }
  const [{ aggregation, ranked }, members] = await Promise.all([
    rankedOf(context, view, point, measure),
    membersOf(context, point, group),
  ]);
  const sorted = ranked.filter(({ index }) => members === undefined || members.has(index));
  const lines = await Promise.all(
    sorted.slice(0, LISTED).map(async (one) => ({
      ...one,
      sentence: members?.get(one.index) ?? (await summaryOf(context, point.scoreRunId, one.index)),
    })),
  );
  const note = group.startsWith("distance_") ? " The list includes sentences of all distances." : "";
  return { point, measure, aggregation, all: sorted.length, lines, note };
}
