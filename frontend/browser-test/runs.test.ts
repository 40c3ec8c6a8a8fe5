import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Browser } from "playwright-core";
import { startBrowser } from "./support/browser.ts";
import { startServer, type Server } from "./support/server.ts";

let server: Server;
let browser: Browser;

beforeAll(async () => {
  [server, browser] = await Promise.all([startServer(), startBrowser()]);
});

afterAll(async () => {
  await Promise.all([server.close(), browser.close()]);
});

describe("the pages of a fresh server", () => {
  it("invite to launch the first run", async () => {
    const page = await browser.newPage();
    await page.goto(server.origin);
    await page.getByText("No runs yet").waitFor();
    expect(await page.title()).toBe("Runs · Mixlab");
  });
});
