import { messageOf } from "../api/problem.ts";
import type { ScoreRun } from "../api/types.ts";
import type { Cell } from "../charts/cell.ts";
import { h } from "../dom/element.ts";
import { icon } from "../dom/icon.ts";
import { errorNotice, loading, toast } from "../dom/parts.ts";
import { whenResized } from "../dom/responsive.ts";
import {
  loadMaps,
  type MapRequest,
  methodDifference,
  type SentenceMaps,
  type SentencePicture,
  sentencePicture,
} from "../figures/sentence/sentencePicture.ts";
import { numberedWidth } from "../layout/grid.ts";
import { mountPanels } from "../panels/panel.ts";
import { followKeys } from "../panels/sentence/keyboard.ts";
import { type ScoresFrame, loadFrame } from "../panels/sentence/loadScores.ts";
import { primary, type SentenceContext } from "../panels/sentence/sentenceContext.ts";
import { sentenceControls } from "../panels/sentence/sentenceControls.ts";
import { sentenceHeading } from "../panels/sentence/sentenceHeading.ts";
import { SentenceList } from "../panels/sentence/sentenceList.ts";
import { sentencePanels } from "../panels/sentence/sentencePanels.ts";
import { Latest } from "../state/latest.ts";
import { definePage, type Visit } from "../state/page.ts";
import { hasSingleHeads, infoOf } from "../state/sentence/heads.ts";
import {
  EDITABLE_IN_SHARE,
  fitting,
  offeredBy,
  readSentenceView,
  type SentenceView,
  writeSentenceView,
} from "../state/sentence/sentenceView.ts";
import { Store } from "../state/store.ts";
import "./scoresPage.css";
import { runInFull, runTitle } from "../state/run/runLabel.ts";

/** Half of the gap between two cards, and the space inside one. */
const CARD = 50;

/** The sentences of a score run and their maps. */
export const scoresPage = definePage<SentenceView>({
  section: "runs",
  read: readSentenceView,
  write: writeSentenceView,
  samePage: () => true,
  editableInShare: EDITABLE_IN_SHARE,
  mount(host, visit) {
    visit.title("Sentences");
    let scoreRuns: readonly ScoreRun[] = [];
    let inner = new AbortController();
    visit.signal.addEventListener("abort", () => inner.abort());
    const latest = new Latest(visit.signal);
    const open = () => {
      const id = visit.view.value.scoreRunId;
      if (scoreRuns.some((scoreRun) => scoreRun.id === id)) {
        return;
      }
      inner.abort();
      inner = new AbortController();
      host.replaceChildren(h("div", { class: "page" }, h("div", { class: "card" }, loading(8))));
      latest.run(
        (signal) => loadFrame(id, visit.readOnly, signal),
        (frame) => {
          scoreRuns = frame.scoreRuns;
          mountSentences(host, frame, visit, inner.signal);
        },
        (error) => {
          scoreRuns = [];
          host.replaceChildren(h("div", { class: "page" }, errorNotice(error, open)));
        },
      );
    };
    visit.view.watch(visit.signal, open);
  },
});

function mountSentences(
  host: HTMLElement,
  frame: ScoresFrame,
  visit: Visit<SentenceView>,
  signal: AbortSignal,
): void {
  const context: SentenceContext = {
    view: visit.view,
    change: visit.change,
    run: frame.run,
    scoreRuns: frame.scoreRuns,
    methods: frame.methods,
    heads: frame.heads,
    rows: frame.run.spec.scoring.rows,
    picture: new Store<SentencePicture | undefined>(undefined),
    otherPicture: new Store<SentencePicture | undefined>(undefined),
    hover: new Store<Cell | null>(null),
    place: new Store<{ place: number; total: number } | undefined>(undefined),
    readOnly: visit.readOnly,
    move: (step) => {
      const goTo = (to?: { index: number }) =>
        to !== undefined && !signal.aborted && visit.change({ index: to.index }, "replace");
      list?.neighbour(step).then(goTo, (error: unknown) => toast(messageOf(error)));
    },
    open: ({ index }) => {
      visit.change({ index });
      layout.classList.remove("list-open");
    },
    signal,
  };
  const list = visit.readOnly ? undefined : new SentenceList(context);
  const fault = h("div", { class: "fault-place" });
  const charts = h("div", { class: "sentence-charts" });
  const above = [sentenceHeading(context), sentenceControls(context)];
  const content = h("div", { class: "sentence-content" }, ...above, fault, charts);
  const layout = h(
    "div",
    { class: `sentence-layout${list === undefined ? " alone" : ""}` },
    list?.element,
    content,
  );
  host.replaceChildren(
    topLine(frame, context, () => layout.classList.toggle("list-open")),
    layout,
  );
  mountPanels(sentencePanels, context, ({ title, place }) => {
    const host = h("section", { class: `card padded ${place}`, "aria-label": title });
    charts.append(host);
    return host;
  });
  followKeys(context);
  stackWhereNarrow(context, charts);
  followView(context, fault, charts);
  visit.view.watch(signal, ({ index }) => visit.title(`Sentence ${index + 1}, ${runTitle(frame.run)}`));
}

/** The method of a view and, if there is one, the other that it is compared with. */
function mapRequests(context: SentenceContext): MapRequest[] {
  const { view, methods, rows } = context;
  const { method, versus, aggregation, head } = view.value;
  const stored = primary(context)?.methods ?? [];
  const id = method ?? stored[0] ?? "";
  const single = head !== undefined && hasSingleHeads(methods, id) ? { head: head - 1 } : {};
  const first = { method: id, aggregation, ...single };
  if (versus === undefined || versus === first.method || !stored.includes(versus)) {
    return [first];
  }
  const other = methods.find(({ id }) => id === versus);
  return [first, { method: versus, aggregation: fitting(aggregation, offeredBy(other, rows)) }];
}

/** Reads the maps that the view describes; the old picture stays until the new one is there. */
function followView(context: SentenceContext, fault: HTMLElement, charts: HTMLElement): void {
  const { view, scoreRuns, methods, picture, otherPicture, hover, signal } = context;
  const latest = new Latest(signal);
  let mapsByMethod: readonly (readonly SentenceMaps[])[] = [];
  let requestKey = "";
  let shownKey = "";
  // The threshold of the routes changes no picture; with long sentences it would take a second to draw them all anew.
  const keyOfShown = () => JSON.stringify({ ...view.value, threshold: undefined });
  const show = () => {
    shownKey = keyOfShown();
    const infoOfSides = (sides: readonly SentenceMaps[] | undefined) =>
      infoOf(methods, sides?.[0]?.maps.method);
    const [one = [], other] = mapsByMethod;
    if (view.value.pairing === "difference" && other !== undefined) {
      const minus = { method: other[0]?.maps.method ?? "", info: infoOfSides(other) };
      picture.set(methodDifference(one, other, view.value, { info: infoOfSides(one), minus }));
      otherPicture.set(undefined);
      return;
    }
    picture.set(sentencePicture(one, view.value, infoOfSides(one)));
    otherPicture.set(
      other === undefined ? undefined : sentencePicture(other, view.value, infoOfSides(other)),
    );
  };
  const ask = () => {
    const now = view.value;
    const sides = now.sides !== "one" ? scoreRuns : scoreRuns.filter(({ id }) => id === now.scoreRunId);
    const by = mapRequests(context);
    const key = JSON.stringify([sides.map(({ id }) => id), now.index, by]);
    if (key === requestKey) {
      if (keyOfShown() !== shownKey) {
        show();
      }
      return;
    }
    requestKey = key;
    charts.setAttribute("aria-busy", "true");
    latest.run(
      (stop) => loadMaps(sides, now.index, by, stop),
      (sides) => {
        mapsByMethod = sides;
        fault.replaceChildren();
        charts.hidden = false;
        charts.removeAttribute("aria-busy");
        hover.set(null);
        show();
      },
      (error) => {
        requestKey = "";
        charts.hidden = true;
        fault.replaceChildren(errorNotice(error, ask));
      },
    );
  };
  view.watch(signal, ask);
}

/** Puts the charts below each other where side by side they would have no room for their numbers. */
function stackWhereNarrow({ picture, signal }: SentenceContext, charts: HTMLElement): void {
  const arrange = () => {
    charts.classList.toggle("row-only", picture.value?.whole === false);
    const tokens = picture.value?.sides[0].picture.units.length ?? 0;
    charts.classList.toggle("stacked", charts.clientWidth / 2 - CARD < numberedWidth(tokens));
  };
  picture.changes(signal, arrange);
  whenResized(charts, signal, arrange);
}

function topLine({ run }: ScoresFrame, context: SentenceContext, toggleList: () => void): HTMLElement {
  const what = h("span", { class: "hint" });
  context.view.watch(context.signal, () => {
    const when = context.view.value.sides === "one" ? (primary(context)?.when ?? "") : "before and after";
    what.textContent = `${run.spec.modelId} ${when} fine-tuning, test split of ${run.spec.dataId}`;
  });
  return h(
    "div",
    { class: "sentence-top" },
    h(
      "a",
      { href: `/runs/${encodeURIComponent(run.id)}`, class: "back-link" },
      icon("arrowLeft", 14),
      run.name,
    ),
    h("h1", { class: "visually-hidden" }, `Sentences of ${runInFull(run)}`),
    what,
    !context.readOnly &&
      h(
        "button",
        { type: "button", class: "button small list-toggle", on: { click: toggleList } },
        icon("sentences"),
        "All sentences",
      ),
  );
}
