import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { get, post, remove } from "../src/api/client.ts";
import { listenToRequests, useShareToken } from "../src/api/requests.ts";
import { readOnlyVisit } from "../src/share/readOnlyVisit.ts";
import { recordRequests } from "../src/share/recordRequests.ts";
import { shareToken } from "../src/share/sharedView.ts";
import { withoutLinks } from "../src/share/withoutLinks.ts";
import { definePage } from "../src/state/page.ts";

interface View {
  readonly id: string;
  readonly layer: number;
}

const scoreRun = "/scores/{scoreRunId}";

/** Reads a score run, its methods once it is there, and a third thing a little later. */
const page = definePage<View>({
  read: (path) => (path[0] === "things" ? { id: path[1] ?? "", layer: 1 } : undefined),
  write: ({ id }) => `/things/${id}`,
  samePage: () => true,
  editableInShare: ["layer"],
  mount(host, { view, title, readOnly }) {
    title(`Thing ${view.value.id}`);
    host.textContent = readOnly ? "read only" : "open";
    void get(scoreRun, { path: { scoreRunId: view.value.id } })
      .then(async () => {
        await get("/methods");
        await new Promise((done) => setTimeout(done, 150));
        await get("/scores/{scoreRunId}/examples", { path: { scoreRunId: "s" }, query: { search: "a b&c" } });
      })
      .catch(() => undefined);
  },
});

let life: AbortController;
let fetched: string[] = [];

function serve(status: (address: string) => number = () => 200): void {
  vi.stubGlobal("fetch", (address: string) => {
    fetched.push(address);
    return Promise.resolve(new Response("{}", { status: status(address) }));
  });
}

beforeEach(() => {
  life = new AbortController();
  fetched = [];
});

afterEach(() => {
  life.abort();
  useShareToken(undefined);
  vi.unstubAllGlobals();
});

describe("listening to the client", () => {
  it("tells of every GET with its path and query, and of nothing else", async () => {
    serve();
    const asked: string[] = [];
    listenToRequests({ onRequest: (request) => asked.push(request), onAnswer: () => undefined }, life.signal);
    await get("/compare", { query: { item: ["s-1,attn,none", "s-2,attn,none"], measure: "cue_dot" } });
    await post("/data/blimp", { folder: "/srv/blimp" });
    life.abort();
    await get("/methods");
    expect(asked).toEqual(["/compare?item=s-1%2Cattn%2Cnone&item=s-2%2Cattn%2Cnone&measure=cue_dot"]);
  });

  it("tells which requests were refused", async () => {
    serve((address) => (address.endsWith("/methods") ? 404 : 200));
    const answers: [string, boolean][] = [];
    listenToRequests(
      {
        onRequest: () => undefined,
        onAnswer: (request, error) => answers.push([request, error === undefined]),
      },
      life.signal,
    );
    await get("/data");
    await expect(get("/methods")).rejects.toThrow();
    expect(answers).toEqual([
      ["/data", true],
      ["/methods", false],
    ]);
  });
});

describe("the recording of requests", () => {
  it("notes down all that a view reads, late requests too, and leaves nothing behind", async () => {
    serve();
    const { title, requests } = await recordRequests(page, { id: "s 1", layer: 3 }, 800, life.signal);
    expect(title).toBe("Thing s 1");
    expect(requests).toEqual(["/scores/s%201", "/methods", "/scores/s/examples?search=a+b%26c"]);
    expect(document.querySelector(".request-recording")).toBeNull();
  });

  it("leaves out what is not there, and fails where the server does", async () => {
    serve((address) => (address.endsWith("/methods") ? 404 : 200));
    expect((await recordRequests(page, { id: "a", layer: 1 }, 800, life.signal)).requests).toEqual([
      "/scores/a",
    ]);
    serve((address) => (address.endsWith("/methods") ? 500 : 200));
    await expect(recordRequests(page, { id: "a", layer: 1 }, 800, life.signal)).rejects.toThrow("500");
  });
});

describe("a shared view", () => {
  it("asks through its share for the very request that was noted down", async () => {
    serve();
    const { requests } = await recordRequests(page, { id: "s 1", layer: 1 }, 800, life.signal);
    fetched = [];
    useShareToken("t0k_en-");
    await recordRequests(page, { id: "s 1", layer: 1 }, 800, life.signal);
    const urls = fetched.map((address) => new URL(address, "http://here"));
    expect(new Set(urls.map(({ pathname }) => pathname))).toEqual(new Set(["/api/v1/shared/t0k_en-/read"]));
    expect(urls.map(({ searchParams }) => searchParams.get("request"))).toEqual(requests);
  });

  it("changes nothing", async () => {
    serve();
    useShareToken("token");
    await expect(post("/data/blimp", { folder: "/srv" })).rejects.toThrow("A shared view cannot be changed");
    await expect(remove("/shares/{shareId}", { shareId: "v-1" })).rejects.toThrow(
      "A shared view cannot be changed",
    );
    expect(fetched).toEqual([]);
  });

  it("lets its reader change what asks for nothing more", () => {
    const refused = vi.fn();
    const visit = readOnlyVisit({
      page,
      view: { id: "a", layer: 1 },
      title: () => undefined,
      onRefusal: refused,
      signal: life.signal,
    });
    visit.change({ layer: 2 });
    expect(visit.view.value).toEqual({ id: "a", layer: 2 });
    visit.change({ id: "a", layer: 3 });
    expect([visit.view.value, refused.mock.calls.length]).toEqual([{ id: "a", layer: 3 }, 0]);
    visit.change({ id: "b", layer: 4 });
    visit.go("/runs");
    expect([visit.view.value, refused.mock.calls.length]).toEqual([{ id: "a", layer: 3 }, 2]);
  });

  it("has no links to other places, later ones included", async () => {
    const host = document.createElement("main");
    document.body.append(host);
    host.innerHTML = '<a href="/runs/r-1">Run</a><a href="#part">Part</a>';
    withoutLinks(host, "not shared", life.signal);
    host.insertAdjacentHTML("beforeend", '<p><a href="/api/v1/runs/r-1/archive" download>All</a></p>');
    await new Promise((done) => setTimeout(done, 20));
    expect([...host.querySelectorAll("a")].map((link) => link.getAttribute("href"))).toEqual([
      null,
      "#part",
      null,
    ]);
  });

  it("is told by its address", () => {
    expect(shareToken("/s/AbC-_9")).toBe("AbC-_9");
    for (const other of [
      "/s/",
      "/s",
      "/s/AbC-_9/",
      "/s/AbC-_9/.",
      "//s/AbC",
      "/scores/s-1",
      "/s/a/b",
      "/shares",
    ]) {
      expect(shareToken(other)).toBeUndefined();
    }
  });
});
