/** Who listens to the GETs of the page, and through which share they go. */

export interface RequestListener {
  /** A request, as path and query below the interface's base, is under way. */
  readonly onRequest: (request: string) => void;
  /** It was answered; the error where it was refused. */
  readonly onAnswer: (request: string, error: unknown) => void;
}

const listeners = new Set<RequestListener>();
let token: string | undefined;

/** Tells of every GET until the signal aborts. */
export function listenToRequests(listener: RequestListener, signal: AbortSignal): void {
  listeners.add(listener);
  signal.addEventListener("abort", () => listeners.delete(listener), { once: true });
}

/** Lets every GET go through a share from now on: only what is part of it is answered. */
export function useShareToken(share: string | undefined): void {
  token = share;
}

/** Whether the page shows a share. */
export const isSharedView = (): boolean => token !== undefined;

/** Where a request goes, below the interface's base. */
export const routeOf = (request: string): string =>
  token === undefined
    ? request
    : `/shared/${encodeURIComponent(token)}/read?${new URLSearchParams({ request }).toString()}`;

/** Runs a request under the ears of all who listen. */
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
