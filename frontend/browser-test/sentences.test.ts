import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readFile } from "node:fs/promises";
import type { Browser, Page } from "playwright-core";
import { cellNumber, figure } from "../src/dom/format.ts";
import type { Example, ExamplePage, Maps } from "../src/api/types.ts";
import { pictureOf } from "../src/layout/picture.ts";
import { routesTo } from "../src/layout/routes.ts";
import { read, type Run } from "./support/api.ts";
import { startBrowser } from "./support/browser.ts";
import { origin, sharedRun } from "./support/shared.ts";
import { openPage, overflow, settled } from "./support/watchedPage.ts";

let browser: Browser;
let run: Run;

beforeAll(async () => {
  [browser, run] = await Promise.all([startBrowser(), sharedRun("scored")]);
});

afterAll(async () => {
  await browser.close();
});

const open = async (path: string) => await openPage(browser, origin, path);

/** All numbers of the large maps, side by side, row by row. */
const drawn = async (page: Page) =>
  await page.locator("svg.map-chart g[text-anchor=middle] text").allTextContents();

const written = (map: readonly (readonly number[])[] | undefined) =>
  (map ?? []).flatMap((row) => row.map((value) => cellNumber(value)));

const address = (page: Page) => new URL(page.url()).pathname + new URL(page.url()).search;

async function maps(scoreRun: string | null, index: number, query: string): Promise<Maps> {
  return await read<Maps>(origin, `/scores/${scoreRun ?? ""}/examples/${index}/maps?${query}`);
}

/** Waits until the drawing is that of the answers. */
async function expectDrawn(page: Page, wanted: readonly string[]): Promise<void> {
  await expect.poll(() => drawn(page)).toEqual(wanted);
}

describe("the sentences of a score run", () => {
  it("are reached from the run, and filtered as the server filters them", async () => {
    const { page, finish } = await open(`/runs/${run.id}`);
    await page.locator(".actions").getByRole("link", { name: "Sentences" }).click();
    const total = run.provenance?.counts.test ?? 0;
    expect(total).toBeGreaterThan(30);
    await page.getByText(`${total} sentences`, { exact: true }).waitFor();
    expect(new URL(page.url()).pathname).toBe(`/scores/${run.scoreRunAfter ?? ""}`);
    const query = "paradigm=rpsv&label=plural";
    const found = await read<ExamplePage>(origin, `/scores/${run.scoreRunAfter ?? ""}/examples?${query}`);
    await page.getByLabel("Paradigm", { exact: true }).selectOption("rpsv");
    await page.getByLabel("Label", { exact: true }).selectOption("plural");
    await page.getByText(new RegExp(`^${found.total} sentences?$`)).waitFor();
    expect(address(page)).toBe(`/scores/${run.scoreRunAfter ?? ""}?${query}`);
    const chosen = found.items.at(-1);
    await page
      .locator(".sentence-row", { hasText: `#${(chosen?.index ?? 0) + 1}` })
      .last()
      .click();
    await page
      .locator(".sentence-facts")
      .getByText(chosen?.id ?? "none", { exact: true })
      .waitFor();
    await page.goBack();
    expect(address(page)).toBe(`/scores/${run.scoreRunAfter ?? ""}?${query}`);
    await page.getByLabel("Search the sentences").fill("zzz no such words");
    await page.getByText("No sentence matches these filters.").waitFor();
    await finish();
  });

  it("show the server's figures for every method, aggregation, layer and side, and keep them on reload", async () => {
    const { page, finish } = await open(`/scores/${run.scoreRunAfter ?? ""}/3`);
    const zeroing = await maps(run.scoreRunAfter, 3, "method=value_zeroing_cosine");
    await expectDrawn(page, written(zeroing.values.at(-1)));
    await page.getByLabel("Method", { exact: true }).selectOption("attn");
    const attention = await maps(run.scoreRunAfter, 3, "method=attn");
    await expectDrawn(page, written(attention.values.at(-1)));
    await page.getByLabel("Aggregation", { exact: true }).selectOption("rollout_residual");
    const rolled = await maps(run.scoreRunAfter, 3, "method=attn&aggregation=rollout_residual");
    await expectDrawn(page, written(rolled.values.at(-1)));
    await page.getByRole("radio", { name: "Layer 2" }).click();
    await expectDrawn(page, written(rolled.values[1]));
    await page.getByRole("radio", { name: "Both" }).click();
    const before = await maps(run.scoreRunBefore, 3, "method=attn&aggregation=rollout_residual");
    const both = [...written(before.values[1]), ...written(rolled.values[1])];
    await expectDrawn(page, both);
    const view = `/scores/${run.scoreRunAfter ?? ""}/3?method=attn&aggregation=rollout_residual&layer=2&sides=both`;
    expect(address(page)).toBe(view);
    await page.reload();
    await expectDrawn(page, both);
    await settled(page);
    await expect
      .poll(() => page.getByLabel("Aggregation", { exact: true }).inputValue())
      .toBe("rollout_residual");
    await expect
      .poll(() => page.getByRole("radio", { name: "Both" }).getAttribute("aria-checked"))
      .toBe("true");
    await page.getByRole("radio", { name: "Difference" }).click();
    const change = rolled.values[1]?.map((row, receiver) =>
      row.map((value, giver) => value - (before.values[1]?.[receiver]?.[giver] ?? 0)),
    );
    await expectDrawn(page, written(change));
    await page.goBack();
    await expectDrawn(page, both);
    await finish();
  });

  it.each(["attn", "value_zeroing_cosine"])(
    "show single heads by %s, which the address keeps",
    async (method) => {
      const { page, finish } = await open(`/scores/${run.scoreRunAfter ?? ""}/3?method=${method}`);
      await page.getByLabel("Head", { exact: true }).selectOption({ label: "Head 2" });
      const head = await maps(run.scoreRunAfter, 3, `method=${method}&head=1`);
      const mean = await maps(run.scoreRunAfter, 3, `method=${method}`);
      expect(head.values).not.toEqual(mean.values);
      await expectDrawn(page, written(head.values.at(-1)));
      await page.getByText("Single heads are not evaluated").waitFor();
      await page.reload();
      await expectDrawn(page, written(head.values.at(-1)));
      await page.getByLabel("Head", { exact: true }).selectOption({ label: "All heads" });
      await expectDrawn(page, written(mean.values.at(-1)));
      expect(address(page)).toBe(`/scores/${run.scoreRunAfter ?? ""}/3?method=${method}`);
      await finish();
    },
  );

  it("are read cell by cell with pointer and keyboard, in all charts at once", async () => {
    const { page, finish } = await open(`/scores/${run.scoreRunAfter ?? ""}/5`);
    const path = `/scores/${run.scoreRunAfter ?? ""}/examples/5`;
    const example = await read<Example>(origin, path);
    const last = (await maps(run.scoreRunAfter, 5, "method=value_zeroing_cosine")).values.at(-1);
    const cue = example.cues[0] ?? 0;
    const chart = page.locator("svg.map-chart");
    const place = example.target * example.tokens.length + cue;
    await chart.locator("g[text-anchor=middle] text").nth(place).waitFor();
    await chart.locator("rect.cell").nth(place).hover({ force: true });
    const readout = page.locator(".readout[aria-live]").first();
    await expect.poll(() => readout.textContent()).toContain(figure(last?.[example.target]?.[cue]));
    await expect.poll(() => page.locator(".cross-cell:visible").count()).toBe(6);
    await expect.poll(() => page.locator("svg.target-chart .cross rect").count()).toBe(1);
    await chart.focus();
    await page.keyboard.press("ArrowDown");
    await expect.poll(() => readout.textContent()).toContain(figure(last?.[example.target + 1]?.[cue]));
    await page.locator("h2", { hasText: "All layers" }).click();
    await chart.blur();
    await page.keyboard.press("ArrowLeft");
    await expect.poll(() => address(page)).toBe(`/scores/${run.scoreRunAfter ?? ""}/5?layer=5`);
    await page.keyboard.press("ArrowDown");
    await expect.poll(() => address(page)).toBe(`/scores/${run.scoreRunAfter ?? ""}/6?layer=5`);
    await settled(page);
    const colours = await page
      .locator(".thumbnail canvas")
      .first()
      .evaluate((canvas: HTMLCanvasElement) => {
        const pixels = canvas.getContext("2d")?.getImageData(0, 0, canvas.width, canvas.height).data ?? [];
        return new Set(Array.from({ length: pixels.length / 4 }, (_, pixel) => pixels[pixel * 4])).size;
      });
    expect(colours).toBeGreaterThan(3);
    await finish();
  });
});

describe("the routes to the target", () => {
  it("lead through scores of the chosen threshold, which the address keeps", async () => {
    const scores = `/scores/${run.scoreRunAfter ?? ""}`;
    const { page, finish } = await open(`${scores}/3?threshold=0.2`);
    const example = await read<Example>(origin, `/scores/${run.scoreRunAfter ?? ""}/examples/3`);
    const { values } = await maps(run.scoreRunAfter, 3, "method=value_zeroing_cosine");
    const picture = pictureOf({ ...example, maps: values }, { level: "piece", hideSpecial: false });
    const card = page.locator("section[aria-label='Routes to the target']");
    const drawn = () => card.locator(".route").count();
    await expect.poll(drawn).toBe(routesTo(picture, 0.2, 1000).edges.length);
    const slider = card.getByLabel("Threshold of scores");
    await slider.focus();
    await page.keyboard.press("ArrowLeft");
    await expect.poll(drawn).toBe(routesTo(picture, 0.19, 1000).edges.length);
    expect(address(page)).toBe(`${scores}/3?threshold=0.19`);
    await card.locator(".route-chart").focus();
    await page.keyboard.press("ArrowDown");
    await expect.poll(() => card.locator(".tip").textContent()).toMatch(/^Layer 5, .+gives \[MASK\] 0\.\d/);
    await page.reload();
    await expect.poll(() => slider.inputValue()).toBe("0.19");
    await page.getByLabel("Aggregation", { exact: true }).selectOption("rollout");
    await card.getByText("already contains all layers below").waitFor();
    await finish();
  });
});

describe("a chart", () => {
  it("is saved as figures, drawing and picture", async () => {
    const { page, finish } = await open(`/scores/${run.scoreRunAfter ?? ""}/3`);
    const card = page.locator("section[aria-label='Map of the layer']");
    await card.locator("svg.map-chart").waitFor();
    const saved = async (kind: string) => {
      await card.getByLabel("Download this chart").click();
      const [download] = await Promise.all([
        page.waitForEvent("download"),
        card.getByRole("button", { name: kind }).click(),
      ]);
      return await readFile(await download.path());
    };
    const layer = (await maps(run.scoreRunAfter, 3, "method=value_zeroing_cosine")).values.at(-1);
    const rows = (await saved("CSV")).toString().trim().split("\r\n");
    expect(rows).toHaveLength(1 + (layer?.length ?? 0) ** 2);
    expect(Number(rows[1]?.split(",").at(-1))).toBe(layer?.[0]?.[0]);
    expect((await saved("SVG")).toString()).toMatch(/^<svg[^>]* xmlns="http:\/\/www.w3.org\/2000\/svg"/);
    expect((await saved("PNG")).subarray(1, 4).toString()).toBe("PNG");
    await finish();
  });
});

describe.each([
  { width: 400, theme: "dark" },
  { width: 400, theme: "light" },
  { width: 1000, theme: "dark" },
] as const)("every page, $width wide and $theme", ({ width, theme }) => {
  it("fits its window and raises no error", async () => {
    const { page, finish } = await openPage(browser, origin, "/", { width, theme });
    const scores = `/scores/${run.scoreRunAfter ?? ""}`;
    const paths = {
      "/": ".run-row .badge",
      "/launch": ".launch-button",
      [`/runs/${run.id}`]: "svg.curves-chart",
      [scores]: "svg.map-chart",
      [`${scores}/2?sides=both&words=1&bare=1`]: "svg.map-chart",
      "/models": ".table",
      "/nowhere": ".empty",
    };
    for (const [path, ready] of Object.entries(paths)) {
      await page.goto(origin + path);
      await page.locator(ready).last().waitFor();
      expect([path, await overflow(page)]).toEqual([path, 0]);
    }
    await expect.poll(() => page.locator("html").getAttribute("data-theme")).toBe(theme);
    await finish();
  });
});
