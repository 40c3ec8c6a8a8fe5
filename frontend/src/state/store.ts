/** A value that tells its listeners when it changes. */
export class Store<T> {
  readonly #listeners = new Set<(value: T, before: T) => void>();
  #value: T;

  constructor(initial: T) {
    this.#value = initial;
  }

  get value(): T {
    return this.#value;
  }

  /** Sets the value and tells every listener, unless the value is the very same. */
  set(next: T): void {
    if (Object.is(next, this.#value)) {
      return;
    }
    const before = this.#value;
    this.#value = next;
    for (const listener of [...this.#listeners]) {
      listener(next, before);
    }
  }

  /** Calls the listener now and at every change, until the signal aborts. */
  watch(signal: AbortSignal, listener: (value: T) => void): void {
    this.changes(signal, listener);
    if (!signal.aborted) {
      listener(this.#value);
    }
  }

  /** Calls the listener at every change, until the signal aborts. */
  changes(signal: AbortSignal, listener: (value: T, before: T) => void): void {
    if (signal.aborted) {
      return;
    }
    this.#listeners.add(listener);
    signal.addEventListener("abort", () => this.#listeners.delete(listener), { once: true });
  }
}
