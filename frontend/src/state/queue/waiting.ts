import { get } from "../../api/client.ts";
import type { QueueItem, Run } from "../../api/types.ts";
import { Store } from "../store.ts";

const SOON = 500;
const EVERY = 5000;

/** Where those of some runs wait that are queued, by their ids: kept up to date by one request for all of them. */
export class Waiting {
  readonly places = new Store<ReadonlyMap<string, QueueItem>>(new Map());
  readonly #signal: AbortSignal;
  #ids: readonly string[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;
  #due = Number.POSITIVE_INFINITY;

  constructor(signal: AbortSignal) {
    this.#signal = signal;
    signal.addEventListener("abort", () => clearTimeout(this.#timer), { once: true });
  }

  /** Follows those of the runs that wait, and no others. */
  follow(runs: readonly Pick<Run, "id" | "state">[]): void {
    this.#ids = runs.filter(({ state }) => state === "queued").map(({ id }) => id);
    this.changed();
  }

  /** Asks again soon: a run somewhere has begun, ended or moved. */
  changed(): void {
    if (this.#ids.length > 0) {
      this.#ask(SOON);
    } else {
      clearTimeout(this.#timer);
      this.#due = Number.POSITIVE_INFINITY;
      this.#take([]);
    }
  }

  #ask(later: number): void {
    const due = Date.now() + later;
    if (due < this.#due && !this.#signal.aborted) {
      clearTimeout(this.#timer);
      this.#due = due;
      this.#timer = setTimeout(() => this.#read(), later);
    }
  }

  #read(): void {
    this.#due = Number.POSITIVE_INFINITY;
    const run = [...this.#ids];
    get("/queue", { query: { run }, signal: this.#signal }).then(
      ({ queued }) => {
        this.#take(queued.filter(({ runId }) => this.#ids.includes(runId)));
        if (this.#ids.length > 0) {
          this.#ask(EVERY);
        }
      },
      // the places are missing; the page's other requests say why
      () => undefined,
    );
  }

  #take(items: readonly QueueItem[]): void {
    if (JSON.stringify([...this.places.value.values()]) !== JSON.stringify(items)) {
      this.places.set(new Map(items.map((item) => [item.runId, item])));
    }
  }
}
