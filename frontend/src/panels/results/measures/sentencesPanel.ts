import type { Method } from "../../../api/types.ts";
import { h } from "../../../dom/element.ts";
import { count, figure } from "../../../dom/format.ts";
import { icon } from "../../../dom/icon.ts";
import { AGGREGATION_NAMES } from "../../../dom/names.ts";
import { errorNotice, loading, segmented, select } from "../../../dom/parts.ts";
import { chartHelp } from "../../../help/helpLink.ts";
import { follow } from "../../../state/answers.ts";
import type { ResultsView } from "../../../state/results/resultsView.ts";
import type { ChartPoint } from "../../../state/results/sentenceFields.ts";
import { groupName } from "../../../state/results/sentenceGroups.ts";
import { methodName } from "../../../state/results/usualMethods.ts";
import { readSentenceView, writeSentenceView } from "../../../state/sentence/sentenceView.ts";
import type { Panel } from "../../panel.ts";
import type { ResultsContext } from "../resultsContext.ts";
import { LISTED, rankingOf, type SentenceRanking } from "./sentenceRanking.ts";

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
  { sentence, ...ranked }: SentenceRanking["lines"][number],
): HTMLElement {
  const { index, value } = ranked;
  const { minimum, maximum } = ranking.measure;
  const length = "other" in ranked ? Math.abs(value - ranked.other) : value - minimum;
  const share = maximum > minimum ? length / (maximum - minimum) : 0;
  const written = "other" in ranked ? `${figure(value)} / ${figure(ranked.other)}` : figure(value);
  const right = sentence?.correct === true;
  return h(
    "li",
    { class: "ranked-line" },
    h("span", { class: "ranked-value" }, written),
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

/** The menu of the methods of the point's score run that its method can be held against. */
function againstSelect(
  { methods, scoreRuns, change }: ResultsContext,
  point: ChartPoint,
  rival: string | undefined,
): HTMLElement {
  const scored = scoreRuns.find(({ id }) => id === point.scoreRunId)?.methods ?? [];
  const others = scored.filter((id) => id !== point.method);
  return select(
    "Hold against",
    [
      { value: "", label: "Alone" },
      ...others.map((id) => ({ value: id, label: `Against ${methodName(methods, id)}` })),
    ],
    rival ?? "",
    (id) => change({ rival: id === "" ? undefined : id }),
  );
}

const closeButton = (click: () => void): HTMLElement =>
  h(
    "button",
    { type: "button", class: "icon-button", title: "Close", "aria-label": "Close the list", on: { click } },
    icon("cross"),
  );

/** The switches of the list: what the method is held against, the order, and the button that closes the list. */
function tools(context: ResultsContext): HTMLElement {
  const { view, change, signal } = context;
  const choose = (value: "best" | "worst") => change({ order: value });
  const alone = segmented(
    "Order",
    [
      { value: "best", label: "Best first" },
      { value: "worst", label: "Worst first" },
    ] as const,
    choose,
  );
  const apart = segmented(
    "Order",
    [
      { value: "best", label: "Furthest apart" },
      { value: "worst", label: "Closest" },
    ] as const,
    choose,
  );
  const against = h("div");
  view.watch(signal, (now) => {
    alone.show(now.order);
    apart.show(now.order);
    alone.element.hidden = now.rival !== undefined;
    apart.element.hidden = now.rival === undefined;
    against.replaceChildren(
      ...(now.point === undefined ? [] : [againstSelect(context, now.point, now.rival)]),
    );
  });
  const close = closeButton(() => change({ point: undefined }));
  return h(
    "div",
    { class: "head-tools" },
    against,
    alone.element,
    apart.element,
    chartHelp("sentence-list"),
    close,
  );
}

/** What the list holds, in a sentence. */
function captionOf(
  ranking: SentenceRanking,
  { group, rival }: ResultsView,
  methods: readonly Method[],
): string {
  const held =
    rival === undefined
      ? ""
      : `, ${methodName(methods, ranking.point.method)} / ${methodName(methods, rival)}`;
  const shown = `${Math.min(LISTED, ranking.all)} of ${count(ranking.all)} (${groupName(group).toLowerCase()})`;
  return `${ranking.measure.name} by sentence${held}: ${shown}.${ranking.note}`;
}

function mountSentences(host: HTMLElement, context: ResultsContext): void {
  const { view, methods, scoreRuns, signal } = context;
  const title = h("h2");
  const text = h("p", { class: "hint" });
  const body = h("div");
  const card = h(
    "section",
    { class: "card padded figure-card", "aria-label": "Sentences of the point" },
    h("div", { class: "card-head ranked-head" }, title, tools(context)),
    text,
    body,
  );
  view.watch(signal, (now) => {
    card.hidden = now.point === undefined;
    host.replaceChildren(...(now.point === undefined ? [] : [card]));
  });
  follow(view, signal, {
    key: ({ point, measure, group, aggregation, order, rival }) =>
      JSON.stringify([point, measure, group, aggregation, order, rival]),
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
      text.textContent = captionOf(ranking, now, methods);
      body.replaceChildren(
        h(
          "ol",
          { class: now.rival === undefined ? "ranked" : "ranked apart" },
          ...ranking.lines.map((one) => line(ranking, one)),
        ),
      );
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
