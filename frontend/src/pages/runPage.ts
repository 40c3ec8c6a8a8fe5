import { get } from "../api/client.ts";
import { type Connection, isFinished, watchRun } from "../api/events.ts";
import { messageOf } from "../api/problem.ts";
import type { LogLine, Metrics, Run } from "../api/types.ts";
import { h } from "../dom/element.ts";
import { errorNotice, loading, toast } from "../dom/parts.ts";
import { mountPanels } from "../panels/panel.ts";
import type { RunContext } from "../panels/run/runContext.ts";
import { runHeading } from "../panels/run/runHeading.ts";
import { runPanels } from "../panels/run/runPanels.ts";
import { definePage, type Visit } from "../state/page.ts";
import { readBaseline } from "../state/runs/baseline.ts";
import { NO_METRICS, withLines, withMetrics } from "../state/run/runMetrics.ts";
import { Store } from "../state/store.ts";
import "./runPage.css";
import "./runStages.css";
import { runTitle } from "../state/run/runLabel.ts";

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
  page.append(runHeading(context), places.wide, h("div", { class: "run-columns" }, places.main, places.side));
  mountPanels(runPanels, context, ({ title, order, place }) => {
    const host = h("section", { class: "card padded", "aria-label": title, style: `order:${order}` });
    places[place].append(host);
    return host;
  });
  context.run.watch(signal, (run) => visit.title(runTitle(run)));
  const deleted = new Store(false);
  deleted.changes(signal, () => {
    page.replaceChildren(deletionNotice(context.run.value));
  });
  follow(context, deleted);
  void readBaseline(signal);
}

/** Stands in place of a run that someone deleted while its page was open. */
const deletionNotice = ({ name }: Run): HTMLElement =>
  h(
    "div",
    { class: "card empty", role: "status" },
    h("h2", {}, "This run was deleted"),
    h("p", {}, `“${name}” and what only it needed are gone.`),
    h("a", { href: "/", class: "button" }, "All runs"),
  );

/** Keeps the run and its curves up to date. */
function follow({ run, metrics, log, connection, signal }: RunContext, deleted: Store<boolean>): void {
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
      deleted: () => deleted.set(true),
      catchUp: more,
      connection: (now) => connection.set(now),
    },
    signal,
  );
}
