import { addressOf, BASE, get, type PathsWith, type RequestOptions } from "../api/client.ts";
import { Latest } from "./latest.ts";
import type { Store } from "./store.ts";

type Got<P extends PathsWith<"get">> = Awaited<ReturnType<typeof get<P>>>;

/** How many answers are kept. */
const KEPT = 120;

/**
 * Answers of the interface to reading requests about finished results, which do not change: each is asked for once
 * while the page is open. Answers that failed are asked for again.
 */
export class Answers {
  readonly #kept = new Map<string, Promise<unknown>>();
  readonly #signal: AbortSignal;
  #lasting: readonly string[] = [];
  #touched = new Set<string>();

  constructor(signal: AbortSignal) {
    this.#signal = signal;
  }

  /** What the present view is made of, each as path and query below the interface's base. */
  get requests(): string[] {
    return [...this.#touched];
  }

  /** What was read so far belongs to every view. */
  lasts(): void {
    this.#lasting = [...this.#touched];
  }

  /** The view has changed: `requests` counts anew. */
  forget(): void {
    this.#touched = new Set(this.#lasting);
  }

  /** The answer to a GET, from memory if it was read before. */
  read<P extends PathsWith<"get">>(path: P, options: RequestOptions<P, "get"> = {}): Promise<Got<P>> {
    const address = addressOf(path, options.path, options.query);
    this.#touched.add(address.slice(BASE.length));
    const before = this.#kept.get(address);
    const promise = before ?? get(path, { ...options, signal: this.#signal });
    // Asked for last is kept longest.
    this.#kept.delete(address);
    this.#kept.set(address, promise);
    if (before === undefined) {
      promise.catch(() => this.#kept.delete(address));
      this.#trim();
    }
    return promise as Promise<Got<P>>;
  }

  #trim(): void {
    for (const address of this.#kept.keys()) {
      if (this.#kept.size <= KEPT) {
        return;
      }
      this.#kept.delete(address);
    }
  }
}

/** What follows a view: what it depends on, how it is read, and what is done with it. */
export interface Following<V, T> {
  /** Only when this text changes is anything read again. */
  key(view: V): string;
  read(view: V): Promise<T>;
  show(value: T, view: V): void;
  failed(error: unknown, again: () => void): void;
  /** Called when reading starts. */
  busy?(): void;
}

/** Reads at every change of a view what it needs; an answer that a newer view has overtaken is dropped. */
export function follow<V, T>(view: Store<V>, signal: AbortSignal, following: Following<V, T>): void {
  const latest = new Latest(signal);
  let shown: string | undefined;
  const ask = (force: boolean) => {
    const now = view.value;
    const key = following.key(now);
    if (key === shown && !force) {
      // Answered from memory; it tells that the view is still made of this.
      following.read(now).catch(() => undefined);
      return;
    }
    shown = key;
    following.busy?.();
    latest.run(
      () => following.read(now),
      (value) => following.show(value, now),
      (error) => following.failed(error, () => ask(true)),
    );
  };
  view.watch(signal, () => ask(false));
}
