import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startBrowser } from "./support/browser.ts";
import { origin } from "./support/shared.ts";

let browser: Browser;

beforeAll(async () => {
  browser = await startBrowser();
});

afterAll(async () => {
  await browser.close();
});

/** From now on every answer of the interface names another page, as after an upgrade of the server. */
async function upgrade(page: Page): Promise<void> {
  await page.route("**/api/v1/**", async (route) => {
    if (route.request().url().includes("/events")) {
      await route.continue();
      return;
    }
    const answer = await route.fetch();
    await route.fulfill({ response: answer, headers: { ...answer.headers(), "mixlab-page": 'W/"another"' } });
  });
}

/** Counts how often the document is loaded. */
function loads(page: Page): () => number {
  let count = 0;
  page.on("load", () => (count += 1));
  return () => count;
}

describe("An open tab across an upgrade", () => {
  it("says so, and reloads once", async () => {
    const page = await browser.newPage();
    const count = loads(page);
    await page.goto(`${origin}/`);
    await page.waitForLoadState("networkidle");
    await upgrade(page);
    await page.getByRole("navigation", { name: "Pages" }).getByRole("link", { name: "Compare" }).click();
    await page.getByText("The server was upgraded").waitFor();
    await expect.poll(count).toBe(2);
    await page.waitForTimeout(6000);
    expect(count()).toBe(2);
    await page.close();
  });

  it("reloads where a part that it loads on demand is gone", async () => {
    const page = await browser.newPage();
    const count = loads(page);
    await page.goto(`${origin}/`);
    await page.waitForLoadState("networkidle");
    await page.route("**/assets/**", (route) => route.fulfill({ status: 404, body: "" }));
    await upgrade(page);
    await page
      .getByRole("navigation", { name: "Pages" })
      .getByRole("link", { name: "Help", exact: true })
      .click();
    await page.getByText("The server was upgraded").waitFor();
    await page.unroute("**/assets/**");
    await page.getByRole("heading", { level: 1, name: "Help", exact: true }).waitFor();
    expect(count()).toBe(2);
    await page.close();
  });
});
