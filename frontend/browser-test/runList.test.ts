import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { launchRun, read, type Run, succeededRun } from "./support/api.ts";
import { startBrowser } from "./support/browser.ts";
import { origin } from "./support/shared.ts";
import { openPage, overflow } from "./support/watchedPage.ts";

let browser: Browser;
let runs: readonly Run[];

/** A word that only the runs of this file have; other files launch runs on the same server. */
const WORD = "orderly";
const NAMES = [`${WORD} one`, `${WORD} two`] as const;

beforeAll(async () => {
  browser = await startBrowser();
  const launched = await Promise.all(
    NAMES.map((name, place) =>
      launchRun(origin, {
        name,
        modelId: "tiny-bert",
        dataId: "sample",
        examples: 8,
        fineTuning: { epochs: 1, batchSize: 8, seed: 11 + place },
        methods: ["attn"],
        evaluations: [],
      }),
    ),
  );
  runs = await Promise.all(launched.map(({ id }) => succeededRun(origin, id)));
}, 180_000);

afterAll(async () => {
  await browser.close();
});

const rows = (page: Page) => page.locator(".run-row[data-run]");
const names = (page: Page) => page.locator(".run-row .run-link").allTextContents();
const idOf = (name: string) => runs.find((run) => run.name === name)?.id ?? "";

describe("the list of runs", () => {
  it("is searched, filtered and ordered, and its address says how", async () => {
    const { page, finish } = await openPage(browser, origin, "/");
    await page.getByLabel("Search runs").fill(`${WORD} tiny-bert`);
    await expect.poll(() => rows(page).count()).toBe(2);
    await page.getByLabel("Order", { exact: true }).selectOption("name");
    await expect.poll(() => names(page)).toEqual([...NAMES]);
    await page.locator(".run-filters > summary").click();
    await page.getByLabel("Number", { exact: true }).selectOption("seed");
    await page.getByLabel("Comparison", { exact: true }).selectOption("=");
    await page.getByLabel("Bound", { exact: true }).fill("12");
    await page.getByLabel("Bound", { exact: true }).press("Tab");
    await expect.poll(() => names(page)).toEqual([NAMES[1]]);
    await page.reload();
    await expect.poll(() => names(page)).toEqual([NAMES[1]]);
    await expect.poll(() => page.getByLabel("Bound", { exact: true }).inputValue()).toBe("12");
    await page.getByRole("button", { name: "Clear all filters" }).click();
    await expect.poll(() => new URL(page.url()).search).toBe("?sort=name");
    await page.setViewportSize({ width: 400, height: 800 });
    await expect.poll(() => overflow(page)).toBe(0);
    await finish();
  });

  it("tags, compares and archives the runs that are selected", async () => {
    const { page, finish } = await openPage(browser, origin, `/?search=${WORD}&sort=name`);
    await page.getByLabel("Select all runs of this page").check();
    await page.getByText("2 runs selected").waitFor();
    await page.getByRole("button", { name: "Tags", exact: true }).click();
    await page.getByLabel("Add tags, with commas between them").fill("Sweep B, draft");
    await page.getByRole("button", { name: "Save", exact: true }).click();
    await expect.poll(() => page.locator(".run-row .run-tag").count()).toBe(4);
    await page.getByRole("button", { name: "Archive", exact: true }).click();
    await page.getByText("No run fulfils all of the filters").waitFor();
    await page.goto(`${origin}/?archived=only&tag=Sweep+B&sort=name`);
    await expect.poll(() => names(page)).toEqual([...NAMES]);
    await page.getByLabel("Select all runs of this page").check();
    await page.getByRole("button", { name: "Restore", exact: true }).click();
    await page.goto(`${origin}/?tag=Sweep+B&sort=name`);
    await page.getByLabel(`Select ${NAMES[0]}`).check();
    await page.getByLabel(`Select ${NAMES[1]}`).check();
    await page.getByRole("button", { name: "Compare", exact: true }).click();
    await expect.poll(() => new URL(page.url()).searchParams.getAll("item").length).toBe(2);
    await finish();
  });
});

describe("groups, columns and all runs that match", () => {
  it("are in the address, and lead to the runs", async () => {
    const { page, finish } = await openPage(browser, origin, `/?search=${WORD}`);
    await page.getByLabel("Group by").selectOption("seed");
    const group = page.locator(".group-table tbody tr");
    await expect.poll(() => group.count()).toBe(2);
    expect(new URL(page.url()).searchParams.get("by")).toBe("seed");
    await page.getByRole("link", { name: "12", exact: true }).click();
    await expect.poll(() => names(page)).toEqual([NAMES[1]]);

    await page.goto(`${origin}/?search=${WORD}&sort=name`);
    await page.locator(".column-menu > summary").click();
    await page.getByRole("checkbox", { name: "Seed", exact: true }).check();
    await page.getByRole("checkbox", { name: "Progress", exact: true }).uncheck();
    await expect.poll(() => page.locator(".run-seed-cell").allTextContents()).toEqual(["11", "12"]);
    await expect.poll(() => page.locator(".run-progress-cell").count()).toBe(0);
    expect(new URL(page.url()).searchParams.get("columns")).toContain("seed");
    await page.setViewportSize({ width: 400, height: 800 });
    await expect.poll(() => overflow(page)).toBe(0);
    await finish();
  });

  it("are starred at once over the filter, those of other pages too", async () => {
    const answer = await fetch(`${origin}/api/v1/runs/batch`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ action: "star", filter: { search: WORD } }),
    });
    expect(await answer.json()).toMatchObject({ chosen: 2, changed: 2, refused: [] });
    const { page, finish } = await openPage(browser, origin, `/?search=${WORD}&starred=1`);
    await expect.poll(() => rows(page).count()).toBe(2);
    const starred = page.locator(".star[aria-pressed=true]");
    await starred.first().click();
    // The row stays until the list is read again, so that a slip can be taken back.
    await expect.poll(() => starred.count()).toBe(1);
    await page.reload();
    await expect.poll(() => rows(page).count()).toBe(1);
    await finish();
  });
});

describe("a run", () => {
  it("is starred, renamed, tagged and noted on, and notes run no script", async () => {
    const id = idOf(NAMES[0]);
    // Another test of this file stars runs.
    await fetch(`${origin}/api/v1/runs/${id}`, {
      method: "PATCH",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ starred: false }),
    });
    const { page, finish } = await openPage(browser, origin, `/runs/${id}`);
    await page.getByRole("button", { name: /^Star / }).click();
    await page.locator(".star[aria-pressed=true]").waitFor();
    await page.getByRole("button", { name: "Edit", exact: true }).click();
    await page
      .getByLabel("Notes in Markdown")
      .fill(
        '# Why\n\n**bold** <img src=x onerror="window.broken = true">\n\n[x](javascript:window.broken=true)',
      );
    await page.getByRole("button", { name: "Save", exact: true }).click();
    await page.locator(".notes-text strong").waitFor();
    await expect.poll(() => page.locator(".notes-text img, .notes-text a").count()).toBe(0);
    await expect.poll(() => page.evaluate(() => "broken" in window)).toBe(false);
    await page.getByRole("button", { name: "Rename", exact: true }).click();
    await page.getByLabel("Name", { exact: true }).fill(`${NAMES[0]} renamed`);
    await page.getByRole("dialog").getByRole("button", { name: "Rename" }).click();
    await expect.poll(() => page.locator("h1").textContent()).toBe(`${NAMES[0]} renamed`);
    await page.setViewportSize({ width: 400, height: 800 });
    await expect.poll(() => overflow(page)).toBe(0);
    await page.reload();
    await page.locator(".notes-text h3").waitFor();
    await finish();
    await expect
      .poll(() => read<Run>(origin, `/runs/${id}`))
      .toMatchObject({
        name: `${NAMES[0]} renamed`,
        starred: true,
      });
  });
});
