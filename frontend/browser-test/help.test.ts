import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { DOCUMENTS, helpAddress } from "../src/help/documents.ts";
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

const addressOf = (page: Page) => new URL(page.url()).pathname + new URL(page.url()).hash;

/** Where a heading stands: in the upper part of the window, or as far up as the end of the document allows. */
async function expectReached(page: Page, id: string): Promise<void> {
  const reached = () =>
    page.locator(`[id="${id}"]`).evaluate((heading) => {
      const { top } = heading.getBoundingClientRect();
      const { scrollHeight, clientHeight, scrollTop } = document.documentElement;
      const atEnd = scrollHeight - clientHeight - scrollTop < 2;
      return scrollTop > 0 && top >= 0 && (top < 140 || (atEnd && top < clientHeight));
    });
  await expect.poll(reached).toBe(true);
}

describe("Help", () => {
  it("shows every document on a narrow screen", async () => {
    const { page, finish } = await openPage(browser, origin, "/help", { width: 390 });
    for (const { name, title } of DOCUMENTS) {
      await page.goto(origin + helpAddress(name));
      await page.getByRole("heading", { level: 1, name: title, exact: true }).waitFor();
      await expect.poll(() => overflow(page)).toBe(0);
    }
    await finish();
  });

  it("leads from the navigation to a document, to a paragraph of another, and back", async () => {
    const { page, finish } = await openPage(browser, origin, "/");
    await page
      .getByRole("navigation", { name: "Pages" })
      .getByRole("link", { name: "Help", exact: true })
      .click();
    await page.getByRole("article").getByRole("link", { name: "Scoring methods", exact: true }).click();
    await page.getByRole("heading", { level: 1, name: "Scoring methods" }).waitFor();
    await page.getByRole("article").getByRole("link", { name: "rollout, not normalised" }).click();
    await page.getByRole("heading", { level: 1, name: "Aggregation" }).waitFor();
    expect(addressOf(page)).toBe("/help/aggregation#rollout_raw");
    await expectReached(page, "rollout_raw");
    await page.goBack();
    await page.getByRole("heading", { level: 1, name: "Scoring methods" }).waitFor();
    expect(addressOf(page)).toBe("/help/methods");
    await finish();
  });

  it("scrolls to a section of the open document, and to the one that an address names", async () => {
    const { page, finish } = await openPage(browser, origin, "/help/measures");
    const contents = page.getByRole("navigation", { name: "Help" });
    await contents.getByRole("link", { name: "Holm's correction", exact: true }).click();
    await expectReached(page, "holm");
    expect(addressOf(page)).toBe("/help/measures#holm");
    await page.reload();
    await expectReached(page, "holm");
    await expect.poll(() => page.locator("math").count()).toBeGreaterThan(20);
    await finish();
  });

  it("explains every method and measure that the server lists", async () => {
    const methods = await read<{ id: string; name: string }[]>(origin, "/methods");
    const evaluations = await read<{ measures: { id: string; name: string; metric: string }[] }[]>(
      origin,
      "/evaluations",
    );
    const measures = evaluations
      .flatMap((evaluation) => evaluation.measures)
      .filter(({ id, metric }) => id === metric);
    for (const [document, topics] of [
      ["methods", methods],
      ["measures", measures],
    ] as const) {
      const { page, finish } = await openPage(browser, origin, `/help/${document}`);
      await page.getByRole("heading", { level: 1 }).waitFor();
      expect(topics.length).toBeGreaterThan(5);
      for (const { id, name } of topics) {
        await expect.poll(() => page.locator(`h3[id="${id}"]`).textContent()).toBe(name);
      }
      await finish();
    }
  });

  it("is one click away from charts, measures and methods", async () => {
    const { page, finish } = await openPage(browser, origin, `/results/${run.id}/cues`);
    const lines = page.getByRole("region", { name: /by layer/ }).first();
    await lines.locator("svg[tabindex='0']").first().waitFor();
    await settled(page);
    const cards = page.locator(".figure-card:visible .card-head");
    await expect.poll(() => cards.locator(".help-link").count()).toBe(await cards.count());
    await page.getByRole("link", { name: "Help: Share on cues", exact: true }).click();
    await page.getByRole("heading", { level: 1, name: "Measures and statistics" }).waitFor();
    await expectReached(page, "cue_dot");
    await page.goto(`${origin}/launch`);
    await page.getByRole("link", { name: "Help: GlobEnc", exact: true }).click();
    await page.getByRole("heading", { level: 1, name: "Scoring methods" }).waitFor();
    await expectReached(page, "globenc");
    await finish();
  });

  it("has no page for a document that does not exist", async () => {
    const { page, finish } = await openPage(browser, origin, "/help/nothing");
    await page.getByRole("heading", { name: "Page not found" }).waitFor();
    await finish();
  });
});
