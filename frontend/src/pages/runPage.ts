import { get, post } from "../api/client.ts";
import { type Connection, isFinished, watchRun } from "../api/events.ts";
import { messageOf } from "../api/problem.ts";
import type { LogLine, Metrics, Run } from "../api/types.ts";
import { h } from "../dom/element.ts";
import { ago, count, moment } from "../dom/format.ts";
import { icon } from "../dom/icon.ts";
import { confirm, errorNotice, loading, stateBadge, toast } from "../dom/parts.ts";
import { mountPanels } from "../panels/panel.ts";
import { marksLine } from "../panels/runMarks.ts";
import type { RunContext } from "../panels/run/runContext.ts";
import { repeatsLines } from "../panels/run/repeats.ts";
import { runPanels } from "../panels/run/runPanels.ts";
import { repeatRequest } from "../state/compareRuns.ts";
import { compareRun, compareRuns } from "../state/compareView.ts";
import { againView, writeLaunchView } from "../state/launch/launchView.ts";
import { definePage, type Visit } from "../state/page.ts";
import { resultsOf } from "../state/results/resultsView.ts";
import { hasResults } from "../state/run/finishedRuns.ts";
import { NO_METRICS, withLines, withMetrics } from "../state/run/runMetrics.ts";
import { Store } from "../state/store.ts";
import "./runPage.css";
import "./runStages.css";

/** The run that the page shows. */
export interface RunView {
  readonly id: string;
}

/** One run, live while it goes on. */
export const runPage = definePage<RunView>({
  section: "runs",
  read: (path) =>
    path.length === 2 && path[0] === "runs" && path[1] !== undefined ? { id: path[1] } : undefined,
  write: ({ id }) => `/runs/${encodeURIComponent(id)}`,
  samePage: (from, to) => from.id === to.id,
  mount(host, visit) {
    visit.title(`Run ${visit.view.value.id}`);
    const page = h("div", { class: "page run-page" });
    host.append(page);
    const open = () => {
      page.replaceChildren(h("div", { class: "card" }, loading(6)));
      get("/runs/{runId}", { path: { runId: visit.view.value.id }, signal: visit.signal }).then(
        (run) => {
          page.replaceChildren();
          mountRun(page, run, visit);
        },
        (error: unknown) => {
          if (!visit.signal.aborted) {
            page.replaceChildren(errorNotice(error, open));
          }
        },
      );
    };
    open();
  },
});

function mountRun(page: HTMLElement, first: Run, visit: Visit<RunView>): void {
  const { signal } = visit;
  const context: RunContext = {
    run: new Store(first),
    metrics: new Store<Metrics>(NO_METRICS),
    log: new Store<readonly LogLine[]>([]),
    connection: new Store<Connection>("connecting"),
    signal,
    go: visit.go,
  };
  const places = {
    wide: h("div", { class: "run-wide" }),
    main: h("div", { class: "run-main" }),
    side: h("div", { class: "run-side" }),
  };
  page.append(heading(context), places.wide, h("div", { class: "run-columns" }, places.main, places.side));
  mountPanels(runPanels, context, ({ title, order, place }) => {
    const host = h("section", { class: "card padded", "aria-label": title, style: `order:${order}` });
    places[place].append(host);
    return host;
  });
  context.run.watch(signal, ({ name }) => visit.title(name));
  follow(context);
}

/** Keeps the run and its curves up to date. */
function follow({ run, metrics, log, connection, signal }: RunContext): void {
  const runId = run.value.id;
  const more = async () => {
    const sinceStep = metrics.value.steps.at(-1)?.step ?? 0;
    const sinceNumber = log.value.at(-1)?.number ?? 0;
    const [newMetrics, { lines }] = await Promise.all([
      get("/runs/{runId}/metrics", { path: { runId }, query: { sinceStep }, signal }),
      get("/runs/{runId}/log", { path: { runId }, query: { sinceNumber }, signal }),
    ]);
    metrics.set(withMetrics(metrics.value, newMetrics));
    log.set(withLines(log.value, lines));
  };
  watchRun(
    runId,
    {
      run: (now) => {
        const over = isFinished(now) && !isFinished(run.value);
        run.set(now);
        if (over) {
          more().catch((error: unknown) => toast(messageOf(error)));
        }
      },
      step: (step) => metrics.set(withMetrics(metrics.value, { steps: [step] })),
      epoch: (epoch) => metrics.set(withMetrics(metrics.value, { epochs: [epoch] })),
      head: (point) => metrics.set(withMetrics(metrics.value, { headFitting: [point] })),
      log: (line) => log.set(withLines(log.value, [line])),
      catchUp: more,
      connection: (now) => connection.set(now),
    },
    signal,
  );
}

function heading({ run, signal, go }: RunContext): HTMLElement {
  const title = h("h1");
  const lead = h("div", { class: "lead run-lead" });
  const actions = h("div", { class: "actions" });
  let actionsKey = "";
  run.watch(signal, (now) => {
    title.textContent = now.name;
    const key = [now.state, now.scoreRunAfter, now.checkpointId].join();
    if (key === actionsKey) {
      return;
    }
    actionsKey = key;
    const { modelId, dataId, examples } = now.spec;
    const what = `${modelId} on ${dataId}, ${examples === null ? "all examples" : `${count(examples)} examples in each split`}`;
    const when = h(
      "time",
      { datetime: now.createdAt, title: moment(now.createdAt) },
      `launched ${ago(now.createdAt)}`,
    );
    lead.replaceChildren(stateBadge(now.state), h("span", {}, what), h("span", {}, when), marksLine(now));
    actions.replaceChildren(...actionsOf(now, go));
  });
  const back = h("a", { href: "/", class: "back-link" }, icon("arrowLeft", 14), "All runs");
  return h(
    "div",
    {},
    back,
    h("div", { class: "page-head" }, h("div", {}, title, lead, repeatsLines(run.value, signal)), actions),
  );
}

function actionsOf(run: Run, go: RunContext["go"]): HTMLElement[] {
  const actions: HTMLElement[] = [];
  if (hasResults(run)) {
    actions.push(h("a", { href: resultsOf(run.id), class: "button primary" }, icon("results"), "Results"));
  }
  if (run.scoreRunAfter !== null && run.state === "succeeded") {
    const href = `/scores/${run.scoreRunAfter}`;
    const weight = hasResults(run) ? "button" : "button primary";
    actions.push(h("a", { href, class: weight }, icon("sentences"), "Sentences"));
  }
  if (run.state === "succeeded" && run.spec.methods.length > 0) {
    actions.push(h("a", { href: compareRun(run), class: "button" }, icon("compare"), "Compare"));
  }
  if (run.checkpointId !== null) {
    const href = `/api/v1/checkpoints/${encodeURIComponent(run.checkpointId)}/download`;
    actions.push(h("a", { href, download: true, class: "button" }, icon("download"), "Checkpoint"));
  }
  actions.push(
    h("a", { href: writeLaunchView(againView(run)), class: "button" }, icon("repeat"), "Run again"),
  );
  if (run.state === "succeeded") {
    const repeat = () => void repeatRun(run, go);
    const title = "Launch the same settings once more, and compare all figures of both runs";
    actions.push(
      h(
        "button",
        { type: "button", class: "button", title, on: { click: repeat } },
        icon("repeat"),
        "Run again and compare",
      ),
    );
  }
  if (run.state === "queued" || run.state === "running") {
    const cancel = () => void cancelRun(run);
    actions.push(
      h("button", { type: "button", class: "button danger", on: { click: cancel } }, icon("stop"), "Cancel"),
    );
  }
  return actions;
}

/** Launches the same run once more and goes to the comparison, which waits for it. */
async function repeatRun(run: Run, go: RunContext["go"]): Promise<void> {
  const request = repeatRequest(run);
  const text = `The same settings are launched as “${request.name ?? ""}”. All figures of both runs are compared once it is finished.`;
  if (await confirm("Run this again?", text, "Launch", "Not now", "usual")) {
    await post("/runs", request).then(
      (again) => go(compareRuns(run.id, again.id)),
      (error: unknown) => toast(messageOf(error)),
    );
  }
}

async function cancelRun(run: Run): Promise<void> {
  const text =
    "The run stops after the current batch. Scores computed so far are kept; a checkpoint is saved only when fine-tuning finishes.";
  if (await confirm("Cancel this run?", text, "Cancel the run")) {
    await post("/runs/{runId}/cancel", undefined, { path: { runId: run.id } }).catch((error: unknown) =>
      toast(messageOf(error)),
    );
  }
}
