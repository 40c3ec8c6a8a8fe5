import { afterEach, describe, expect, it, vi } from "vitest";
import { csv } from "../src/charts/exports.ts";
import { listenToUpgrade, notePage, watchMissingFiles } from "../src/api/upgrade.ts";

describe("an upgrade of the server", () => {
  it("is told once, and a page reloads once for each page of the server", () => {
    const told: boolean[] = [];
    const listen = () => {
      listenToUpgrade((mayReload) => told.push(mayReload));
    };
    sessionStorage.clear();
    listen();
    for (const page of [null, "one", "one", null, "two", "two", "one"]) {
      notePage(page);
    }
    expect(told).toEqual([true]);
    listen();
    notePage("two");
    expect(told).toEqual([true, false]);
  });
});

describe("a part of the page that is loaded on demand", () => {
  afterEach(() => {
    vi.unstubAllGlobals();
  });

  it("is missing after an upgrade: the page reloads once, and not where the server cannot be reached", async () => {
    const told: boolean[] = [];
    sessionStorage.clear();
    listenToUpgrade((mayReload) => told.push(mayReload));
    watchMissingFiles();
    const missing = async (answer: () => Promise<Response>) => {
      vi.stubGlobal("fetch", answer);
      window.dispatchEvent(new Event("vite:preloadError"));
      await new Promise((later) => setTimeout(later, 0));
    };
    await missing(() => Promise.reject(new TypeError("network")));
    await missing(() => Promise.resolve(new Response("{}")));
    expect(told).toEqual([]);
    const upgraded = () => Promise.resolve(new Response("{}", { headers: { "Mixlab-Page": "three" } }));
    await missing(upgraded);
    await missing(upgraded);
    expect(told).toEqual([true]);
    listenToUpgrade((mayReload) => told.push(mayReload));
    await missing(upgraded);
    expect(told).toEqual([true, false]);
  });
});

describe("comma-separated values", () => {
  it("keep spreadsheets from computing texts", () => {
    expect(csv([["=1+1", "+a", "-b", "@c", "\td", "-0.5", -0.5, "a=b", null, "-1+cmd"]])).toBe(
      "'=1+1,'+a,'-b,'@c,'\td,-0.5,-0.5,a=b,,'-1+cmd\r\n",
    );
  });
});
