import type { Aggregation, ExampleSummary } from "../../../api/types.ts";
import { h } from "../../../dom/element.ts";
import { count, figure } from "../../../dom/format.ts";
import { icon } from "../../../dom/icon.ts";
import { AGGREGATION_NAMES } from "../../../dom/names.ts";
import { errorNotice, loading, segmented } from "../../../dom/parts.ts";
import { filterOfGroup, rankSentences, type SentenceRank } from "../../../figures/results/rankedSentences.ts";
import { chartHelp } from "../../../help/helpLink.ts";
import { follow } from "../../../state/answers.ts";
import type { EvaluationMeasure } from "../../../state/results/measures.ts";
import type { ResultsView } from "../../../state/results/resultsView.ts";
import type { ChartPoint } from "../../../state/results/sentenceFields.ts";
import { groupName } from "../../../state/results/sentenceGroups.ts";
import { aggregationOf, methodName } from "../../../state/results/usualMethods.ts";
import { readSentenceView, writeSentenceView } from "../../../state/sentence/sentenceView.ts";
import type { Panel } from "../../panel.ts";
import { measureOf, type ResultsContext } from "../resultsContext.ts";

/** The largest number of sentences in the list. */
const LISTED = 12;
/** The number of summaries per request. */
const PAGE = 1000;

interface SentenceRanking {
  readonly point: ChartPoint;
  readonly measure: EvaluationMeasure;
  readonly aggregation: Aggregation;
  readonly all: number;
  readonly lines: readonly (SentenceRank & { readonly sentence: ExampleSummary | undefined })[];
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

async function rankingOf(context: ResultsContext, view: ResultsView): Promise<SentenceRanking | undefined> {
  const { point, group, order } = view;
  const measure = measureOf(context, context.evaluation, view);
  if (point === undefined || measure === undefined) {
    return undefined;
  }
  const offered = context.methods.find(({ id }) => id === point.method)?.aggregations ?? ["none"];
  const aggregation = aggregationOf(view.aggregation, offered) ?? "none";
  const layer = aggregation === "last_layer" ? 0 : point.layer - 1;
  const [values, members] = await Promise.all([
    context.answers.read("/scores/{scoreRunId}/values", {
      path: { scoreRunId: point.scoreRunId },
      query: { measure: measure.id, method: point.method, aggregation, layer },
    }),
    membersOf(context, point, group),
  ]);
  const sorted = rankSentences(values, order, measure.higherIsBetter).filter(
    ({ index }) => members === undefined || members.has(index),
  );
  const lines = await Promise.all(
    sorted.slice(0, LISTED).map(async (one) => ({
      ...one,
      sentence: members?.get(one.index) ?? (await summaryOf(context, point.scoreRunId, one.index)),
    })),
  );
  const note = group.startsWith("distance_") ? " The list includes sentences of all distances." : "";
  return { point, measure, aggregation, all: sorted.length, lines, note };
}

/** The address of a sentence with the method and layer of the point. */
function addressOf({ point, aggregation }: SentenceRanking, index: number): string {
  const usual = readSentenceView(["scores", point.scoreRunId], new URLSearchParams());
  return usual === undefined
    ? ""
    : writeSentenceView({
        ...usual,
        index,
        method: point.method,
        aggregation,
        layer: aggregation === "last_layer" ? undefined : point.layer,
      });
}

function line(
  ranking: SentenceRanking,
  { index, value, sentence }: SentenceRanking["lines"][number],
): HTMLElement {
  const { minimum, maximum } = ranking.measure;
  const share = maximum > minimum ? (value - minimum) / (maximum - minimum) : 0;
  const right = sentence?.correct === true;
  return h(
    "li",
    { class: "ranked-line" },
    h("span", { class: "ranked-value" }, figure(value)),
    h("span", { class: "ranked-bar", "aria-hidden": "true" }, h("i", { style: `width:${100 * share}%` })),
    h("a", { href: addressOf(ranking, index) }, sentence?.sentence ?? `Sentence ${index + 1}`),
    h(
      "span",
      { class: "ranked-tags" },
      sentence && h("span", { class: "tag" }, sentence.paradigm),
      sentence &&
        h(
          "span",
          { class: `verdict ${right ? "right" : "wrong"}` },
          icon(right ? "check" : "cross", 14),
          right ? "right" : "wrong",
        ),
    ),
  );
}

const closeButton = (click: () => void): HTMLElement =>
  h(
    "button",
    { type: "button", class: "icon-button", title: "Close", "aria-label": "Close the list", on: { click } },
    icon("cross"),
  );

function mountSentences(host: HTMLElement, context: ResultsContext): void {
  const { view, change, methods, scoreRuns, signal } = context;
  const title = h("h2");
  const text = h("p", { class: "hint" });
  const body = h("div");
  const order = segmented(
    "Order",
    [
      { value: "best", label: "Best first" },
      { value: "worst", label: "Worst first" },
    ] as const,
    (value) => change({ order: value }),
  );
  const close = closeButton(() => change({ point: undefined }));
  const card = h(
    "section",
    { class: "card padded figure-card", "aria-label": "Sentences of the point" },
    h(
      "div",
      { class: "card-head" },
      title,
      h("div", { class: "head-tools" }, order.element, chartHelp("sentence-list"), close),
    ),
    text,
    body,
  );
  view.watch(signal, (now) => {
    order.show(now.order);
    card.hidden = now.point === undefined;
    host.replaceChildren(...(now.point === undefined ? [] : [card]));
  });
  follow(view, signal, {
    key: ({ point, measure, group, aggregation, order: by }) =>
      JSON.stringify([point, measure, group, aggregation, by]),
    read: (now) => rankingOf(context, now),
    busy: () => body.replaceChildren(loading(4)),
    failed: (error, again) => body.replaceChildren(errorNotice(error, again)),
    show: (ranking, now) => {
      if (ranking === undefined) {
        return;
      }
      const { point, aggregation } = ranking;
      const when = scoreRuns.find(({ id }) => id === point.scoreRunId)?.when;
      const how = aggregation === "none" ? "" : `, ${AGGREGATION_NAMES[aggregation].toLowerCase()}`;
      const side = when === undefined ? "" : `, ${when} fine-tuning`;
      title.textContent = `${methodName(methods, point.method)}${how}, layer ${point.layer}${side}`;
      text.textContent = `${ranking.measure.name} by sentence: ${Math.min(LISTED, ranking.all)} of ${count(ranking.all)} (${groupName(now.group).toLowerCase()}).${ranking.note}`;
      body.replaceChildren(h("ol", { class: "ranked" }, ...ranking.lines.map((one) => line(ranking, one))));
    },
  });
}

/** The sentences of the point that the reader has chosen, best or worst first; nothing while none is chosen. */
export const panel: Panel<ResultsContext> = {
  title: "Sentences of a point",
  order: 25,
  place: "wide",
  mount: mountSentences,
};
