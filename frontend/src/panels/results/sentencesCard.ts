import type { Aggregation, ExampleSummary } from "../../api/types.ts";
import { h } from "../../dom/element.ts";
import { count, figure } from "../../dom/format.ts";
import { icon } from "../../dom/icon.ts";
import { AGGREGATION_NAMES } from "../../dom/names.ts";
import { errorNotice, loading, segmented } from "../../dom/parts.ts";
import { filterOfGroup, rankSentences, type SentenceRank } from "../../figures/results/rankedSentences.ts";
import { follow } from "../../state/answers.ts";
import type { EvaluationMeasure } from "../../state/measures.ts";
import type { Pick, ResultsView } from "../../state/resultsView.ts";
import { groupName } from "../../state/sentenceGroups.ts";
import { readSentenceView, writeSentenceView } from "../../state/sentenceView.ts";
import { aggregationOf, nameOf } from "../../state/usualMethods.ts";
import { measureOf, type ResultsContext } from "./resultsContext.ts";

/** How many sentences are listed. */
const LISTED = 12;
/** How many summaries are read at once. */
const PAGE = 1000;

interface SentenceRanking {
  readonly pick: Pick;
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
  pick: Pick,
  group: string,
): Promise<Map<number, ExampleSummary> | undefined> {
  const filter = filterOfGroup(group);
  if (filter === undefined) {
    return undefined;
  }
  const path = { scoreRunId: pick.scoreRunId };
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

async function find(
  context: ResultsContext,
  view: ResultsView,
  evaluation: string,
): Promise<SentenceRanking | undefined> {
  const { pick, group, order } = view;
  const measure = measureOf(context, evaluation, view);
  if (pick === undefined || measure === undefined) {
    return undefined;
  }
  const offered = context.methods.find(({ id }) => id === pick.method)?.aggregations ?? ["none"];
  const aggregation = aggregationOf(view.aggregation, offered) ?? "none";
  const layer = aggregation === "last_layer" ? 0 : pick.layer - 1;
  const [values, members] = await Promise.all([
    context.answers.read("/scores/{scoreRunId}/values", {
      path: { scoreRunId: pick.scoreRunId },
      query: { measure: measure.id, method: pick.method, aggregation, layer },
    }),
    membersOf(context, pick, group),
  ]);
  const sorted = rankSentences(values, order, measure.higherIsBetter).filter(
    ({ index }) => members === undefined || members.has(index),
  );
  const lines = await Promise.all(
    sorted.slice(0, LISTED).map(async (one) => ({
      ...one,
      sentence: members?.get(one.index) ?? (await summaryOf(context, pick.scoreRunId, one.index)),
    })),
  );
  const note = group.startsWith("distance_") ? " Sentences of all distances are listed." : "";
  return { pick, measure, aggregation, all: sorted.length, lines, note };
}

/** The address of a sentence with the method and layer of the point. */
function addressOf({ pick, aggregation }: SentenceRanking, index: number): string {
  const usual = readSentenceView(["scores", pick.scoreRunId], new URLSearchParams());
  return usual === undefined
    ? ""
    : writeSentenceView({
        ...usual,
        index,
        method: pick.method,
        aggregation,
        layer: aggregation === "last_layer" ? undefined : pick.layer,
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

/** The sentences of the point that the view has picked, best or worst first; nothing while none is picked. */
export function sentencesCard(host: HTMLElement, context: ResultsContext, evaluation: string): void {
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
  const close = h(
    "button",
    {
      type: "button",
      class: "icon-button",
      title: "Close",
      "aria-label": "Close the list",
      on: { click: () => change({ pick: undefined }) },
    },
    icon("cross"),
  );
  const card = h(
    "section",
    { class: "card padded figure-card", "aria-label": "Sentences of the point" },
    h("div", { class: "card-head" }, title, h("div", { class: "head-tools" }, order.element, close)),
    text,
    body,
  );
  view.watch(signal, (now) => {
    order.show(now.order);
    card.hidden = now.pick === undefined;
    host.replaceChildren(...(now.pick === undefined ? [] : [card]));
  });
  follow(view, signal, {
    key: ({ pick, measure, group, aggregation, order: by }) =>
      JSON.stringify([pick, measure, group, aggregation, by]),
    read: (now) => find(context, now, evaluation),
    busy: () => body.replaceChildren(loading(4)),
    failed: (error, again) => body.replaceChildren(errorNotice(error, again)),
    show: (ranking, now) => {
      if (ranking === undefined) {
        return;
      }
      const { pick, aggregation } = ranking;
      const when = scoreRuns.find(({ id }) => id === pick.scoreRunId)?.when;
      const how = aggregation === "none" ? "" : `, ${AGGREGATION_NAMES[aggregation].toLowerCase()}`;
      const side = when === undefined ? "" : `, ${when} fine-tuning`;
      title.textContent = `${nameOf(methods, pick.method)}${how}, layer ${pick.layer}${side}`;
      text.textContent = `${ranking.measure.name} sentence by sentence: ${Math.min(LISTED, ranking.all)} of ${count(ranking.all)} (${groupName(now.group).toLowerCase()}).${ranking.note}`;
      body.replaceChildren(h("ol", { class: "ranked" }, ...ranking.lines.map((one) => line(ranking, one))));
    },
  });
}
