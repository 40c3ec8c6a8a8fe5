import { get } from "../api/client.ts";
import { type Connection, watchRuns } from "../api/events.ts";
import type { Run, RunGroups, RunPage } from "../api/types.ts";
import { h } from "../dom/element.ts";
import { count } from "../dom/format.ts";
import { icon } from "../dom/icon.ts";
import { errorNotice, loading, pageHead, pager } from "../dom/parts.ts";
import {
  emptyRuns,
  type ListShape,
  replaceRow,
  type RowActions,
  runRow,
  runTable,
} from "../panels/runList.ts";
import { columnMenu } from "../panels/runs/columnMenu.ts";
import { groupNote, groupTable } from "../panels/runs/groupTable.ts";
import { listBar } from "../panels/runs/listBar.ts";
import { runFilters } from "../panels/runs/runFilters.ts";
import { noticeButton } from "../panels/runs/noticeButton.ts";
import { RunSelection } from "../panels/runs/runSelection.ts";
import { definePage, type Visit } from "../state/page.ts";
import { Waiting } from "../state/queue/waiting.ts";
import { baseline, readBaseline } from "../state/runs/baseline.ts";
import { columnsOf } from "../state/runs/listColumns.ts";
import { methodNames, readMethodNames } from "../state/runs/methodNames.ts";
import {
  type GroupName,
  groupQueryOf,
  isFiltered,
  queryOf,
  readRunsView,
  type RunsView,
  writeRunsView,
} from "../state/runs/runsView.ts";
import "./runsPage.css";

const LIMIT = 25;
const GROUPS = 100;
const SOON = 1000;

/** The list of runs, kept up to date while it is open. */
export const runsPage = definePage<RunsView>({
  section: "runs",
  read: readRunsView,
  write: writeRunsView,
  samePage: () => true,
  mount(host, visit) {
    visit.title("Runs");
    new RunsList(host, visit);
  },
});

/** What the list shows: runs, or groups of them. */
type Listed =
  { readonly by: undefined; readonly page: RunPage } | { readonly by: GroupName; readonly page: RunGroups };

class RunsList {
  readonly #visit: Visit<RunsView>;
  readonly #body = h("div", {}, loading(4));
  readonly #connection = h("span", { class: "hint", role: "status" });
  readonly #selection: RunSelection;
  readonly #actions: RowActions;
  readonly #waiting: Waiting;
  #listed: Listed | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(host: HTMLElement, visit: Visit<RunsView>) {
    this.#visit = visit;
    this.#waiting = new Waiting(visit.signal);
    this.#selection = new RunSelection(visit, {
      refresh: () => this.#readSafely(),
      draw: () => this.#draw(),
    });
    this.#actions = {
      isChosen: (run) => this.#selection.has(run),
      choose: (run, chosen) => this.#selection.choose(run, chosen),
      changed: (run) => this.#updateRow(run),
    };
    host.append(
      h(
        "div",
        { class: "page" },
        pageHead(
          "Runs",
          "Each run fine-tunes a model on number agreement and scores it before and after fine-tuning.",
          h("a", { href: "/sweeps", class: "button" }, "Sweeps"),
          noticeButton(visit.signal),
          h("a", { href: "/launch", class: "button primary" }, icon("plus"), "Launch a run"),
        ),
        listBar(visit),
        h("div", { class: "list-bar" }, runFilters(visit), columnMenu(visit), this.#connection),
        this.#body,
        this.#selection.element,
      ),
    );
    visit.view.watch(visit.signal, () => this.#readSafely());
    baseline.changes(visit.signal, () => this.#draw());
    void readBaseline(visit.signal);
    methodNames.changes(visit.signal, () => this.#draw());
    void readMethodNames(visit.signal);
    this.#waiting.places.changes(visit.signal, () => this.#showPlaces());
    watchRuns(
      {
        run: (run) => this.#updateRow(run),
        deleted: (id) => this.#remove(id),
        catchUp: () => this.#read(),
        connection: (connection) => this.#showConnection(connection),
      },
      visit.signal,
    );
  }

  async #read(): Promise<void> {
    const { view, signal } = this.#visit;
    const requestedView = view.value;
    const { by } = requestedView;
    const listed: Listed =
      by === undefined
        ? { by, page: await get("/runs", { query: queryOf(requestedView, LIMIT), signal }) }
        : { by, page: await get("/run-groups", { query: groupQueryOf(requestedView, by, GROUPS), signal }) };
    if (view.value === requestedView && !signal.aborted) {
      this.#listed = listed;
      this.#draw();
    }
  }

  #readSafely(): void {
    this.#read().catch((error: unknown) => this.#showError(error));
  }

  #shape(): ListShape {
    return {
      columns: columnsOf(this.#visit.view.value),
      baseline: baseline.value,
      waiting: this.#waiting.places.value,
      methods: methodNames.value,
    };
  }

  #rowOf(id: string): HTMLElement | undefined {
    const rows = this.#body.querySelectorAll<HTMLElement>("[data-run]");
    return [...rows].find((candidate) => candidate.dataset["run"] === id);
  }

  /** Takes a deleted run out of the list and the selection. */
  #remove(id: string): void {
    this.#selection.forget(id);
    if (baseline.value?.id === id) {
      baseline.set(undefined);
    }
    this.#rowOf(id)?.remove();
    this.#readSoon();
  }

  /** Draws the row of a run anew; where another run may have to stand in the list, the list is read again. */
  #updateRow(run: Run): void {
    const row = this.#rowOf(run.id);
    this.#selection.update(run);
    const view = this.#visit.view.value;
    this.#keep(run);
    this.#drawRow(run, row);
    this.#waiting.follow(this.#items());
    const hidden = run.archivedAt !== null && view.archived === undefined;
    const elsewhere = row === undefined && view.offset === 0;
    if (isFiltered(view) || view.by !== undefined || view.sort !== "newest" || hidden || elsewhere) {
      this.#readSoon();
    }
  }

  /** The runs that are listed. */
  #items(): readonly Run[] {
    return this.#listed?.by === undefined ? (this.#listed?.page.items ?? []) : [];
  }

  /** Takes the present state of a run into the list. */
  #keep(run: Run): void {
    const listed = this.#listed;
    if (listed !== undefined && listed.by === undefined) {
      const items = listed.page.items.map((one) => (one.id === run.id ? run : one));
      this.#listed = { by: undefined, page: { ...listed.page, items } };
    }
  }

  #drawRow(run: Run, row: HTMLElement | undefined): void {
    if (row !== undefined) {
      replaceRow(row, runRow(run, this.#actions, this.#shape()));
    }
  }

  /** Draws the rows of the runs that wait, whose places have changed. */
  #showPlaces(): void {
    for (const run of this.#items()) {
      if (run.state === "queued") {
        this.#drawRow(run, this.#rowOf(run.id));
      }
    }
  }

  /** Reads the list again, at most once a second however many runs change. */
  #readSoon(): void {
    if (this.#timer !== undefined) {
      return;
    }
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      if (!this.#visit.signal.aborted) {
        this.#readSafely();
      }
    }, SOON);
  }

  #showConnection(connection: Connection): void {
    this.#connection.textContent =
      connection === "lost"
        ? "The server does not respond; retrying"
        : connection === "polling"
          ? "Updated every 2 s"
          : "";
  }

  #draw(): void {
    const listed = this.#listed;
    if (listed === undefined) {
      return;
    }
    const view = this.#visit.view.value;
    this.#waiting.follow(this.#items());
    if (listed.by !== undefined) {
      this.#drawGroups(listed.page, listed.by, view);
      return;
    }
    const { page } = listed;
    this.#selection.show(page);
    if (page.total === 0) {
      this.#body.replaceChildren(emptyRuns(view));
      return;
    }
    const left = this.#body.querySelector(".run-table")?.scrollLeft ?? 0;
    const table = runTable(page.items, this.#actions, this.#shape());
    this.#body.replaceChildren(
      this.#selection.switches(page),
      table,
      pager(page.total, view.offset, LIMIT, (offset) => this.#visit.change({ offset })),
    );
    table.scrollLeft = left;
  }

  #drawGroups(page: RunGroups, by: GroupName, view: RunsView): void {
    this.#selection.clear();
    if (page.total === 0) {
      this.#body.replaceChildren(
        h("div", { class: "card empty" }, h("h2", {}, "No run that matches is in a group")),
      );
      return;
    }
    const words = page.total === 1 ? "1 group" : `${count(page.total)} groups`;
    this.#body.replaceChildren(
      h("p", { class: "hint group-count" }, `${words}. ${groupNote(by)}`),
      groupTable(page, by, view),
      pager(page.total, view.offset, GROUPS, (offset) => this.#visit.change({ offset })),
    );
  }

  #showError(error: unknown): void {
    if (!this.#visit.signal.aborted && this.#listed === undefined) {
      this.#body.replaceChildren(errorNotice(error, () => this.#readSafely()));
    }
  }
}
