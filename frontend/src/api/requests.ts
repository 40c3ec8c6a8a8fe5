/** Listeners to the page's GET requests, and the share that these requests go through. */

export interface RequestListener {
  /** A request, as path and query below the interface's base, is under way. */
  readonly onRequest: (request: string) => void;
  /** The request was answered; `error` is set where it was refused. */
  readonly onAnswer: (request: string, error: unknown) => void;
}

const listeners = new Set<RequestListener>();
let token: string | undefined;
let answers: Readonly<Record<string, unknown>> | undefined;

/** Calls the listener for every GET until the signal aborts. */
export function listenToRequests(listener: RequestListener, signal: AbortSignal): void {
  listeners.add(listener);
  signal.addEventListener("abort", () => listeners.delete(listener), { once: true });
}

/** Sends every GET through a share from now on; the server answers only what is part of the share. Undefined ends this. */
export function useShareToken(share: string | undefined): void {
  token = share;
}

/** Answers every GET from what a file of a share holds; the server is asked for nothing from now on. */
export function useAnswers(recorded: Readonly<Record<string, unknown>>): void {
  answers = recorded;
}

/** The answers that a file of a share holds; undefined where the page has a server. */
export const recordedAnswers = (): Readonly<Record<string, unknown>> | undefined => answers;

/** Whether the page shows a share. */
export const isSharedView = (): boolean => token !== undefined || answers !== undefined;

/** The path of a request below the interface's base; in a shared view it goes through the share. */
export const routeOf = (request: string): string =>
  token === undefined
    ? request
    : `/shared/${encodeURIComponent(token)}/read?${new URLSearchParams({ request }).toString()}`;

/** Runs a request and tells all listeners when it starts and when it is answered. */
export async function withListeners<T>(request: string, ask: () => Promise<T>): Promise<T> {
  const present = [...listeners];
  for (const listener of present) {
    listener.onRequest(request);
  }
  let fault: unknown;
  try {
    return await ask();
  } catch (error) {
    fault = error;
    throw error;
  } finally {
    for (const listener of present) {
      listener.onAnswer(request, fault);
    }
  }
}
