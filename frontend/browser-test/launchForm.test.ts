import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Browser } from "playwright-core";
import type { components } from "../src/api/schema.d.ts";
import { read } from "./support/api.ts";
import { startBrowser } from "./support/browser.ts";
import { startServer, type Server } from "./support/server.ts";
import { openPage, settled } from "./support/watchedPage.ts";

type Model = components["schemas"]["Model"];

let server: Server;
let browser: Browser;

beforeAll(async () => {
  [server, browser] = await Promise.all([startServer(90, ["--disk-reserve", "900t"]), startBrowser()]);
});

afterAll(async () => {
  await Promise.all([server.close(), browser.close()]);
});

const LONG = `the-laboratory/${"a-very-long-name-".repeat(6)}uncased`;

/** The built-in models, and more than can be shown as cards. */
async function manyModels(): Promise<Model[]> {
  const builtIn = await read<Model[]>(server.origin, "/models");
  const first = builtIn[0];
  if (first === undefined) {
    throw new Error("there is no built-in model");
  }
  const imported = Array.from({ length: 57 }, (_, number) => ({
    ...first,
    id: `m-${number}`,
    name: number === 0 ? LONG : `lab/encoder-${number}`,
    builtIn: false,
    origin: { kind: "hub" as const, source: `lab/encoder-${number}`, revision: "main" },
    createdAt: "2026-03-01T12:00:00Z",
  }));
  return [...builtIn, ...imported];
}

describe("the launch form", () => {
  it("says before the launch that a run cannot fit, and why, and the server refuses it", async () => {
    const { page, finish } = await openPage(browser, server.origin, "/launch");
    const summary = page.locator(".summary");
    await summary
      .getByText(/^The run needs .* of disk, and there are 0 MB for it\. Take fewer examples/)
      .waitFor();
    const button = page.getByRole("button", { name: "Launch", exact: true });
    await expect.poll(() => button.isDisabled()).toBe(true);
    await expect.poll(() => button.getAttribute("title")).toBe("The run needs more than there is");
    await summary.getByText("Time by stage").click();
    await summary.getByText("Evaluate after").waitFor();
    const answer = await page.request.post(`${server.origin}/api/v1/runs`, {
      data: { modelId: "tiny-bert", dataId: "sample" },
    });
    expect(answer.status()).toBe(409);
    expect(((await answer.json()) as { detail: string }).detail).toContain("of disk, and there are 0 MB");
    await finish();
  });

  it("starts with what is suggested for the model, also where it is left empty", async () => {
    const { page, finish } = await openPage(browser, server.origin, "/launch?model=tiny-electra");
    const rate = page.locator('input[name="fineTuning.learningRate"]');
    await page.getByRole("radio", { name: "Suggested values", checked: true }).waitFor();
    await expect.poll(() => rate.inputValue()).toBe("0.0003");
    await page.getByRole("radio", { name: "The paper's values" }).click();
    await expect.poll(() => rate.inputValue()).toBe("0.00003");
    await page.getByText("Scoring options").click();
    await page.getByRole("radio", { name: "Whole maps", checked: true }).waitFor();
    await page.getByText(/Whole maps would take \d+.MB; up to 2.GB they are suggested\./).waitFor();
    await finish();
  });

  it("offers many models in a list with a search, which arrow keys move through", async () => {
    const models = await manyModels();
    const { page, finish } = await openPage(browser, server.origin, "/nowhere");
    await page.route("**/api/v1/models", async (route) => {
      await route.fulfill({ json: models });
    });
    await page.goto(`${server.origin}/launch`);
    await settled(page);
    const search = page.getByRole("combobox", { name: "Search models" });
    const list = page.getByRole("listbox", { name: "Model", exact: true });
    const chosen = list.getByRole("option", { selected: true });
    await expect
      .poll(() => page.locator(".model-group").allTextContents())
      .toEqual(["Built in (3)", "Imported (57)"]);
    await expect.poll(() => page.getByTitle(LONG).first().isVisible()).toBe(true);
    await search.fill("tiny-ro");
    await expect.poll(() => list.getByRole("option").count()).toBe(1);
    await search.press("ArrowDown");
    await expect.poll(() => chosen.getAttribute("data-model")).toBe("tiny-roberta");
    await search.fill("");
    await search.press("ArrowDown");
    await expect.poll(() => chosen.getAttribute("data-model")).toBe("tiny-electra");
    await search.press("Enter");
    expect(new URL(page.url()).searchParams.get("model")).toBe("tiny-electra");
    await search.fill("no such model");
    await page.getByText("No model matches the search.").waitFor();
    await page.locator(".model-chosen").getByText("tiny-electra").waitFor();
    await finish();
  });
});
