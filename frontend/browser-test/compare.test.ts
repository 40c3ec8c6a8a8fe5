import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Comparison, Maps } from "../src/api/types.ts";
import { cellExponent, cellNumber } from "../src/dom/format.ts";
import { read, type Run } from "./support/api.ts";
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
    expect(await differences.locator("tbody tr").count()).toBe(told.differences[0]?.layers.length);
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
    expect(await page.locator(".compare-item").count()).toBe(2);
    await page.getByText("Settings that differ").waitFor();
    await page
      .getByRole("button", { name: /^Remove/ })
      .first()
      .click();
    await page.getByText("Add at least one more item.").waitFor();
    await finish();
  });
});
