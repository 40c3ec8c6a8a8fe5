import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { read } from "./support/api.ts";
import { startBrowser } from "./support/browser.ts";
import { origin } from "./support/shared.ts";
import { openPage, overflow } from "./support/watchedPage.ts";

interface Description {
  readonly paths: Record<string, Record<string, { operationId?: string }>>;
}

let browser: Browser;
let ids: string[];

beforeAll(async () => {
  const [started, { paths }] = await Promise.all([
    startBrowser(),
    read<Description>(origin, "/openapi.json"),
  ]);
  browser = started;
  ids = Object.values(paths)
    .flatMap((path) => Object.values(path))
    .flatMap(({ operationId }) => operationId ?? []);
});

afterAll(async () => {
  await browser.close();
});

describe("the page of the interface", () => {
  it("is reached from Help and lists every operation of the contract", async () => {
    const { page, finish } = await openPage(browser, origin, "/help");
    await page
      .getByRole("navigation", { name: "Help" })
      .getByRole("link", { name: "HTTP interface", exact: true })
      .click();
    await page.getByRole("heading", { level: 1, name: "HTTP interface" }).waitFor();
    await page.locator(".operation").first().waitFor();
    expect(ids.length).toBeGreaterThan(60);
    const listed = await page.locator(".operation").evaluateAll((all) => all.map(({ id }) => id));
    expect(listed.sort()).toEqual([...ids].sort());
    await finish();
  });

  it.each(["light", "dark"] as const)("opens every operation and every schema, narrow, %s", async (theme) => {
    const { page, finish } = await openPage(browser, origin, "/help/api", { width: 390, theme });
    await page.locator(".operation").first().waitFor();
    await page.locator(".operation").evaluateAll((all) => {
      for (const one of all as HTMLDetailsElement[]) {
        one.open = true;
      }
    });
    const examples = page.locator(".operation .curl code");
    await expect.poll(() => examples.count()).toBe(ids.length);
    for (const line of await examples.allTextContents()) {
      expect(line).toMatch(/^curl .*'http:\/\/.*\/api\/v1\/[^{}']+'$/);
    }
    for (let level = 0; level < 3; level += 1) {
      await page.locator(".schema-fold:not([open])").evaluateAll((all) => {
        for (const one of all as HTMLDetailsElement[]) {
          one.open = true;
        }
      });
    }
    await expect.poll(() => page.locator(".schema-name").count()).toBeGreaterThan(1000);
    await expect.poll(() => overflow(page)).toBe(0);
    await finish();
  });

  it("finds operations, and opens the one that an address names", async () => {
    const { page, finish } = await openPage(browser, origin, "/help/api#getMaps");
    await page.locator("#getMaps[open] .operation-body").waitFor();
    await page.getByRole("searchbox", { name: "Search operations" }).fill("comparisons p value");
    await expect.poll(() => page.locator(".operation:visible").count()).toBeLessThan(4);
    expect(new URL(page.url()).searchParams.get("search")).toBe("comparisons p value");
    await page.getByRole("searchbox").fill("nothing like this");
    await page.getByRole("status").filter({ hasText: "0 of" }).waitFor();
    await finish();
  });

  it("copies an example that the server answers", async () => {
    const { page, finish } = await openPage(browser, origin, "/help/api#listMethods");
    await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
    await page.getByRole("button", { name: "Copy the example of listMethods" }).click();
    await page.getByText("Copied.").waitFor();
    const line = await page.evaluate(() => navigator.clipboard.readText());
    expect(line).toBe(`curl '${origin}/api/v1/methods'`);
    await finish();
  });
});
