import { afterEach, describe, expect, it, vi } from "vitest";
import { addressOf, get, post } from "../src/api/client.ts";
import { RequestError } from "../src/api/problem.ts";

function answer(status: number, body: unknown, type = "application/json") {
  const text = typeof body === "string" ? body : JSON.stringify(body);
  const fetched = vi.fn(() =>
    Promise.resolve(new Response(text, { status, headers: { "Content-Type": type } })),
  );
  vi.stubGlobal("fetch", fetched);
  return fetched;
}

async function failure(asked: Promise<unknown>): Promise<RequestError> {
  const error: unknown = await asked.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof RequestError)) {
    throw new Error(`not refused: ${String(error)}`);
  }
  return error;
}

describe("the client of the interface", () => {
  afterEach(() => vi.unstubAllGlobals());

  it("fills in the places of a path and leaves out what is undefined", () => {
    const address = addressOf(
      "/scores/{scoreRunId}/examples/{index}/maps",
      { scoreRunId: "s/1", index: 3 },
      { method: "attn", aggregation: undefined },
    );
    expect(address).toBe("/api/v1/scores/s%2F1/examples/3/maps?method=attn");
    expect(() => addressOf("/runs/{runId}")).toThrow("needs a value for runId");
  });

  it("tells which inputs a problem names", async () => {
    answer(400, {
      detail: "fineTuning.epochs: 0 is less than 1",
      requestId: "5f2c9a10",
      errors: [{ input: "fineTuning.epochs", rule: "0 is less than 1" }],
    });
    const error = await failure(post("/runs/estimate", { modelId: "tiny-bert", dataId: "sample" }));
    expect([error.status, error.message, error.requestId]).toEqual([
      400,
      "fineTuning.epochs: 0 is less than 1",
      "5f2c9a10",
    ]);
    expect(error.broken).toEqual([{ input: "fineTuning.epochs", rule: "0 is less than 1" }]);
  });

  it("speaks plainly of an answer that is no problem, and of none at all", async () => {
    answer(502, "<html>", "text/html");
    expect((await failure(get("/models"))).message).toContain("The server answered 502");
    vi.stubGlobal(
      "fetch",
      vi.fn(() => Promise.reject(new TypeError("network"))),
    );
    const error = await failure(get("/models"));
    expect([error.status, error.message]).toEqual([0, "The server cannot be reached. Is it still running?"]);
  });

  it("sends a body as JSON", async () => {
    const fetched = answer(201, { id: "r-1" });
    await post("/data/blimp", { folder: "/srv/blimp" });
    expect(fetched).toHaveBeenCalledWith("/api/v1/data/blimp", {
      method: "POST",
      headers: { Accept: "application/json", "Content-Type": "application/json" },
      body: '{"folder":"/srv/blimp"}',
    });
  });
});
