import { withBase } from "./basePath.ts";
import { addressOf, get } from "./client.ts";
import { RequestError } from "./problem.ts";
import { isSharedView } from "./requests.ts";
import { takeSlot } from "./streamSlots.ts";
import type { EpochMetrics, HeadPoint, LogLine, Run, StepMetrics } from "./types.ts";

/** How the page learns of changes: the server pushes them, the page polls for them, or the server is out of reach. */
export type Connection = "connecting" | "live" | "polling" | "lost";

export interface RunListener {
  readonly run: (run: Run) => void;
  readonly step: (step: StepMetrics) => void;
  readonly epoch: (epoch: EpochMetrics) => void;
  /** A point of the curve of the fitting of a head. */
  readonly head: (point: HeadPoint) => void;
  readonly log: (line: LogLine) => void;
  /** The run was deleted; nothing more comes of it. */
  readonly deleted: (runId: string) => void;
  /** Reads the present state; called at first and whenever events may have been missed. */
  readonly catchUp: () => Promise<void>;
  readonly connection: (connection: Connection) => void;
}

const POLL = 2000;
const NOT_FOUND = 404;
const RECONNECT = 15_000;

export const isFinished = (run: Run): boolean =>
  run.state === "succeeded" || run.state === "failed" || run.state === "cancelled";

interface EventFeed {
  readonly address: string;
  readonly events: Readonly<Record<string, (data: unknown) => void>>;
  /** Polls once for what the events would have reported. */
  readonly poll: () => Promise<void>;
  /** Reads what was reported before the stream opened. */
  readonly catchUp: () => Promise<void>;
  readonly connection: (connection: Connection) => void;
  /** Whether no more events will come. */
  readonly finished: () => boolean;
}

/**
 * Listens to a stream of events. While it fails, the tab is hidden or other tabs have all streams, it asks every two
 * seconds and tries the stream again from time to time. In a shared view nothing changes.
 */
class FeedListener {
  readonly #feed: EventFeed;
  readonly #signal: AbortSignal;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #stream: EventSource | undefined;
  #release: (() => void) | undefined;
  #waitsForSlot = false;
  #failedSince = 0;

  constructor(feed: EventFeed, signal: AbortSignal) {
    this.#feed = feed;
    this.#signal = signal;
  }

  start(): void {
    const signal = this.#signal;
    signal.addEventListener("abort", () => this.#stop(), { once: true });
    document.addEventListener("visibilitychange", () => this.#onVisibility(), { signal });
    this.#feed.connection("connecting");
    this.#connect();
  }

  #isOver(): boolean {
    return this.#signal.aborted || this.#feed.finished();
  }

  #stop(): void {
    clearTimeout(this.#timer);
    this.#stream?.close();
    this.#stream = undefined;
    this.#release?.();
    this.#release = undefined;
  }

  #poll(): void {
    const request = this.#feed.poll().then(
      () => "polling" as const,
      () => "lost" as const,
    );
    void request.then((connection) => {
      if (this.#isOver()) {
        this.#feed.connection(connection);
        this.#stop();
      } else if (this.#stream === undefined && !this.#waitsForSlot) {
        this.#feed.connection(connection);
        this.#goOn();
      }
    });
  }

  #goOn(): void {
    if (Date.now() - this.#failedSince > RECONNECT && !document.hidden) {
      this.#connect();
    } else {
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => this.#poll(), POLL);
    }
  }

  #fail(): void {
    this.#stop();
    if (!this.#isOver()) {
      this.#failedSince = Date.now();
      this.#poll();
    }
  }

  #connect(): void {
    this.#waitsForSlot = true;
    takeSlot(
      (release) => {
        this.#waitsForSlot = false;
        this.#release = release;
        if (this.#isOver()) {
          this.#stop();
        } else {
          this.#open();
        }
      },
      () => {
        this.#waitsForSlot = false;
        this.#fail();
      },
    );
  }

  #open(): void {
    const feed = this.#feed;
    const stream = new EventSource(withBase(feed.address));
    this.#stream = stream;
    stream.addEventListener("open", () => {
      feed.connection("live");
      feed.catchUp().catch(() => {
        this.#fail();
      });
    });
    stream.addEventListener("error", () => this.#fail());
    for (const [name, listener] of Object.entries(feed.events)) {
      stream.addEventListener(name, (event: MessageEvent<string>) => {
        listener(JSON.parse(event.data));
        if (feed.finished()) {
          this.#stop();
        }
      });
    }
  }

  #onVisibility(): void {
    if (document.hidden && this.#stream !== undefined) {
      this.#fail();
    } else if (!document.hidden && this.#stream === undefined && !this.#waitsForSlot && !this.#isOver()) {
      clearTimeout(this.#timer);
      this.#connect();
    }
  }
}

function listen(feed: EventFeed, signal: AbortSignal): void {
  if (!isSharedView()) {
    new FeedListener(feed, signal).start();
  }
}

/** Follows one run until it is finished or the signal aborts. */
export function watchRun(runId: string, listener: RunListener, signal: AbortSignal): void {
  let finished = false;
  const onDeleted = () => {
    finished = true;
    listener.deleted(runId);
  };
  const onRun = (run: Run) => {
    finished = isFinished(run);
    listener.run(run);
  };
  listen(
    {
      address: addressOf("/runs/{runId}/events", { runId }),
      events: {
        run: (data) => {
          onRun(data as Run);
        },
        deleted: onDeleted,
        step: (data) => {
          listener.step(data as StepMetrics);
        },
        epoch: (data) => {
          listener.epoch(data as EpochMetrics);
        },
        head: (data) => {
          listener.head(data as HeadPoint);
        },
        log: (data) => {
          listener.log(data as LogLine);
        },
      },
      poll: async () => {
        try {
          onRun(await get("/runs/{runId}", { path: { runId }, signal }));
          await listener.catchUp();
        } catch (error) {
          if (!(error instanceof RequestError && error.status === NOT_FOUND)) {
            throw error;
          }
          onDeleted();
        }
      },
      catchUp: listener.catchUp,
      connection: listener.connection,
      finished: () => finished,
    },
    signal,
  );
}

/** Follows all runs; `catchUp` reads the list again. */
export function watchRuns(
  listener: Pick<RunListener, "run" | "deleted" | "catchUp" | "connection">,
  signal: AbortSignal,
): void {
  listen(
    {
      address: addressOf("/events"),
      events: {
        run: (data) => {
          listener.run(data as Run);
        },
        deleted: (data) => {
          listener.deleted((data as { readonly id: string }).id);
        },
      },
      poll: listener.catchUp,
      catchUp: listener.catchUp,
      connection: listener.connection,
      finished: () => false,
    },
    signal,
  );
}
