import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Comparison, LaunchRequest, Maps, RunDifferences } from "../src/api/types.ts";
import { cellExponent, cellNumber } from "../src/dom/format.ts";
import { launchRun, read, succeededRun, type Run } from "./support/api.ts";
import { startBrowser } from "./support/browser.ts";
import { origin, sharedRun } from "./support/shared.ts";
import { openPage, settled } from "./support/watchedPage.ts";

let browser: Browser;
let run: Run;

beforeAll(async () => {
  [browser, run] = await Promise.all([startBrowser(), sharedRun("evaluated")]);
});

afterAll(async () => {
  await browser.close();
});

/** A run that takes seconds and has figures of every method by layer. */
const SMALL: LaunchRequest = {
  name: "to be repeated",
  modelId: "tiny-bert",
  dataId: "sample",
  examples: 20,
  methods: ["value_zeroing_cosine", "attn"],
  evaluations: ["cue_alignment"],
  evaluating: { resamples: 100 },
  fineTuning: { epochs: 1, batchSize: 8 },
};

describe("the compare page", () => {
  it("is reached from a run, and draws the interface's figures and the difference of its maps", async () => {
    const { page, finish } = await openPage(browser, origin, `/runs/${run.id}`);
    await page.locator(".actions").getByRole("link", { name: "Compare" }).click();
    const [before, after] = [run.scoreRunBefore ?? "", run.scoreRunAfter ?? ""];
    await page.locator(".figure-chart").nth(1).waitFor();
    const address = `/compare?item=${before},value_zeroing_cosine&item=${after},value_zeroing_cosine`;
    expect(new URL(page.url()).pathname + new URL(page.url()).search).toBe(address);

    const items = [before, after].map((id) => `item=${id},value_zeroing_cosine,none`).join("&");
    const told = await read<Comparison>(origin, `/compare?${items}&measure=cue_dot`);
    await settled(page);
    const differences = page.locator(".figure-card").nth(1);
    await differences.getByRole("button", { name: "Table" }).click();
    await expect.poll(() => differences.locator("tbody tr").count()).toBe(told.differences[0]?.layers.length);
    await expect.poll(() => differences.locator("h2").textContent()).toBe("Differences from before");

    const maps = await Promise.all(
      [before, after].map((id) =>
        read<Maps>(origin, `/scores/${id}/examples/0/maps?method=value_zeroing_cosine`),
      ),
    );
    const [one, other] = maps.map(({ values }) => values.at(-1) ?? []);
    const change = (other ?? []).map((row, place) =>
      row.map((value, giver) => value - (one?.[place]?.[giver] ?? 0)),
    );
    const exponent = cellExponent(Math.max(...change.flat().map(Math.abs)));
    const numbers = page.locator("svg.map-chart g[text-anchor=middle] text");
    await expect
      .poll(() => numbers.allTextContents())
      .toEqual(change.flat().map((value) => cellNumber(value, exponent)));
    await finish();
  });

  it("compares a run that is run again, once that is finished, to the last bit", async () => {
    const small = await launchRun(origin, SMALL);
    await succeededRun(origin, small.id);
    const { page, finish } = await openPage(browser, origin, `/runs/${small.id}`);
    await page.getByRole("button", { name: "Run again and compare" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Launch" }).click();
    await page.waitForURL(/\/compare\?runs=/);
    const [, again = ""] = (new URL(page.url()).searchParams.get("runs") ?? "").split(",");
    await page.locator(".runs-verdict").waitFor({ timeout: 170_000 });
    const told = await read<RunDifferences>(origin, `/runs/${small.id}/differences/${again}?limit=1`);
    expect(told.settings).toEqual([]);
    expect(told.sameWeights).toBe(true);
    await expect.poll(() => page.locator(".runs-verdict").textContent()).toContain(told.verdict);
    await expect.poll(() => page.locator(".figure-card:visible tbody tr").count()).toBeGreaterThan(100);
    await page.getByRole("button", { name: "Share on cues", exact: true }).first().click();
    await page.locator(".figure-chart").nth(1).waitFor();
    expect(new URL(page.url()).searchParams.getAll("item")).toHaveLength(2);
    await finish();
  });

  it("takes more items from its menu and keeps them in the address", async () => {
    const { page, finish } = await openPage(browser, origin, "/compare");
    for (const method of ["value_zeroing_cosine", "attn"]) {
      await page.locator(".compare-picker summary").click();
      await page.getByLabel("Search runs").fill(`${run.name} after`);
      await expect.poll(() => page.locator(".compare-choices label").count()).toBe(1);
      await page.locator(".compare-choices label").click();
      await page.getByLabel("Method to add").selectOption(method);
      await page.getByRole("button", { name: "Add", exact: true }).click();
    }
    await page.locator(".figure-chart").nth(1).waitFor();
    await page.getByLabel("Sentences", { exact: true }).selectOption("right");
    await expect.poll(() => new URL(page.url()).searchParams.get("group")).toBe("right");
    await page.reload();
    await page.locator(".figure-chart").nth(1).waitFor();
    await settled(page);
    await expect.poll(() => page.locator(".compare-item").count()).toBe(2);
    await page.getByText("Settings that differ").waitFor();
    await page
      .getByRole("button", { name: /^Remove/ })
      .first()
      .click();
    await page.getByText("Add at least one more item.").waitFor();
    await finish();
  });
});
