import type { Browser, Locator, Page } from "playwright-core";
import { expect } from "vitest";
import { read, type Run } from "./api.ts";
import { startBrowser } from "./browser.ts";
import { origin, sharedRun } from "./shared.ts";
import { openPage, settled, type Looks, type WatchedPage } from "./watchedPage.ts";

/** The shared run with every evaluation, and a browser to look at it. */
export class Evaluated {
  readonly browser: Browser;
  readonly run: Run;

  private constructor(browser: Browser, run: Run) {
    this.browser = browser;
    this.run = run;
  }

  /** Starts the browser and waits until the run has succeeded. */
  static async start(): Promise<Evaluated> {
    return new Evaluated(...(await Promise.all([startBrowser(), sharedRun("evaluated")])));
  }

  /** Opens a tab of the run's results. */
  async tab(name: string, query = "", looks: Looks = {}): Promise<WatchedPage> {
    return await openPage(this.browser, origin, `/results/${this.run.id}/${name}${query}`, looks);
  }

  /** An answer about the score run before or after fine-tuning. */
  async told<T>(path: string, when: "before" | "after" = "after"): Promise<T> {
    const id = when === "after" ? this.run.scoreRunAfter : this.run.scoreRunBefore;
    return await read<T>(origin, `/scores/${id ?? ""}${path}`);
  }

  async close(): Promise<void> {
    await this.browser.close();
  }
}

export const searchOf = (page: Page): string => new URL(page.url()).search;

/** The card of a figure by its title. */
export const card = (page: Page, title: string | RegExp): Locator =>
  page.getByRole("region", { name: title }).first();

/** One choice of a few that stand side by side. */
export const radio = (page: Page, group: string, name: string): Locator =>
  page.getByRole("radiogroup", { name: group, exact: true }).getByRole("radio", { name, exact: true });

/** What a chart says of its first marks, read with an arrow key: head and lines of each. */
export async function readings(
  part: Locator,
  key: "ArrowRight" | "ArrowDown",
  many: number,
): Promise<string[][]> {
  const chart = part.locator("svg[tabindex='0']").first();
  await chart.waitFor();
  await chart.blur();
  // Escape forgets where an earlier reading ended.
  await chart.press("Escape");
  const found: string[][] = [];
  for (let place = 0; place < many; place += 1) {
    await chart.press(key);
    found.push(await part.locator(".tip > div:not(.tip-hint)").allTextContents());
  }
  return found;
}

/** The address, and all titles of figures, stay what they are when the page is read anew. */
export async function reloads(page: Page): Promise<void> {
  const titles = () => page.locator(".figure-card h2").allTextContents();
  await settled(page);
  const before = await titles();
  const address = page.url();
  await page.reload();
  await expect.poll(titles).toEqual(before);
  expect(page.url()).toBe(address);
}
