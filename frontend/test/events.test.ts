import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { type Connection, watchRun } from "../src/api/events.ts";
import type { Run } from "../src/api/types.ts";
import { run } from "./fixture/recorded.ts";

/** A stream that the test speaks through. */
class Stream extends EventTarget {
  static opened: Stream[] = [];
  readonly address: string;
  closed = false;

  constructor(address: string) {
    super();
    this.address = address;
    Stream.opened.push(this);
  }

  close(): void {
    this.closed = true;
  }

  say(name: string, data: unknown): void {
    this.dispatchEvent(new MessageEvent(name, { data: JSON.stringify(data) }));
  }
}

let life: AbortController;
let connections: Connection[];
let states: string[];
let missed: number;
let answered: Run;

function watch(): Stream {
  watchRun(
    "r-1",
    {
      run: ({ state }) => states.push(state),
      step: () => undefined,
      epoch: () => undefined,
      head: () => undefined,
      log: () => undefined,
      deleted: (id) => states.push(`${id} deleted`),
      catchUp: () => {
        missed += 1;
        return Promise.resolve();
      },
      connection: (connection) => connections.push(connection),
    },
    life.signal,
  );
  return latest();
}

function latest(): Stream {
  const stream = Stream.opened.at(-1);
  if (stream === undefined) {
    throw new Error("no stream was opened");
  }
  return stream;
}

beforeEach(() => {
  vi.useFakeTimers();
  life = new AbortController();
  [connections, states, missed, Stream.opened] = [[], [], 0, []];
  answered = run("r-1", { state: "running" });
  vi.stubGlobal("EventSource", Stream);
  vi.stubGlobal(
    "fetch",
    vi.fn(() => Promise.resolve(new Response(JSON.stringify(answered)))),
  );
});

afterEach(() => {
  life.abort();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe("following a run", () => {
  it("asks for what was before once the stream is open, and ends with the run", async () => {
    const stream = watch();
    expect(stream.address).toBe("/api/v1/runs/r-1/events");
    stream.dispatchEvent(new Event("open"));
    stream.say("run", run("r-1", { state: "running" }));
    expect([missed, stream.closed]).toEqual([1, false]);
    stream.say("run", run("r-1", { state: "succeeded" }));
    await vi.advanceTimersByTimeAsync(60_000);
    expect(states).toEqual(["running", "succeeded"]);
    expect([connections, stream.closed, Stream.opened.length]).toEqual([["connecting", "live"], true, 1]);
  });

  it("asks every two seconds while the stream fails, then tries the stream again", async () => {
    watch().dispatchEvent(new Event("error"));
    await vi.advanceTimersByTimeAsync(4100);
    expect(connections).toEqual(["connecting", "polling", "polling", "polling"]);
    expect([states.length, missed, Stream.opened.length]).toEqual([3, 3, 1]);
    await vi.advanceTimersByTimeAsync(14_000);
    expect(Stream.opened).toHaveLength(2);
    latest().dispatchEvent(new Event("open"));
    expect(connections.at(-1)).toBe("live");
  });

  it("says so when the server does not answer at all, and goes on asking", async () => {
    vi.stubGlobal(
      "fetch",
      vi.fn(() => Promise.reject(new TypeError("network"))),
    );
    watch().dispatchEvent(new Event("error"));
    await vi.advanceTimersByTimeAsync(2100);
    expect(connections).toEqual(["connecting", "lost", "lost"]);
  });

  it("stops asking when the run is finished or the page is left", async () => {
    answered = run("r-1", { state: "failed" });
    watch().dispatchEvent(new Event("error"));
    await vi.advanceTimersByTimeAsync(30_000);
    expect(states).toEqual(["failed"]);
    answered = run("r-1", { state: "running" });
    const stream = watch();
    life.abort();
    expect(stream.closed).toBe(true);
  });
});
