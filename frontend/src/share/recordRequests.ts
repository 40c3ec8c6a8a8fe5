import { RequestError } from "../api/problem.ts";
import { listenToRequests } from "../api/requests.ts";
import { h } from "../dom/element.ts";
import type { AnyPage } from "../state/page.ts";
import { readOnlyVisit } from "./readOnlyVisit.ts";

/** The requests that a view makes, and its title. */
export interface RequestRecord {
  readonly title: string;
  /** Path and query below the interface's base, in the order in which they were asked for. */
  readonly requests: readonly string[];
}

/** No request for so long (ms) means that the view has all it needs. */
const QUIET = 350;
const LONGEST = 30_000;
const NOT_THERE = 404;

/**
 * Mounts a view once more, out of sight and read-only, as the reader of a share will have it, and notes down what it
 * reads. So a share holds all that its view needs, and nothing that was only looked at on the way to it.
 */
export async function recordRequests(
  page: AnyPage,
  view: unknown,
  width: number,
  owner: AbortSignal,
): Promise<RequestRecord> {
  const end = new AbortController();
  const signal = AbortSignal.any([end.signal, owner]);
  const host = h("div", {
    class: "request-recording",
    inert: true,
    "aria-hidden": "true",
    style: `width:${width}px`,
  });
  const recorder = new RequestRecorder(signal);
  let title = "";
  document.body.append(host);
  try {
    const setTitle = (text: string) => {
      title = text;
    };
    page.mount(host, readOnlyVisit({ page, view, title: setTitle, onRefusal: () => undefined, signal }));
    await recorder.settled();
    return { title, requests: recorder.requests() };
  } finally {
    end.abort();
    host.remove();
  }
}

class RequestRecorder {
  readonly #read = new Set<string>();
  readonly #began = Date.now();
  #pending = 0;
  #last = Date.now();
  #fault: unknown;

  constructor(signal: AbortSignal) {
    listenToRequests(
      {
        onRequest: () => {
          this.#pending += 1;
        },
        onAnswer: (request, error) => {
          this.#pending -= 1;
          this.#last = Date.now();
          if (error === undefined) {
            this.#read.add(request);
          } else if (!(error instanceof RequestError) || error.status !== NOT_THERE) {
            this.#fault ??= error;
          }
        },
      },
      signal,
    );
  }

  requests(): string[] {
    return [...this.#read];
  }

  /** Resolves when nothing is asked for any more; rejects when something was refused. */
  async settled(): Promise<void> {
    while (this.#pending > 0 || Date.now() - this.#last < QUIET) {
      if (Date.now() - this.#began > LONGEST) {
        throw new Error("The view is still loading and cannot be shared yet.");
      }
      await new Promise((done) => setTimeout(done, 50));
    }
    if (this.#fault !== undefined) {
      throw this.#fault instanceof Error ? this.#fault : new Error("The view could not be loaded.");
    }
  }
}
