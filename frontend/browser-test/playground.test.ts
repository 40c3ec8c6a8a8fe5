import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Maps, SentenceAnalysis } from "../src/api/types.ts";
import { cellExponent, cellNumber, figure } from "../src/dom/format.ts";
import { read } from "./support/api.ts";
import { startBrowser } from "./support/browser.ts";
import { origin } from "./support/shared.ts";
import { openPage, settled } from "./support/watchedPage.ts";

const SENTENCE =
  "modelId=tiny-bert&text=the+keys+of+the+cabinet+are+old+.&badText=the+keys+of+the+cabinet+is+old+.";

let browser: Browser;

beforeAll(async () => {
  browser = await startBrowser();
});

afterAll(async () => {
  await browser.close();
});

describe("the playground", () => {
  it("opens with a minimal pair: its probabilities and the maps that the interface gives", async () => {
    const { page, finish } = await openPage(browser, origin, "/playground");
    const told = await read<SentenceAnalysis>(origin, `/playground/sentence?${SENTENCE}`);
    await expect
      .poll(() => page.locator(".playground-answer").textContent())
      .toBe(`p(are) = ${figure(told.good?.probability)}, p(is) = ${figure(told.bad?.probability)}`);
    const maps = await read<Maps>(origin, `/playground/maps?${SENTENCE}&method=value_zeroing_cosine`);
    const last = (maps.values.at(-1) ?? []).flat();
    const exponent = cellExponent(Math.max(...last));
    const numbers = page.locator("svg.map-chart g[text-anchor=middle] text");
    await expect
      .poll(() => numbers.allTextContents())
      .toEqual(last.map((value) => cellNumber(value, exponent)));
    await finish();
  });

  it("blanks a word out, shows the difference, and keeps both in the address", async () => {
    const { page, finish } = await openPage(browser, origin, "/playground");
    await page.getByRole("radio", { name: "Blank it out" }).click();
    await page.getByRole("button", { name: "keys", exact: true }).click();
    await page.getByRole("button", { name: "keys, blanked out" }).waitFor();
    await expect.poll(() => page.locator("svg.map-chart").count()).toBe(3);
    expect(new URL(page.url()).searchParams.get("blank")).toBe("1");
    await page.reload();
    await page.getByRole("button", { name: "keys, blanked out" }).waitFor();
    await settled(page);
    await page.getByRole("button", { name: "keys, blanked out" }).focus();
    await finish();
  });

  it("takes a typed sentence, another target and another model", async () => {
    const { page, finish } = await openPage(browser, origin, "/playground");
    await page.getByRole("textbox", { name: "Sentence", exact: true }).fill("the boys near the girl laugh .");
    await page.getByRole("button", { name: "Analyse" }).click();
    await page.getByRole("button", { name: "laugh, predicted" }).waitFor();
    await page.getByRole("button", { name: "boys", exact: true }).click();
    await page.getByRole("button", { name: "boys, predicted" }).waitFor();
    await page.getByLabel("Model", { exact: true }).selectOption("tiny-electra");
    await page.getByLabel("Method", { exact: true }).selectOption("grad_x_input_diff");
    await expect
      .poll(() => page.locator(".hint").allTextContents())
      .toContainEqual(expect.stringMatching(/^Scores explain the logit of “boys” minus that of “.+”\.$/));
    await expect.poll(() => page.locator("svg.map-chart").isVisible()).toBe(false);
    await finish();
  });

  it("says what is wrong with a pair and keeps what was shown", async () => {
    const { page, finish } = await openPage(browser, origin, "/playground", { refused: [422] });
    await page.locator("svg.map-chart").waitFor();
    await page
      .getByLabel("Bad sentence of a minimal pair (optional)")
      .fill("the key of the cabinet is old .");
    await page.getByRole("button", { name: "Analyse" }).click();
    await expect
      .poll(() => page.locator(".notice.error").textContent())
      .toContain("the two sentences are no minimal pair");
    await expect.poll(() => page.locator("svg.map-chart").count()).toBe(1);
    await finish();
  });

  it("is shared as it is seen", async () => {
    const { page, finish } = await openPage(browser, origin, "/playground?method=attn&layer=2");
    await page.locator("svg.map-chart").waitFor();
    await settled(page);
    await page.getByRole("button", { name: "Share", exact: true }).click();
    const link = await page.getByLabel("Address", { exact: true }).inputValue();
    await page.goto(link);
    await page.locator("svg.map-chart").waitFor();
    await expect.poll(() => page.locator(".playground-answer").textContent()).toContain("p(are)");
    await expect.poll(() => page.getByRole("textbox").count()).toBe(0);
    await finish();
  });
});
