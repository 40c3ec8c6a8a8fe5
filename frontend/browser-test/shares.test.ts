import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Share } from "../src/api/types.ts";
import { read, type Run } from "./support/api.ts";
import { startBrowser } from "./support/browser.ts";
import { origin, sharedRun } from "./support/shared.ts";
import { openPage, overflow, settled } from "./support/watchedPage.ts";

let browser: Browser;
let run: Run;

beforeAll(async () => {
  [browser, run] = await Promise.all([startBrowser(), sharedRun("evaluated")]);
});

afterAll(async () => {
  await browser.close();
});

/** Shares the view at an address with one click; the address that is shown. */
async function share(path: string, ready: string): Promise<string> {
  const { page, finish } = await openPage(browser, origin, path);
  await page.locator(ready).first().waitFor();
  await settled(page);
  await page.getByRole("button", { name: "Share", exact: true }).click();
  const address = await page.getByLabel("Address", { exact: true }).inputValue();
  await page.getByRole("dialog").getByRole("button", { name: "Close" }).click();
  await finish();
  return address;
}

/** What a page has drawn: the texts of its charts. */
const drawn = async (page: Page, charts: string) =>
  await page.locator(`${charts} text`).evaluateAll((texts) => texts.map((text) => text.textContent));

/** The same view past the share and through it. */
async function expectSame(path: string, charts: string): Promise<string> {
  const address = await share(path, charts);
  expect(address).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/s\/[\w-]{43}$/);
  const own = await openPage(browser, origin, path);
  await own.page.locator(charts).first().waitFor();
  await settled(own.page);
  const expected = await drawn(own.page, charts);
  expect(expected.length).toBeGreaterThan(0);
  await own.finish();

  const shared = await openPage(browser, origin, "/nowhere");
  const asked: string[] = [];
  shared.page.on("request", (request) => asked.push(new URL(request.url()).pathname));
  await shared.page.goto(address);
  await expect.poll(() => drawn(shared.page, charts)).toEqual(expected);
  const token = new URL(address).pathname.slice("/s/".length);
  const allowed = (at: string) =>
    at === `/s/${token}` || at.startsWith("/assets/") || at.startsWith(`/api/v1/shared/${token}`);
  expect(asked.filter((at) => !allowed(at))).toEqual([]);
  expect(asked.filter((at) => at.startsWith("/api/")).length).toBeGreaterThan(2);
  await shared.page.reload();
  await expect.poll(() => drawn(shared.page, charts)).toEqual(expected);
  await settled(shared.page);
  await expect.poll(() => shared.page.locator('main a[href^="/"]').count()).toBe(0);
  await expect.poll(() => shared.page.getByRole("navigation", { name: "Pages" }).count()).toBe(0);
  await shared.finish();
  return address;
}

describe("a share", () => {
  it("shows one sentence as it was, and changes only what needs nothing more", async () => {
    const scores = run.scoreRunAfter ?? "";
    const address = await expectSame(`/scores/${scores}/3?method=attn&layer=2&sides=both`, "svg.map-chart");
    const { page, finish } = await openPage(browser, origin, new URL(address).pathname);
    await page.locator("svg.map-chart").first().waitFor();
    await settled(page);
    await expect.poll(() => page.getByLabel("Method", { exact: true }).isDisabled()).toBe(true);
    await expect.poll(() => page.getByRole("radio", { name: "Difference" }).isDisabled()).toBe(true);
    await expect.poll(() => page.getByLabel("Next sentence (arrow down)").count()).toBe(0);
    await expect.poll(() => page.getByLabel("Search the sentences").count()).toBe(0);
    const before = await drawn(page, "svg.map-chart");
    await page.getByRole("radio", { name: "Layer 1", exact: true }).first().click();
    await expect.poll(() => drawn(page, "svg.map-chart")).not.toEqual(before);
    expect(new URL(page.url()).pathname).toBe(new URL(address).pathname);
    await finish();
  });

  it("shows results and comparisons as they were", async () => {
    await expectSame(`/results/${run.id}/cues?group=rpsv&sides=both`, ".figure-chart");
    const items = [run.scoreRunBefore, run.scoreRunAfter].map((id) => `item=${id ?? ""},attn`).join("&");
    await expectSame(`/compare?${items}&sentence=2`, "svg");
  });

  it.each(["probing?probe=2", "faithfulness?layer=3&duels=1", "paper"])(
    "shows the tab %s, where it fixes what would need more",
    async (tab) => {
      const address = await expectSame(`/results/${run.id}/${tab}`, "svg[role=img]");
      const { page, finish } = await openPage(browser, origin, new URL(address).pathname);
      await settled(page);
      const enabled = () =>
        page
          .locator("main select:enabled")
          .evaluateAll((all) => all.map((one) => one.getAttribute("aria-label")));
      await expect.poll(enabled).toEqual(tab.startsWith("probing") ? ["Probed layer"] : []);
      await finish();
    },
  );

  it("leaves free what needs no other answer", async () => {
    const address = await share(`/results/${run.id}/faithfulness`, ".figure-chart");
    const { page, finish } = await openPage(browser, origin, new URL(address).pathname);
    await settled(page);
    const bars = page.locator("[data-panel='Faithfulness by method'] h2");
    for (const [choice, title] of [
      ["Rollouts", /of rollouts/],
      ["At the best layer", /best layer/],
    ] as const) {
      await page.getByRole("radio", { name: choice, exact: true }).click();
      await expect.poll(() => bars.textContent()).toMatch(title);
    }
    await expect
      .poll(() => page.getByRole("button", { name: "Compare the methods" }).isVisible())
      .toBe(false);
    await finish();
  });

  it("is listed, revoked, and then shows nothing", async () => {
    const address = await share(`/scores/${run.scoreRunAfter ?? ""}/5`, "svg.map-chart");
    const opened = await openPage(browser, origin, new URL(address).pathname);
    await opened.page.locator("svg.map-chart").waitFor();
    await opened.finish();
    // Other files share on the same server meanwhile, so this one is found by its address.
    const listed = await read<Share[]>(origin, "/shares");
    const own = listed.find((one) => one.address === `/scores/${run.scoreRunAfter ?? ""}/5`);
    expect(own?.openedAt).toEqual(expect.any(String));

    const { page, finish } = await openPage(browser, origin, "/shares");
    const row = page.locator(`[data-share="${own?.id ?? ""}"]`);
    await row.getByRole("button", { name: "Revoke" }).click();
    await page.getByRole("button", { name: "Keep it" }).click();
    await expect.poll(() => row.getByText("Revoked").count()).toBe(0);
    await row.getByRole("button", { name: "Revoke" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Revoke" }).click();
    await row.getByText("Revoked").waitFor();
    await finish();

    const gone = await openPage(browser, origin, new URL(address).pathname, { refused: [404] });
    await gone.page.getByText("Nothing is shared at this address").waitFor();
    await gone.finish();
  });
});

describe.each([400, 1000])("pages of shares, %i wide", (width) => {
  it("fit their window", async () => {
    const address = await share(`/scores/${run.scoreRunAfter ?? ""}/1`, "svg.map-chart");
    const { page, finish } = await openPage(browser, origin, "/shares", { width });
    for (const [path, ready] of [
      ["/shares", ".share-row"],
      [new URL(address).pathname, "svg.map-chart"],
      ["/compare", ".compare-card"],
    ] as const) {
      await page.goto(origin + path);
      await page.locator(ready).last().waitFor();
      expect([path, await overflow(page)]).toEqual([path, 0]);
    }
    await finish();
  });
});
