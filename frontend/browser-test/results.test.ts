import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readFile } from "node:fs/promises";
import type { Browser, Page } from "playwright-core";
import type { FigureTable, Method, SentenceValues } from "../src/api/types.ts";
import { cellNumber, figure } from "../src/dom/format.ts";
import { rankDifferences, rankSentences } from "../src/figures/results/rankedSentences.ts";
import { RESULT_TABS } from "../src/state/results/resultsView.ts";
import { read, type Run } from "./support/api.ts";
import { startBrowser } from "./support/browser.ts";
import { METHODS } from "./support/runs.ts";
import { origin, sharedRun } from "./support/shared.ts";
import { expectedRows, tableOf } from "./support/figures.ts";
import { openPage, overflow, settled } from "./support/watchedPage.ts";

let browser: Browser;
let run: Run;
let other: Run;
let scored: Run;
let methods: Method[];

beforeAll(async () => {
  [browser, run, other, scored] = await Promise.all([
    startBrowser(),
    sharedRun("evaluated"),
    sharedRun("otherSeed"),
    sharedRun("scored"),
  ]);
  methods = await read<Method[]>(origin, "/methods");
});

afterAll(async () => {
  await browser.close();
});

const results = (tab: string, query = "") => `/results/${run.id}/${tab}${query}`;
const open = async (path: string) => await openPage(browser, origin, path);
const figures = async (side: "before" | "after", measure = "cue_dot", group = "all") =>
  await read<FigureTable>(
    origin,
    `/scores/${(side === "before" ? run.scoreRunBefore : run.scoreRunAfter) ?? ""}/figures?measure=${measure}&group=${group}`,
  );

const nameOf = (id: string) => methods.find((method) => method.id === id)?.name ?? id;
const named = (ids: readonly string[]) => ids.map((id) => [id, nameOf(id)] as const);
const panel = (page: Page, title: string) => page.locator(`[data-panel='${title}']`);
const lines = (page: Page) => panel(page, "Cue alignment by layer");
const queryOf = (page: Page) => decodeURIComponent(new URL(page.url()).search);

describe("the tabs", () => {
  it.each(RESULT_TABS)(
    "%s opens at its address, again after a reload, and fits a narrow window",
    async (tab) => {
      const { page, finish } = await open(results(tab));
      const first = page.locator(".results-body .figure-chart, .results-body svg[role=img]").first();
      await first.waitFor();
      await page.reload();
      await first.waitFor();
      await settled(page);
      await expect.poll(() => page.locator(".tab[aria-current]").getAttribute("href")).toBe(results(tab));
      await expect.poll(() => page.locator(".notice.error").count()).toBe(0);
      await page.setViewportSize({ width: 400, height: 900 });
      await expect.poll(() => overflow(page)).toBe(0);
      await finish();
    },
  );

  it("are found from the run and from the list of results", async () => {
    const { page, finish } = await open(`/runs/${run.id}`);
    await page.locator(`a[href^="/results/${run.id}"]`).first().click();
    await page.waitForURL(`**${results("cues")}`);
    await page.getByRole("link", { name: "Results" }).first().click();
    await page.locator(".results-row").first().waitFor();
    const listed = await page
      .locator(".results-row")
      .evaluateAll((rows) => rows.map((row) => row.dataset["run"]));
    expect(listed).toEqual([other.id, scored.id, run.id]);
    await finish();
  });
});

describe("cue alignment", () => {
  it("draws the figures of the answer", async () => {
    const { page, finish } = await open(results("cues"));
    await lines(page).locator(".figure-chart").waitFor();
    await settled(page);
    const drawn = METHODS;
    const table = await figures("after");
    await expect.poll(() => tableOf(lines(page))).toEqual(expectedRows(table, "after", named(drawn)));
    const heat = panel(page, "All methods by layer");
    const numbers = drawn.flatMap((id) => {
      const view = table.views.find(({ method, aggregation }) => method === id && aggregation === "none");
      return (view?.figures.mean ?? []).map((mean) => cellNumber(mean ?? 0));
    });
    await expect.poll(() => heat.locator(".heat-number").allTextContents()).toEqual(numbers);
    await finish();
  });

  it("is read by keyboard", async () => {
    const { page, finish } = await open(results("cues"));
    const chart = lines(page).locator(".figure-chart");
    await chart.waitFor();
    await page.keyboard.press("Tab");
    await chart.focus();
    await page.keyboard.press("ArrowRight");
    const views = (await figures("after")).views.filter(({ aggregation }) => aggregation === "none");
    const baseline = views.find(({ method }) => method === "random");
    const tip = lines(page).locator(".tip");
    await expect.poll(() => tip.textContent()).toContain(`Layer 2: ${figure(baseline?.figures.mean[1])}`);
    await page.keyboard.press("ArrowDown");
    const first = views.find(({ method }) => method === METHODS[0]);
    const reading = `Layer 2: ${figure(first?.figures.mean[1])}95 % interval ${figure(first?.figures.low[1])} to ${figure(first?.figures.high[1])}n = ${first?.figures.n[1] ?? 0}`;
    await expect.poll(() => tip.textContent()).toContain(reading);
    await finish();
  });

  it("follows every switch, in the address too", async () => {
    const { page, finish } = await open(results("cues"));
    await lines(page).locator(".figure-chart").waitFor();
    await page.getByLabel("Measure", { exact: true }).selectOption("cue_average_precision");
    const precision = expectedRows(await figures("after", "cue_average_precision"), "after", named(METHODS));
    await expect.poll(() => tableOf(lines(page))).toEqual(precision);
    await page.getByLabel("Sentences", { exact: true }).selectOption("right");
    const right = expectedRows(
      await figures("after", "cue_average_precision", "right"),
      "after",
      named(METHODS),
    );
    await expect.poll(() => tableOf(lines(page))).toEqual(right);
    await page.getByRole("radio", { name: "Before", exact: true }).click();
    const before = expectedRows(
      await figures("before", "cue_average_precision", "right"),
      "before",
      named(METHODS),
    );
    await expect.poll(() => tableOf(lines(page))).toEqual(before);
    await page.locator("summary[aria-label^='Methods']").click();
    await page.getByLabel(nameOf("attn"), { exact: true }).click();
    const fewer = METHODS.filter((id) => id !== "attn");
    await expect
      .poll(() => tableOf(lines(page)))
      .toEqual(before.filter((row) => fewer.some((id) => nameOf(id) === row[2])));
    await page.keyboard.press("Escape");
    expect(queryOf(page)).toBe(
      "?measure=cue_average_precision&group=right&sides=before&methods=value_zeroing_cosine,attn_norm,globenc,grad_x_input",
    );
    const seen = await tableOf(lines(page));
    await page.reload();
    await expect.poll(() => tableOf(lines(page))).toEqual(seen);
    await page.goBack();
    await expect.poll(() => queryOf(page)).not.toContain("methods");
    await finish();
  });

  it("rolls out, each method in its own way, and says which it leaves out", async () => {
    const { page, finish } = await open(results("cues"));
    await lines(page).locator(".figure-chart").waitFor();
    await page.getByLabel("Aggregation", { exact: true }).selectOption("rollout");
    await expect
      .poll(() => lines(page).locator(".figure-caption").textContent())
      .toContain(nameOf("grad_x_input"));
    await settled(page);
    const rows = await tableOf(lines(page));
    expect(new Set(rows.map((row) => row[3]))).toContain("rollout");
    await page.getByLabel("Aggregation", { exact: true }).selectOption("last_layer");
    await expect.poll(async () => (await tableOf(lines(page))).length).toBe(METHODS.length);
    await finish();
  });

  it("draws before and after over or beside each other, and other runs beside this one", async () => {
    const { page, finish } = await open(results("cues", "?sides=both"));
    const charts = lines(page).locator(".figure-body svg.figure-chart svg.figure-chart");
    await lines(page).locator(".figure-chart").first().waitFor();
    await settled(page);
    await expect.poll(() => charts.count()).toBe(0);
    await expect.poll(() => lines(page).locator("[stroke-dasharray='5 4']").count()).toBeGreaterThan(0);
    await page.getByRole("radio", { name: "Side by side" }).click();
    await expect.poll(() => charts.count()).toBe(2);
    await page.locator("summary[aria-label^='Runs']").click();
    await page.getByLabel("another seed").check();
    await expect.poll(() => charts.count()).toBe(4);
    expect(queryOf(page)).toBe(`?sides=both&layout=beside&models=${other.id}`);
    await page.reload();
    await expect.poll(() => charts.count()).toBe(4);
    await finish();
  });

  it("leads from a point to its sentences, and on to the sentence", async () => {
    const { page, finish } = await open(results("cues"));
    const chart = lines(page).locator(".figure-chart");
    await chart.waitFor();
    await page.keyboard.press("Tab");
    await chart.focus();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("Enter");
    const id = run.scoreRunAfter ?? "";
    await expect.poll(() => queryOf(page)).toBe(`?pick=${id},value_zeroing_cosine,2`);
    const query = "measure=cue_dot&method=value_zeroing_cosine&aggregation=none&layer=1";
    const values = await read<SentenceValues>(origin, `/scores/${id}/values?${query}`);
    const shown = () => page.locator(".ranked-value").allTextContents();
    const order = (by: "best" | "worst") =>
      rankSentences(values, by, true)
        .slice(0, 12)
        .map(({ value }) => figure(value));
    await expect.poll(shown).toEqual(order("best"));
    await page.getByRole("radio", { name: "Worst first" }).click();
    await expect.poll(shown).toEqual(order("worst"));
    await page.getByLabel("Hold against").selectOption("attn");
    const others = await read<SentenceValues>(
      origin,
      `/scores/${id}/values?${query.replace("value_zeroing_cosine", "attn")}`,
    );
    const closest = rankDifferences(values, others, "closest").slice(0, 12);
    await expect
      .poll(shown)
      .toEqual(closest.map(({ value, other }) => `${figure(value)} / ${figure(other)}`));
    await page.getByLabel("Hold against").selectOption("");
    await expect.poll(shown).toEqual(order("worst"));
    const worst = rankSentences(values, "worst", true)[0]?.index ?? 0;
    await page.locator(".ranked-line a").first().click();
    await page.locator(".sentence").waitFor();
    const place = worst === 0 ? "" : `/${worst}`;
    expect(page.url()).toBe(`${origin}/scores/${id}${place}?method=value_zeroing_cosine&layer=2`);
    await finish();
  });

  it("is saved as a picture that stands alone, as figures and as a LaTeX table", async () => {
    const { page, finish } = await open(results("cues"));
    await lines(page).locator(".figure-chart").waitFor();
    const saved = async (kind: string) => {
      await lines(page).getByLabel("Download this chart").click();
      const [download] = await Promise.all([
        page.waitForEvent("download"),
        lines(page).getByRole("button", { name: kind, exact: true }).click(),
      ]);
      return await readFile(await download.path());
    };
    const picture = (await saved("SVG")).toString();
    expect(picture).not.toMatch(/var\(|class=/);
    expect(picture).toContain("Share on cues by layer");
    expect(picture.replace(/<[^>]*>/g, " ")).toMatch(/95\s+%\s+paired\s+bootstrap\s+intervals/);
    expect(picture).toContain(nameOf("attn_norm"));
    expect((await saved("PNG")).subarray(1, 4).toString()).toBe("PNG");
    const rows = (await saved("CSV")).toString().trim().split("\r\n");
    const table = await figures("after");
    expect(rows).toHaveLength(1 + METHODS.length * table.layers);
    const first = table.views.find(({ method }) => method === METHODS[0]);
    expect(Number(rows[1]?.split(",")[5])).toBe(first?.figures.mean[0]);
    expect((await saved("LaTeX")).toString()).toContain("\\toprule");
    await finish();
  });
});
