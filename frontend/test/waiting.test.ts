import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Queue, Run } from "../src/api/types.ts";
import { Waiting } from "../src/state/queue/waiting.ts";
import { run } from "./fixture/recorded.ts";

const queued = (id: string): Run => run(id, { state: "queued", startedAt: null });

const item = (runId: string, position: number): Queue["queued"][number] => ({
  runId,
  name: runId,
  modelId: "tiny-bert",
  state: "queued",
  priority: "normal",
  sweepId: null,
  done: null,
  position,
  startsInSeconds: 10 * position,
  secondsLeft: 10,
  waitsForOwner: false,
});

describe("the places of the runs of a list", () => {
  let asked: string[] = [];
  let page = new AbortController();

  beforeEach(() => {
    [asked, page] = [[], new AbortController()];
    vi.useFakeTimers();
    vi.stubGlobal("fetch", (address: string) => {
      asked.push(address);
      const body: Queue = { slots: 1, running: [], queued: [item("r-1", 3), item("r-2", 4)] };
      return Promise.resolve(Response.json(body));
    });
  });

  afterEach(() => {
    page.abort();
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });

  it("are asked for by one request, and again while some wait", async () => {
    const waiting = new Waiting(page.signal);
    waiting.follow([queued("r-1"), run("r-0"), queued("r-2")]);
    waiting.follow([queued("r-1"), run("r-0"), queued("r-2")]);
    await vi.advanceTimersByTimeAsync(600);
    expect(asked.map((address) => address.replace(/^.*\/api/u, "/api"))).toEqual([
      "/api/v1/queue?run=r-1&run=r-2",
    ]);
    expect(waiting.places.value.get("r-2")?.position).toBe(4);
    await vi.advanceTimersByTimeAsync(5100);
    expect(asked).toHaveLength(2);
    waiting.follow([queued("r-2"), run("r-1")]);
    await vi.advanceTimersByTimeAsync(600);
    expect([...waiting.places.value.keys()]).toEqual(["r-2"]);
  });

  it("are not asked for where no run waits", async () => {
    const waiting = new Waiting(page.signal);
    waiting.follow([run("r-0")]);
    await vi.advanceTimersByTimeAsync(20_000);
    expect(asked).toEqual([]);
    waiting.follow([queued("r-1")]);
    page.abort();
    await vi.advanceTimersByTimeAsync(20_000);
    expect(asked).toEqual([]);
  });
});
