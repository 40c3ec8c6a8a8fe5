import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readFile } from "node:fs/promises";
import type { Browser, Page } from "playwright-core";
import { cellExponent, cellNumber, signedFigure } from "../src/dom/format.ts";
import type { Example, Maps, Method } from "../src/api/types.ts";
import { read, type Run } from "./support/api.ts";
import { startBrowser } from "./support/browser.ts";
import { origin, sharedRun } from "./support/shared.ts";
import { openPage, overflow, settled } from "./support/watchedPage.ts";

let browser: Browser;
let run: Run;
let attribution: Method;

beforeAll(async () => {
  [browser, run] = await Promise.all([startBrowser(), sharedRun("scored")]);
  const methods = await read<Method[]>(origin, "/methods");
  const found = methods.find(({ id, kind, signed }) => {
    return kind === "attribution" && signed && run.spec.methods.includes(id);
  });
  if (found === undefined) {
    throw new Error("the run was scored with no attribution that has signs");
  }
  attribution = found;
});

afterAll(async () => {
  await browser.close();
});

const scores = () => `/scores/${run.scoreRunAfter ?? ""}`;

const open = async (query: string, width?: number) =>
  await openPage(browser, origin, `${scores()}/3${query}`, width === undefined ? {} : { width });

const maps = async (method: string): Promise<Maps> =>
  await read<Maps>(origin, `${scores()}/examples/3/maps?method=${method}`);

/** All numbers of one block, row by row. */
const drawn = async (page: Page, block: number) =>
  await page.locator(".target-block").nth(block).locator(".layer-cells text").allTextContents();

/** How the page writes a method's scores, which are numbers without a bound. */
function written(values: readonly (readonly number[])[]): string[] {
  const largest = Math.max(...values.flat().map(Math.abs));
  return values.flat().map((value) => cellNumber(value, cellExponent(largest)));
}

describe("the target's row", () => {
  it("is the main picture of an attribution, and read by keyboard", async () => {
    const { page, finish } = await open("");
    await page.getByLabel("Method", { exact: true }).selectOption(attribution.id);
    const rows = (await maps(attribution.id)).values.map(([row = []]) => row);
    await expect.poll(() => drawn(page, 0)).toEqual(written(rows));
    await settled(page);
    await expect.poll(() => page.locator("section[aria-label='All layers']").isVisible()).toBe(false);
    await expect.poll(() => page.locator("section[aria-label='Map of the layer']").isVisible()).toBe(false);
    const example = await read<Example>(origin, `${scores()}/examples/3`);
    const cue = example.cues[0] ?? 0;
    await page.keyboard.press("Tab");
    await page.locator("svg.target-chart").focus();
    await page.keyboard.press("ArrowUp");
    const reading = page.locator(".target-reading");
    await expect.poll(() => reading.textContent()).toContain(signedFigure(rows.at(-2)?.[cue]));
    await finish();
  });

  it("stands beside that of another method, which the address keeps", async () => {
    const { page, finish } = await open(`?method=${attribution.id}`);
    const own = written((await maps(attribution.id)).values.map(([row = []]) => row));
    await expect.poll(() => drawn(page, 0)).toEqual(own);
    await page.getByLabel("Compare with", { exact: true }).selectOption("attn");
    const example = await read<Example>(origin, `${scores()}/examples/3`);
    const attention = (await maps("attn")).values.flatMap((map) => map[example.target] ?? []);
    const other = attention.map((share) => cellNumber(share));
    await expect.poll(() => drawn(page, 1)).toEqual(other);
    expect(new URL(page.url()).search).toBe(`?method=${attribution.id}&versus=attn`);
    await page.reload();
    await expect.poll(() => drawn(page, 1)).toEqual(other);
    await settled(page);
    await expect.poll(() => drawn(page, 0)).toEqual(own);
    await page.getByLabel("Compare with", { exact: true }).selectOption("");
    await expect.poll(() => page.locator(".target-block:visible").count()).toBe(1);
    await finish();
  });

  it("is saved as figures", async () => {
    const { page, finish } = await open(`?method=${attribution.id}`);
    const card = page.locator("section[aria-label='Contributions to the target']");
    await card.locator("svg.target-chart").waitFor();
    await card.locator(".card-head").getByLabel("Download this chart").click();
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      card.locator(".card-head").getByRole("button", { name: "CSV" }).click(),
    ]);
    const rows = (await readFile(await download.path())).toString().trim().split("\r\n");
    const { layers, tokens, values } = await maps(attribution.id);
    expect(rows).toHaveLength(1 + layers * tokens);
    expect(Number(rows[1]?.split(",")[7])).toBe(values[0]?.[0]?.[0]);
    await finish();
  });

  it("fits a narrow window", async () => {
    const { page, finish } = await open(`?method=${attribution.id}&versus=attn&sides=both&bare=1`, 400);
    await page.locator("svg.target-chart").nth(3).waitFor();
    await expect.poll(() => overflow(page)).toBe(0);
    await finish();
  });
});
