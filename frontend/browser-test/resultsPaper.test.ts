import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Browser } from "playwright-core";
import type { Evaluated, ScoreRun } from "../src/api/types.ts";
import { percent } from "../src/dom/format.ts";
import { methodLook } from "../src/scale/methodColours.ts";
import { read, type Run } from "./support/api.ts";
import { startBrowser } from "./support/browser.ts";
import { origin, sharedRun } from "./support/shared.ts";
import { openPage, plainText, settled } from "./support/watchedPage.ts";

let browser: Browser;
let run: Run;
let other: Run;
let bare: Run;

beforeAll(async () => {
  [browser, run, other, bare] = await Promise.all([
    startBrowser(),
    sharedRun("evaluated"),
    sharedRun("otherSeed"),
    sharedRun("bare"),
  ]);
});

afterAll(async () => {
  await browser.close();
});

const open = async (path: string, theme: "light" | "dark" = "light") =>
  await openPage(browser, origin, path, { theme });

describe("the paper view", () => {
  it("holds the run's accuracy and every figure, and prints them in light colours", async () => {
    const { page, finish } = await open(`/results/${run.id}/paper`, "dark");
    await page.locator(".figure-chart").nth(6).waitFor();
    await settled(page);
    const accuracy = page.locator("section[aria-label^='Table 1'] tbody tr").first();
    const cells = (await accuracy.locator("th, td").allTextContents()).map(plainText);
    const { examples } = await read<ScoreRun>(origin, `/scores/${run.scoreRunAfter ?? ""}`);
    expect(cells.slice(2, 5)).toEqual([
      String(examples),
      plainText(percent(run.accuracyBefore)),
      plainText(percent(run.accuracyAfter)),
    ]);
    const titles = await page.locator(".figure-card h2").allTextContents();
    expect(titles.map((title) => title.split(":")[0])).toEqual([
      "Table 1",
      "Figure 1",
      "Figure 1 with other cue words",
      "Figure 2",
      "Figure 3",
      "Figure 4",
      "Table 2",
      "Figure 5",
      "Figure 6",
      "Figure 7",
      "Appendix",
      "Appendix",
    ]);
    const drawnStroke = () =>
      page
        .locator("section[aria-label^='Figure 1'] .figure-chart [stroke]")
        .evaluateAll((shapes) => shapes.map((shape) => shape.getAttribute("stroke") ?? ""));
    const inked = (theme: "light" | "dark") => methodLook("value_zeroing_cosine", theme).colour;
    await expect.poll(drawnStroke).toContain(inked("dark"));
    await page.evaluate(() => window.dispatchEvent(new Event("beforeprint")));
    await expect.poll(() => drawnStroke()).toContain(inked("light"));
    await page.evaluate(() => window.dispatchEvent(new Event("afterprint")));
    await expect.poll(() => drawnStroke()).toContain(inked("dark"));
    expect((await page.pdf()).subarray(0, 4).toString()).toBe("%PDF");
    await finish();
  });

  it("says what is missing and how it is made", async () => {
    const stored = await read<Evaluated>(origin, `/scores/${other.scoreRunAfter ?? ""}/evaluations`);
    expect(stored.evaluations.map(({ evaluation }) => evaluation)).toEqual(["cue_alignment"]);
    const { page, finish } = await open(`/results/${other.id}/paper`);
    await page.locator(".figure-chart").first().waitFor();
    await settled(page);
    const missing = await page.locator(".figure-empty").allTextContents();
    expect(missing).toHaveLength(6);
    expect(missing[0]).toContain("“Probing”");
    expect(missing[4]).toContain("several of the methods whose names begin with Value Zeroing");
    expect(missing[5]).toContain("“Cue alignment, words”");
    await finish();
  });
});

it("a run without evaluations says so on every tab", async () => {
  const { page, finish } = await open(`/results/${bare.id}/cues`);
  await page.locator(".missing").waitFor();
  await page.locator(".missing").getByRole("link", { name: "Run again" }).click();
  await page.waitForURL("**/launch?**");
  await finish();
});
