import type { Run, RunPage } from "../../api/types.ts";
import { h } from "../../dom/element.ts";
import { count } from "../../dom/format.ts";
import type { Visit } from "../../state/page.ts";
import type { RunsView } from "../../state/runs/runsView.ts";
import { allBar } from "./allBar.ts";
import { selectionBar } from "./selectionBar.ts";

/** What the selection needs of the list. */
interface ListHost {
  /** Reads the list again. */
  readonly refresh: () => void;
  /** Draws the list again. */
  readonly draw: () => void;
}

/** All runs of a filter, as many as there were when they were selected. */
interface AllRuns {
  readonly view: RunsView;
  readonly total: number;
}

/** The runs that are selected in a list: single ones, which stay selected on other pages, or all that its filters let through. */
export class RunSelection {
  /** The place of the bar with what can be done with the runs. */
  readonly element = h("div", { class: "selection-place" });
  readonly #visit: Visit<RunsView>;
  readonly #host: ListHost;
  readonly #chosen = new Map<string, Run>();
  #all: AllRuns | undefined;

  constructor(visit: Visit<RunsView>, host: ListHost) {
    this.#visit = visit;
    this.#host = host;
    visit.view.changes(visit.signal, (now, before) => {
      if (this.#all !== undefined && now.offset === before.offset && now.columns === before.columns) {
        this.#all = undefined;
        this.#drawBar();
      }
    });
  }

  has({ id }: Run): boolean {
    return this.#all !== undefined || this.#chosen.has(id);
  }

  /** Selects a run or leaves it out; with that, no longer all runs are selected. */
  choose(run: Run, chosen: boolean): void {
    const narrowed = this.#all !== undefined;
    this.#all = undefined;
    if (chosen) {
      this.#chosen.set(run.id, run);
    } else {
      this.#chosen.delete(run.id);
    }
    this.#drawBar();
    if (narrowed) {
      this.#host.draw();
    }
  }

  /** Takes over a run that has changed. */
  update(run: Run): void {
    if (this.#chosen.has(run.id)) {
      this.#chosen.set(run.id, run);
      this.#drawBar();
    }
  }

  /** Takes out a run that is gone. */
  forget(id: string): void {
    if (this.#chosen.delete(id)) {
      this.#drawBar();
    }
  }

  clear(): void {
    this.#chosen.clear();
    this.#all = undefined;
    this.#drawBar();
  }

  /** Takes over the runs of a page as they are now. */
  show({ items }: RunPage): void {
    for (const run of items.filter(({ id }) => this.#chosen.has(id))) {
      this.#chosen.set(run.id, run);
    }
    this.#drawBar();
  }

  /** How many runs there are, a switch that selects those of this page, and the way from there to all of them. */
  switches({ items, total }: RunPage): HTMLElement {
    const box = h("input", { type: "checkbox", "aria-label": "Select all runs of this page" });
    const many = items.filter((run) => this.has(run)).length;
    box.checked = items.length > 0 && many === items.length;
    box.indeterminate = many > 0 && many < items.length;
    box.addEventListener("change", () => {
      this.#all = undefined;
      for (const run of items) {
        if (box.checked) {
          this.#chosen.set(run.id, run);
        } else {
          this.#chosen.delete(run.id);
        }
      }
      this.#host.draw();
    });
    const all = h(
      "button",
      { type: "button", class: "button quiet small", on: { click: () => this.#chooseAll(total) } },
      `Select all ${count(total)} that match`,
    );
    all.hidden = this.#all !== undefined || !box.checked || total <= items.length;
    const text = total === 1 ? "1 run" : `${count(total)} runs`;
    return h("div", { class: "run-count" }, h("label", { class: "switch" }, box, h("span", {}, text)), all);
  }

  #chooseAll(total: number): void {
    this.#chosen.clear();
    this.#all = { view: this.#visit.view.value, total };
    this.#host.draw();
  }

  #drawBar(): void {
    const clear = () => {
      this.clear();
      this.#host.draw();
    };
    const host = { refresh: this.#host.refresh, clear };
    const runs = [...this.#chosen.values()];
    const { go } = this.#visit;
    const bar =
      this.#all !== undefined
        ? [allBar(this.#all.view, this.#all.total, host, go)]
        : runs.length > 0
          ? [selectionBar(runs, host, go)]
          : [];
    this.element.replaceChildren(...bar);
  }
}
