/**
 * Runs tasks of which only the latest counts: starting one aborts the one before, and an answer that arrives
 * after a newer task was started is dropped, whether the abort reached it or not.
 */
export class Latest {
  #current: AbortController | undefined;
  readonly #owner: AbortSignal;

  constructor(owner: AbortSignal) {
    this.#owner = owner;
  }

  /** Gives up the present task; its answer is dropped. */
  cancel(): void {
    this.#current?.abort();
    this.#current = undefined;
  }

  /** Runs the task; calls `done` or `failed` only if no newer task was started and the owner still lives. */
  run<T>(
    task: (signal: AbortSignal) => Promise<T>,
    done: (value: T) => void,
    failed: (error: unknown) => void,
  ): void {
    this.#current?.abort();
    const mine = new AbortController();
    this.#current = mine;
    const counts = () => this.#current === mine && !this.#owner.aborted;
    task(AbortSignal.any([mine.signal, this.#owner])).then(
      (value) => {
        if (counts()) {
          done(value);
        }
      },
      (error: unknown) => {
        if (counts()) {
          failed(error);
        }
      },
    );
  }
}
