import { addressOf, BASE, get, type PathsWith, type RequestOptions } from "../api/client.ts";
import { Latest } from "./latest.ts";
import type { Store } from "./store.ts";

type AnswerTo<P extends PathsWith<"get">> = Awaited<ReturnType<typeof get<P>>>;

/** The largest number of answers in memory. */
const KEPT = 120;

/**
 * Answers of the interface to reading requests about finished results, which do not change: each is asked for once
 * while the page is open. Answers that failed are asked for again.
 */
export class Answers {
  readonly #answers = new Map<string, Promise<unknown>>();
  readonly #signal: AbortSignal;
  #lastingRequests: readonly string[] = [];
  #viewRequests = new Set<string>();

  constructor(signal: AbortSignal) {
    this.#signal = signal;
  }

  /** The requests of the present view, each as path and query below the interface's base. */
  get requests(): string[] {
    return [...this.#viewRequests];
  }

  /** Counts the requests so far as part of every view. */
  keepForEveryView(): void {
    this.#lastingRequests = [...this.#viewRequests];
  }

  /** Starts counting the requests of a new view. */
  startView(): void {
    this.#viewRequests = new Set(this.#lastingRequests);
  }

  /** The answer to a GET, from memory if it was read before. */
  read<P extends PathsWith<"get">>(path: P, options: RequestOptions<P, "get"> = {}): Promise<AnswerTo<P>> {
    const address = addressOf(path, options.path, options.query);
    this.#viewRequests.add(address.slice(BASE.length));
    const before = this.#answers.get(address);
    const promise = before ?? get(path, { ...options, signal: this.#signal });
    // Asked for last is kept longest.
    this.#answers.delete(address);
    this.#answers.set(address, promise);
    if (before === undefined) {
      promise.catch(() => this.#answers.delete(address));
      this.#trim();
    }
    return promise as Promise<AnswerTo<P>>;
  }

  #trim(): void {
    for (const address of this.#answers.keys()) {
      if (this.#answers.size <= KEPT) {
        return;
      }
      this.#answers.delete(address);
    }
  }
}

/** A follower of a view: the part of the view that it depends on, how it reads, and what it does with the answer. */
export interface Follower<V, T> {
  /** The part of the view that matters, as text: the follower reads again only when it changes. */
  key(view: V): string;
  read(view: V): Promise<T>;
  show(value: T, view: V): void;
  failed(error: unknown, again: () => void): void;
  /** Called when reading starts. */
  busy?(): void;
}

/** Reads at every change of a view what it needs; an answer that a newer view has overtaken is dropped. */
export function follow<V, T>(view: Store<V>, signal: AbortSignal, follower: Follower<V, T>): void {
  const latest = new Latest(signal);
  let presentKey: string | undefined;
  const ask = (force: boolean) => {
    const now = view.value;
    const key = follower.key(now);
    if (key === presentKey && !force) {
      // Answered from memory; it tells that the view is still made of this.
      follower.read(now).catch(() => undefined);
      return;
    }
    presentKey = key;
    follower.busy?.();
    latest.run(
      () => follower.read(now),
      (value) => follower.show(value, now),
      (error) => follower.failed(error, () => ask(true)),
    );
  };
  view.watch(signal, () => ask(false));
}
