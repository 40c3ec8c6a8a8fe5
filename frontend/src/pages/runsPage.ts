import { get } from "../api/client.ts";
import { type Connection, watchRuns } from "../api/events.ts";
import type { Run, RunPage } from "../api/types.ts";
import { h } from "../dom/element.ts";
import { icon } from "../dom/icon.ts";
import { errorNotice, loading, pageHead, pager } from "../dom/parts.ts";
import { emptyRuns, type RowActions, runRow, runTable } from "../panels/runList.ts";
import { listBar, runFilters } from "../panels/runs/runFilters.ts";
import { selectionBar } from "../panels/runs/selectionBar.ts";
import { definePage, type Visit } from "../state/page.ts";
import { isFiltered, queryOf, readRunsView, type RunsView, writeRunsView } from "../state/runs/runsView.ts";
import "./runsPage.css";

const LIMIT = 25;
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

class RunsList {
  readonly #visit: Visit<RunsView>;
  readonly #body = h("div", {}, loading(4));
  readonly #selection = h("div", { class: "selection-place" });
  readonly #connection = h("span", { class: "hint", role: "status" });
  readonly #chosen = new Map<string, Run>();
  readonly #actions: RowActions = {
    isChosen: ({ id }) => this.#chosen.has(id),
    choose: (run, chosen) => {
      if (chosen) {
        this.#chosen.set(run.id, run);
      } else {
        this.#chosen.delete(run.id);
      }
      this.#drawSelection();
    },
    changed: (run) => this.#updateRow(run),
  };
  #page: RunPage | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(host: HTMLElement, visit: Visit<RunsView>) {
    this.#visit = visit;
    host.append(
      h(
        "div",
        { class: "page" },
        pageHead(
          "Runs",
          "Each run fine-tunes a model on number agreement and scores it before and after fine-tuning.",
          h("a", { href: "/sweeps", class: "button" }, "Sweeps"),
          h("a", { href: "/launch", class: "button primary" }, icon("plus"), "Launch a run"),
        ),
        listBar(visit),
        h("div", { class: "list-bar" }, runFilters(visit), this.#connection),
        this.#body,
        this.#selection,
      ),
    );
    visit.view.watch(visit.signal, () => {
      this.#read().catch((error: unknown) => this.#showError(error));
    });
    watchRuns(
      {
        run: (run) => this.#updateRow(run),
        catchUp: () => this.#read(),
        connection: (connection) => this.#showConnection(connection),
      },
      visit.signal,
    );
  }

  async #read(): Promise<void> {
    const { view, signal } = this.#visit;
    const requestedView = view.value;
    const page = await get("/runs", { query: queryOf(requestedView, LIMIT), signal });
    if (view.value === requestedView && !signal.aborted) {
      this.#page = page;
      this.#draw();
    }
  }

  #readSafely(): void {
    this.#read().catch((error: unknown) => this.#showError(error));
  }

  /** Draws the row of a run anew; where another run may have to stand in the list, the list is read again. */
  #updateRow(run: Run): void {
    const rows = this.#body.querySelectorAll<HTMLElement>("[data-run]");
    const row = [...rows].find((candidate) => candidate.dataset["run"] === run.id);
    if (this.#chosen.has(run.id)) {
      this.#chosen.set(run.id, run);
      this.#drawSelection();
    }
    const view = this.#visit.view.value;
    if (row !== undefined) {
      const label = document.activeElement?.getAttribute("aria-label");
      const focused = row.contains(document.activeElement);
      const next = runRow(run, this.#actions);
      row.replaceWith(next);
      if (focused) {
        const same = [...next.querySelectorAll<HTMLElement>("[aria-label]")].find(
          (element) => element.getAttribute("aria-label") === label,
        );
        (same ?? next.querySelector("a"))?.focus();
      }
    }
    const hidden = run.archivedAt !== null && view.archived === undefined;
    if (isFiltered(view) || view.sort !== "newest" || hidden || (row === undefined && view.offset === 0)) {
      this.#readSoon();
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
        this.#read().catch((error: unknown) => this.#showError(error));
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
    const page = this.#page;
    if (page === undefined) {
      return;
    }
    const view = this.#visit.view.value;
    for (const run of page.items.filter(({ id }) => this.#chosen.has(id))) {
      this.#chosen.set(run.id, run);
    }
    this.#drawSelection();
    if (page.total === 0) {
      this.#body.replaceChildren(emptyRuns(view));
      return;
    }
    this.#body.replaceChildren(
      this.#count(page),
      runTable(page.items, this.#actions),
      pager(page.total, view.offset, LIMIT, (offset) => this.#visit.change({ offset })),
    );
  }

  /** How many runs there are, and a switch that selects those of this page. */
  #count({ items, total }: RunPage): HTMLElement {
    const box = h("input", { type: "checkbox", "aria-label": "Select all runs of this page" });
    const many = items.filter(({ id }) => this.#chosen.has(id)).length;
    box.checked = items.length > 0 && many === items.length;
    box.indeterminate = many > 0 && many < items.length;
    box.addEventListener("change", () => {
      for (const run of items) {
        if (box.checked) {
          this.#chosen.set(run.id, run);
        } else {
          this.#chosen.delete(run.id);
        }
      }
      this.#draw();
    });
    const text = total === 1 ? "1 run" : `${total} runs`;
    return h("label", { class: "switch run-count" }, box, h("span", {}, text));
  }

  #drawSelection(): void {
    const clear = () => {
      this.#chosen.clear();
      this.#draw();
    };
    const host = { refresh: () => this.#readSafely(), clear };
    const runs = [...this.#chosen.values()];
    this.#selection.replaceChildren(...(runs.length === 0 ? [] : [selectionBar(runs, host, this.#visit.go)]));
  }

  #showError(error: unknown): void {
    if (!this.#visit.signal.aborted && this.#page === undefined) {
      this.#body.replaceChildren(
        errorNotice(error, () => {
          this.#read().catch((again: unknown) => this.#showError(again));
        }),
      );
    }
  }
}
