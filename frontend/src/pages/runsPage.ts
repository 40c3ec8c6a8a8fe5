import { get } from "../api/client.ts";
import { type Connection, watchRuns } from "../api/events.ts";
import type { Run, RunPage, RunState } from "../api/types.ts";
import { h } from "../dom/element.ts";
import { icon } from "../dom/icon.ts";
import { type Choice, errorNotice, loading, pageHead, segmented } from "../dom/parts.ts";
import { emptyRuns, runRow, runTable } from "../panels/runList.ts";
import { address, definePage, oneOf, type Visit, wholeNumber } from "../state/page.ts";
import "./runsPage.css";

const FILTERS = ["all", "running", "queued", "succeeded", "failed", "cancelled"] as const;
type StateFilter = (typeof FILTERS)[number];

/** The filter and the offset of the list of runs. */
export interface RunsView {
  readonly state: StateFilter;
  readonly offset: number;
}

const LIMIT = 25;
const SOON = 1000;
const CHOICES: readonly Choice<StateFilter>[] = FILTERS.map((value) => ({
  value,
  label: value.charAt(0).toUpperCase() + value.slice(1),
}));

/** The list of runs, kept up to date while it is open. */
export const runsPage = definePage<RunsView>({
  section: "runs",
  read(path, query) {
    if (path.length > 1 || (path.length === 1 && path[0] !== "runs")) {
      return undefined;
    }
    return { state: oneOf(query.get("state"), FILTERS), offset: wholeNumber(query.get("from")) ?? 0 };
  },
  write: ({ state, offset }) =>
    address("/", { state: state === "all" ? undefined : state, from: offset === 0 ? undefined : offset }),
  samePage: () => true,
  mount(host, visit) {
    visit.title("Runs");
    new RunsList(host, visit);
  },
});

class RunsList {
  readonly #visit: Visit<RunsView>;
  readonly #body = h("div", {}, loading(4));
  readonly #connection = h("span", { class: "hint", role: "status" });
  #page: RunPage | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(host: HTMLElement, visit: Visit<RunsView>) {
    this.#visit = visit;
    const filter = segmented("State", CHOICES, (state) => visit.change({ state, offset: 0 }));
    host.append(
      h(
        "div",
        { class: "page" },
        pageHead(
          "Runs",
          "Each run fine-tunes a model on number agreement and scores it before and after fine-tuning.",
          h("a", { href: "/launch", class: "button primary" }, icon("plus"), "Launch a run"),
        ),
        h("div", { class: "list-bar" }, h("div", { class: "scroll-x" }, filter.element), this.#connection),
        this.#body,
      ),
    );
    visit.view.watch(visit.signal, ({ state }) => {
      filter.show(state);
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
    const { state, offset } = requestedView;
    const query = { offset, limit: LIMIT, ...(state === "all" ? {} : { state: state satisfies RunState }) };
    const page = await get("/runs", { query, signal });
    if (view.value === requestedView && !signal.aborted) {
      this.#page = page;
      this.#draw();
    }
  }

  #updateRow(run: Run): void {
    const rows = this.#body.querySelectorAll<HTMLElement>("[data-run]");
    const row = [...rows].find((candidate) => candidate.dataset["run"] === run.id);
    const { state, offset } = this.#visit.view.value;
    const included = state === "all" || state === run.state;
    if (row !== undefined && included) {
      const focused = row.contains(document.activeElement);
      const next = runRow(run);
      row.replaceWith(next);
      if (focused) {
        next.querySelector("a")?.focus();
      }
    } else if (row !== undefined || (included && offset === 0)) {
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
    const { state, offset } = this.#visit.view.value;
    if (page.total === 0) {
      this.#body.replaceChildren(emptyRuns(state === "all" ? undefined : state));
      return;
    }
    this.#body.replaceChildren(runTable(page.items), this.#pager(page.total, offset));
  }

  #pager(total: number, offset: number): HTMLElement {
    const go = (to: number) => this.#visit.change({ offset: to });
    const button = (label: string, to: number, off: boolean) =>
      h(
        "button",
        { type: "button", class: "button small", disabled: off, on: { click: () => go(to) } },
        label,
      );
    const last = Math.min(total, offset + LIMIT);
    return h(
      "div",
      { class: "pager", hidden: total <= LIMIT },
      h("span", { class: "hint" }, `${offset + 1} to ${last} of ${total}`),
      button("Newer", Math.max(0, offset - LIMIT), offset === 0),
      button("Older", offset + LIMIT, last >= total),
    );
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
