import type { Browser, Locator, Page } from "playwright-core";
import { expect } from "vitest";
import type { LaunchRequest } from "../../src/api/types.ts";
import { finishedRun, read, type Run } from "./api.ts";
import { startBrowser } from "./browser.ts";
import { startServer, type Server } from "./server.ts";
import { openPage, settled, type Looks, type WatchedPage } from "./watchedPage.ts";

/** The methods that the run is scored with. */
export const METHODS = ["value_zeroing_cosine", "attn", "globenc", "grad_x_input", "random"];

const REQUEST: LaunchRequest = {
  modelId: "tiny-bert",
  dataId: "sample",
  examples: 40,
  fineTuning: { epochs: 1, batchSize: 8, learningRate: 0.001 },
  methods: METHODS,
  evaluations: ["cue_alignment", "faithfulness", "probing", "probing_as_published"],
  evaluating: { resamples: 200 },
};

/** A server with a finished and evaluated run, and a browser to look at it. */
export class Evaluated {
  readonly server: Server;
  readonly browser: Browser;
  readonly run: Run;

  private constructor(server: Server, browser: Browser, run: Run) {
    this.server = server;
    this.browser = browser;
    this.run = run;
  }

  /** Starts both, launches the run and waits until it has succeeded. */
  static async start(): Promise<Evaluated> {
    const [server, browser] = await Promise.all([startServer(), startBrowser()]);
    return new Evaluated(server, browser, await finishedRun(server.origin, REQUEST));
  }

  /** Opens a tab of the run's results. */
  async tab(name: string, query = "", looks: Looks = {}): Promise<WatchedPage> {
    return await openPage(this.browser, this.server.origin, `/results/${this.run.id}/${name}${query}`, looks);
  }

  /** An answer about the score run before or after fine-tuning. */
  async told<T>(path: string, when: "before" | "after" = "after"): Promise<T> {
    const id = when === "after" ? this.run.scoreRunAfter : this.run.scoreRunBefore;
    return await read<T>(this.server.origin, `/scores/${id ?? ""}${path}`);
  }

  async close(): Promise<void> {
    await Promise.all([this.server.close(), this.browser.close()]);
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
  await expect.poll(titles, { timeout: 30_000 }).toEqual(before);
  expect(page.url()).toBe(address);
}
