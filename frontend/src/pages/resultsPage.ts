import { withBase } from "../api/basePath.ts";
import { h } from "../dom/element.ts";
import { count } from "../dom/format.ts";
import { icon } from "../dom/icon.ts";
import { errorNotice, loading } from "../dom/parts.ts";
import { mountPanels } from "../panels/panel.ts";
import { missingNotice } from "../panels/results/missingEvaluation.ts";
import { isEvaluated, type ResultsContext } from "../panels/results/resultsContext.ts";
import { marksLine } from "../panels/runMarks.ts";
import { resultsPanels, TABS } from "../panels/results/resultsPanels.ts";
import { Answers } from "../state/answers.ts";
import { compareRun } from "../state/compareView.ts";
import { Latest } from "../state/latest.ts";
import { definePage, type Visit } from "../state/page.ts";
import {
  EDITABLE_IN_SHARE,
  readResultsView,
  RESULT_TABS,
  type ResultsView,
  type ResultTab,
  writeResultsView,
} from "../state/results/resultsView.ts";
import { partialNote } from "../state/results/missingResult.ts";
import { type ModelRun, sidesOfRun } from "../state/results/scoredSides.ts";
import { Store } from "../state/store.ts";
import "./resultsPage.css";
import "./resultsPrint.css";
import { runTitle } from "../state/run/runLabel.ts";

/** The results of a run's evaluations. */
export const resultsPage = definePage<ResultsView>({
  section: "results",
  read: readResultsView,
  write: writeResultsView,
  samePage: (from, to) => from.runId === to.runId,
  editableInShare: EDITABLE_IN_SHARE,
  mount(host, visit) {
    visit.title("Results");
    const page = h("div", { class: "page results-page" });
    host.append(page);
    const open = () => {
      page.replaceChildren(h("div", { class: "card" }, loading(8)));
      loadFrame(visit).then(
        (context) => mountResults(page, context, visit),
        (error: unknown) =>
          visit.signal.aborted ? undefined : page.replaceChildren(errorNotice(error, open)),
      );
    };
    open();
  },
});

/** Reads what every tab needs: the run, its score runs, and what is stored of them. */
async function loadFrame(visit: Visit<ResultsView>): Promise<ResultsContext> {
  const answers = new Answers(visit.signal);
  const { runId } = visit.view.value;
  const [run, methods, evaluations] = await Promise.all([
    answers.read("/runs/{runId}", { path: { runId } }),
    answers.read("/methods"),
    answers.read("/evaluations"),
  ]);
  const ids = sidesOfRun(run).map(({ scoreRunId }) => scoreRunId);
  const [scoreRuns, evaluated] = await Promise.all([
    Promise.all(ids.map((scoreRunId) => answers.read("/scores/{scoreRunId}", { path: { scoreRunId } }))),
    Promise.all(
      ids.map((scoreRunId) => answers.read("/scores/{scoreRunId}/evaluations", { path: { scoreRunId } })),
    ),
  ]);
  answers.keepForEveryView();
  return {
    run,
    scoreRuns,
    evaluated,
    methods,
    scored: scoreRuns.at(-1)?.methods ?? [],
    evaluations,
    evaluation: undefined,
    models: new Store<readonly ModelRun[]>([{ run, sides: sidesOfRun(run) }]),
    view: visit.view,
    change: visit.change,
    go: visit.go,
    answers,
    readOnly: visit.readOnly,
    signal: visit.signal,
  };
}

function mountResults(page: HTMLElement, context: ResultsContext, visit: Visit<ResultsView>): void {
  const { view, answers, run, signal } = context;
  const body = h("div", { class: "results-body" });
  const fault = h("div", { class: "results-fault" });
  const partial = partialNote(run);
  const notice =
    partial === undefined
      ? []
      : [h("div", { class: "notice", role: "note" }, icon("warning"), h("p", {}, partial))];
  page.replaceChildren(heading(context), ...notice, tabBar(context), fault, body);
  view.changes(signal, () => answers.startView());
  followModels(context, fault);
  let inner = new AbortController();
  signal.addEventListener("abort", () => inner.abort());
  let openedTab: ResultTab | undefined;
  view.watch(signal, ({ tab }) => {
    if (tab === openedTab) {
      return;
    }
    openedTab = tab;
    inner.abort();
    inner = new AbortController();
    body.dataset["tab"] = tab;
    visit.title(`${TABS[tab].name}, ${runTitle(run)}`);
    openTab(body, tab, { ...context, signal: inner.signal });
  });
}

/** Fills the body with the panels of a tab, or says how to make the evaluation that the tab is about. */
function openTab(body: HTMLElement, tab: ResultTab, context: ResultsContext): void {
  const latest = new Latest(context.signal);
  const { evaluation } = TABS[tab];
  if (evaluation !== undefined && !isEvaluated(context, evaluation)) {
    body.replaceChildren(missingNotice(context, evaluation));
    return;
  }
  const open = () => {
    body.replaceChildren(h("div", { class: "card wide" }, loading(6)));
    latest.run(
      () => resultsPanels(tab),
      (panels) => {
        body.replaceChildren();
        mountPanels(panels, { ...context, evaluation }, ({ place, title }) => {
          const host = h("div", { class: `results-panel ${place}`, "data-panel": title });
          body.append(host);
          return host;
        });
      },
      (error) => body.replaceChildren(errorNotice(error, open)),
    );
  };
  open();
}

/** Reads the other runs of the address; a run that cannot be read is named and left out. */
function followModels({ view, run, models, answers, signal }: ResultsContext, fault: HTMLElement): void {
  const own: ModelRun = { run, sides: sidesOfRun(run) };
  const latest = new Latest(signal);
  let idsKey = "";
  const read = (ids: readonly string[]) =>
    Promise.allSettled(ids.map((runId) => answers.read("/runs/{runId}", { path: { runId } })));
  view.watch(signal, ({ models: ids }) => {
    if (ids.join() === idsKey) {
      void read(ids);
      return;
    }
    idsKey = ids.join();
    latest.run(
      () => read(ids),
      (settled) => {
        const failed = settled.find((one) => one.status === "rejected");
        fault.replaceChildren(...(failed === undefined ? [] : [errorNotice(failed.reason)]));
        const others = settled.flatMap((one) =>
          one.status === "fulfilled" ? [{ run: one.value, sides: sidesOfRun(one.value) }] : [],
        );
        models.set([own, ...others]);
      },
      (error) => fault.replaceChildren(errorNotice(error)),
    );
  });
}

function heading({ run, scoreRuns, readOnly }: ResultsContext): HTMLElement {
  const { modelId, dataId } = run.spec;
  const last = scoreRuns.at(-1);
  const scored = last === undefined ? "not scored" : `${count(last.examples)} test sentences`;
  const back = h(
    "a",
    { href: `/runs/${encodeURIComponent(run.id)}`, class: "back-link" },
    icon("arrowLeft", 14),
    "The run",
  );
  const lead = `${modelId} on ${dataId}, ${scored}`;
  const compare = h("a", { href: compareRun(run), class: "button" }, icon("compare"), "Compare");
  const archive = h(
    "a",
    {
      href: `/api/v1/runs/${encodeURIComponent(run.id)}/archive`,
      class: "button",
      download: true,
      title: "One zip archive with JSON, CSV, maps as safetensors, and provenance",
    },
    icon("download"),
    "All results",
  );
  return h(
    "div",
    { class: "results-head page-head" },
    h("div", {}, back, h("h1", {}, run.name), h("p", { class: "muted" }, lead), marksLine(run)),
    !readOnly && h("div", { class: "actions" }, archive, compare),
  );
}

/** Scrolls a strip that is wider than the window, and nothing else, until one of its parts is in its middle. */
function showInStrip(part: HTMLElement): void {
  const strip = part.parentElement;
  if (strip !== null) {
    strip.scrollLeft = part.offsetLeft - strip.offsetLeft - (strip.clientWidth - part.offsetWidth) / 2;
  }
}

/** The tabs, each with the view's own settings, and the way to the sentences. */
function tabBar({ view, scoreRuns, signal }: ResultsContext): HTMLElement {
  const links = RESULT_TABS.map((tab) => ({ tab, link: h("a", { class: "tab" }, TABS[tab].name) }));
  view.watch(signal, (now) => {
    for (const { tab, link } of links) {
      // A measure belongs to one tab, and so does the point whose sentences are listed.
      const changes = tab === now.tab ? {} : { measure: undefined, pick: undefined };
      link.href = withBase(writeResultsView({ ...now, ...changes, tab }));
      if (tab === now.tab) {
        if (!link.hasAttribute("aria-current")) {
          requestAnimationFrame(() => {
            showInStrip(link);
          });
        }
        link.setAttribute("aria-current", "page");
      } else {
        link.removeAttribute("aria-current");
      }
    }
  });
  const last = scoreRuns.at(-1);
  const sentences =
    last === undefined
      ? []
      : [
          h(
            "a",
            { class: "tab", href: `/scores/${encodeURIComponent(last.id)}` },
            icon("sentences"),
            "Sentences",
          ),
        ];
  return h("nav", { class: "tabs", "aria-label": "Results" }, ...links.map(({ link }) => link), ...sentences);
}
