import { afterEach, describe, expect, it, vi } from "vitest";
import type { ModelImport } from "../src/api/types.ts";
import { importList } from "../src/panels/models/importList.ts";

const failed: ModelImport = {
  id: "i-1",
  state: "failed",
  step: "ended",
  origin: { kind: "hub", source: "lab/our-bert", revision: "main" },
  name: "our-bert",
  doneBytes: 0,
  totalBytes: null,
  bytesPerSecond: null,
  modelId: null,
  error: "the hub answers 500",
  createdAt: "2026-11-28T10:00:00Z",
  finishedAt: "2026-11-28T10:01:00Z",
};
const interrupted: ModelImport = {
  ...failed,
  id: "i-2",
  name: "mine",
  state: "interrupted",
  origin: { kind: "upload", source: "mine.zip", revision: null },
  error: "upload it again",
};

describe("the list of imports", () => {
  afterEach(() => vi.unstubAllGlobals());

  it("tries a failed import again, takes one off the list, and links to the upload of another", async () => {
    let imports = [failed, interrupted, { ...failed, id: "i-3", name: "old", state: "cancelled" }];
    const requests: string[] = [];
    vi.stubGlobal("fetch", (address: string, { method = "GET" }: RequestInit = {}) => {
      requests.push(`${method} ${address}`);
      if (method === "POST") {
        imports = [{ ...failed, state: "queued", step: "waiting", error: null }, interrupted];
      } else if (method === "DELETE") {
        imports = imports.filter(({ id }) => id !== "i-2");
        return Promise.resolve(new Response(null, { status: 204 }));
      }
      return Promise.resolve(Response.json(method === "POST" ? imports[0] : imports));
    });
    const page = new AbortController();
    const card = importList(page.signal, () => undefined);
    const row = (id: string) => card.querySelector(`[data-import="${id}"]`);
    const button = (id: string, label: string) =>
      [...(row(id)?.querySelectorAll("button") ?? [])].find(({ textContent }) => textContent === label);
    await expect.poll(() => row("i-1")?.textContent).toContain("the hub answers 500");
    expect(row("i-3")).toBeNull();
    expect(button("i-2", "Try again")).toBeUndefined();
    expect(row("i-2")?.querySelector("a")?.getAttribute("href")).toBe("/models/new");

    button("i-2", "Dismiss")?.click();
    await expect.poll(() => row("i-2")).toBeNull();
    button("i-1", "Try again")?.click();
    await expect.poll(() => button("i-1", "Cancel")).toBeDefined();
    page.abort();
    expect(requests).toContain("DELETE /api/v1/imports/i-2");
    expect(requests).toContain("POST /api/v1/imports/i-1/retry");
  });
});
