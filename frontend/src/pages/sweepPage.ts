import { get } from "../api/client.ts";
import { watchRuns } from "../api/events.ts";
import type { Evaluation, Method, Run, Sweep, SweepTable } from "../api/types.ts";
import { h } from "../dom/element.ts";
import { errorNotice, loading } from "../dom/parts.ts";
import { failedRuns } from "../panels/sweep/failedRuns.ts";
import { sweepCharts } from "../panels/sweep/sweepCharts.ts";
import { sweepHeading } from "../panels/sweep/sweepHeading.ts";
import { sweepProgress } from "../panels/sweep/sweepProgress.ts";
import { sweepWinRates } from "../panels/sweep/sweepWinRates.ts";
import type { SweepContext } from "../panels/sweep/sweepContext.ts";
import { readFields, writeFields } from "../state/fields.ts";
import { address, definePage, type Visit } from "../state/page.ts";
import { Store } from "../state/store.ts";
import { SWEEP_FIELDS, type SweepView } from "../state/sweeps/sweepView.ts";
import "./sweepPage.css";

const SOON = 1000;

/** A sweep, live while its runs go on. */
export const sweepPage = definePage<SweepView>({
  section: "runs",
  read: (path, query) =>
    path.length === 2 && path[0] === "sweeps" && path[1] !== undefined
      ? { id: path[1], ...readFields(SWEEP_FIELDS, query) }
      : undefined,
  write: ({ id, ...fields }) =>
    address(`/sweeps/${encodeURIComponent(id)}`, writeFields(SWEEP_FIELDS, fields)),
  samePage: (from, to) => from.id === to.id,
  mount(host, visit) {
    visit.title(`Sweep ${visit.view.value.id}`);
    const page = h("div", { class: "page sweep-page" });
    host.append(page);
    const { signal } = visit;
    const path = { sweepId: visit.view.value.id };
    const open = () => {
      page.replaceChildren(h("div", { class: "card" }, loading(6)));
      Promise.all([
        get("/sweeps/{sweepId}", { path, signal }),
        get("/runs", { query: { sweep: path.sweepId, limit: 1, archived: "included" }, signal }),
        get("/methods", { signal }),
        get("/evaluations", { signal }),
      ]).then(
        ([sweep, runs, methods, evaluations]) => {
          page.replaceChildren();
          mountSweep(page, { sweep, first: runs.items[0], methods, evaluations }, visit);
        },
        (error: unknown) => (signal.aborted ? undefined : page.replaceChildren(errorNotice(error, open))),
      );
    };
    open();
  },
});

interface Read {
  readonly sweep: Sweep;
  /** Any of its runs; undefined where all are deleted. */
  readonly first: Run | undefined;
  readonly methods: readonly Method[];
  readonly evaluations: readonly Evaluation[];
}

function mountSweep(page: HTMLElement, read: Read, visit: Visit<SweepView>): void {
  const { signal } = visit;
  const context: SweepContext = {
    sweep: new Store(read.sweep),
    table: new Store<SweepTable | undefined>(undefined),
    first: read.first,
    methods: read.methods,
    evaluations: read.evaluations,
    view: visit.view,
    change: visit.change,
    go: visit.go,
    signal,
    refresh: () => follow.soon(),
  };
  const follow = follower(context);
  page.append(
    sweepHeading(context),
    sweepProgress(context),
    failedRuns(context),
    ...sweepCharts(context),
    sweepWinRates(context),
  );
  context.sweep.watch(signal, ({ name }) => visit.title(name));
  watchRuns(
    {
      run: (run) => (run.sweepId === read.sweep.id ? follow.soon() : undefined),
      deleted: () => follow.soon(),
      catchUp: () => follow.now(),
      connection: () => undefined,
    },
    signal,
  );
}

/** Reads the sweep again, at most once a second however many of its runs change. */
function follower({ sweep, signal }: SweepContext): { soon: () => void; now: () => Promise<void> } {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const now = async () => {
    sweep.set(await get("/sweeps/{sweepId}", { path: { sweepId: sweep.value.id }, signal }));
  };
  const soon = () => {
    timer ??= setTimeout(() => {
      timer = undefined;
      now().catch(() => undefined);
    }, SOON);
  };
  signal.addEventListener("abort", () => clearTimeout(timer), { once: true });
  return { soon, now };
}
