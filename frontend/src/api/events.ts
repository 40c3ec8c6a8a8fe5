import { addressOf, get } from "./client.ts";
import { isSharedView } from "./requests.ts";
import type { EpochMetrics, LogLine, Run, StepMetrics } from "./types.ts";

/** How the page learns of changes: the server pushes them, the page polls for them, or the server is out of reach. */
export type Connection = "connecting" | "live" | "polling" | "lost";

export interface RunListener {
  readonly run: (run: Run) => void;
  readonly step: (step: StepMetrics) => void;
  readonly epoch: (epoch: EpochMetrics) => void;
  readonly log: (line: LogLine) => void;
  /** Reads the present state; called at first and whenever events may have been missed. */
  readonly catchUp: () => Promise<void>;
  readonly connection: (connection: Connection) => void;
}

const POLL = 2000;
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

/** Listens to a stream of events; while it fails, asks every two seconds and tries the stream again from time to time. In a shared view nothing changes. */
function listen(feed: EventFeed, signal: AbortSignal): void {
  if (isSharedView()) {
    return;
  }
  let timer: ReturnType<typeof setTimeout> | undefined;
  let stream: EventSource | undefined;
  let failedSince = 0;

  const stop = () => {
    clearTimeout(timer);
    stream?.close();
  };
  const poll = () => {
    const request = feed.poll().then(
      () => {
        feed.connection("polling");
      },
      () => {
        feed.connection("lost");
      },
    );
    void request.then(() => {
      if (signal.aborted || feed.finished()) {
        stop();
      } else if (Date.now() - failedSince > RECONNECT) {
        connect();
      } else {
        timer = setTimeout(poll, POLL);
      }
    });
  };
  const fail = () => {
    stop();
    if (!signal.aborted && !feed.finished()) {
      failedSince = Date.now();
      poll();
    }
  };
  const connect = () => {
    stream = new EventSource(feed.address);
    stream.addEventListener("open", () => {
      feed.connection("live");
      feed.catchUp().catch(fail);
    });
    stream.addEventListener("error", fail);
    for (const [name, listener] of Object.entries(feed.events)) {
      stream.addEventListener(name, (event: MessageEvent<string>) => {
        listener(JSON.parse(event.data));
        if (feed.finished()) {
          stop();
        }
      });
    }
  };
  signal.addEventListener("abort", stop, { once: true });
  feed.connection("connecting");
  connect();
}

/** Follows one run until it is finished or the signal aborts. */
export function watchRun(runId: string, listener: RunListener, signal: AbortSignal): void {
  let finished = false;
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
        step: (data) => {
          listener.step(data as StepMetrics);
        },
        epoch: (data) => {
          listener.epoch(data as EpochMetrics);
        },
        log: (data) => {
          listener.log(data as LogLine);
        },
      },
      poll: async () => {
        onRun(await get("/runs/{runId}", { path: { runId }, signal }));
        await listener.catchUp();
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
  listener: Pick<RunListener, "run" | "catchUp" | "connection">,
  signal: AbortSignal,
): void {
  listen(
    {
      address: addressOf("/events"),
      events: {
        run: (data) => {
          listener.run(data as Run);
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
