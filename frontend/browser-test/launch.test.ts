import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { percent } from "../src/dom/format.ts";
import { read, type Run } from "./support/api.ts";
import { writeBlimpSlice } from "./support/blimpSlice.ts";
import { startBrowser } from "./support/browser.ts";
import { startServer, type Server } from "./support/server.ts";
import { openPage, plainText } from "./support/watchedPage.ts";

const FINISHED = 120_000;

let server: Server;
let browser: Browser;

beforeAll(async () => {
  [server, browser] = await Promise.all([startServer(), startBrowser()]);
});

afterAll(async () => {
  await Promise.all([server.close(), browser.close()]);
});

const open = async (path: string, refused: readonly number[] = []) =>
  await openPage(browser, server.origin, path, { refused });

async function fill(page: Page, values: Readonly<Record<string, string>>): Promise<void> {
  for (const [name, value] of Object.entries(values)) {
    await page.locator(`input[name="${name}"]`).fill(value);
  }
}

/** Chooses all evaluations but the slowest, or cue alignment alone, with few resamples, deletion curves and orders of probing. */
async function fillQuickEvaluations(page: Page, which: "nearly all" | "cue alignment"): Promise<void> {
  for (const box of await page.locator('input[name="evaluations"]').all()) {
    const id = await box.getAttribute("value");
    if (id === "faithfulness_normalised" || (which === "cue alignment" && id !== "cue_alignment")) {
      await box.uncheck();
    }
  }
  await page.getByText("Evaluation options").click();
  await fill(page, { "evaluating.resamples": "200" });
  if (which === "nearly all") {
    await fill(page, { "evaluating.deletionExamples": "6", "evaluating.probeOrders": "1" });
  }
}

/** Presses Launch and gives the id of the run whose page opens. */
async function launch(page: Page): Promise<string> {
  await page.getByRole("button", { name: "Launch", exact: true }).click();
  await page.waitForURL(/\/runs\/r-/);
  return new URL(page.url()).pathname.split("/").at(-1) ?? "";
}

/** Collects what the whole run's progress bar shows, for as long as the page is not loaded anew. */
async function watchBar(page: Page): Promise<() => Promise<number[]>> {
  const bar = page.getByRole("progressbar", { name: "Whole run" });
  await bar.evaluate((element) => {
    const seen: string[] = [];
    Object.assign(window, { seen });
    const note = () => seen.push(element.getAttribute("aria-valuenow") ?? "");
    new MutationObserver(note).observe(element, { attributeFilter: ["aria-valuenow"] });
    note();
  });
  return async () =>
    await page.evaluate(() => (window as unknown as { seen: string[] }).seen.map((value) => Number(value)));
}

/** The accuracies on a run's page are the server's. */
async function expectAccuracies(page: Page, id: string): Promise<Run> {
  const run = await read<Run>(server.origin, `/runs/${id}`);
  expect(run.accuracyBefore).not.toBeNull();
  expect(run.accuracyAfter).not.toBeNull();
  const shown = (await page.locator(".outcome strong").allTextContents()).map(plainText);
  expect(shown).toEqual([run.accuracyBefore, run.accuracyAfter].map((share) => plainText(percent(share))));
  return run;
}

describe("a run from the form", () => {
  it("is launched on the sample data, followed live and finished", async () => {
    const { page, finish } = await open("/");
    await page.getByText("No runs yet").waitFor();
    await expect.poll(() => page.title()).toBe("Runs · Mixlab");
    await page.locator(".empty").getByRole("link", { name: "Launch a run" }).click();
    await page.getByRole("radio", { name: /tiny-bert/ }).check();
    await page.getByRole("radio", { name: "Suggested values" }).click();
    await fill(page, { examples: "24", "fineTuning.epochs": "1", "fineTuning.batchSize": "16" });
    await fillQuickEvaluations(page, "nearly all");
    await page
      .locator(".summary")
      .getByText(/^2\d examples$/)
      .first()
      .waitFor();
    const id = await launch(page);
    const bar = await watchBar(page);
    await page.locator(".badge.succeeded").waitFor({ timeout: FINISHED });
    const seen = await bar();
    expect(seen).toEqual([...seen].sort((one, other) => one - other));
    expect(seen.filter((share) => share > 0 && share < 1000).length).toBeGreaterThan(0);
    const run = await expectAccuracies(page, id);
    expect(run.spec.examples).toBe(24);
    expect(run.spec.evaluating).toMatchObject({ resamples: 200, deletionExamples: 6 });
    await page.locator("svg.curves-chart").nth(1).waitFor();
    await page.locator(".log").getByText("Test accuracy after fine-tuning").waitFor();
    await page.getByText(run.provenance?.hashes.data.slice(0, 12) ?? "no provenance").waitFor();
    const checkpoint = await page.getByRole("link", { name: "Checkpoint" }).getAttribute("href");
    const zip = await page.request.get(server.origin + (checkpoint ?? ""));
    expect([zip.status(), (await zip.body()).subarray(0, 2).toString()]).toEqual([200, "PK"]);
    await finish();
  });

  it("takes BLiMP from a folder, and says what is wrong with a folder that is not it", async () => {
    const folder = join(server.dataRoot, "blimp");
    await writeBlimpSlice(folder);
    const { page, finish } = await open("/launch", [422]);
    await page.getByText("Use BLiMP").click();
    await page.getByText(`Folders that may be read: ${server.dataRoot}`).waitFor();
    await fill(page, { folder: server.folder });
    await page.getByRole("button", { name: "Read folder" }).click();
    await page.locator(".bring .fault").getByText("below a folder that may be read (--data-root)").waitFor();
    await fill(page, { folder });
    await page.getByRole("button", { name: "Read folder" }).click();
    await page.locator(".choice:has(:checked)").getByText(/BLiMP/).waitFor();
    await page.getByRole("radio", { name: "Value Zeroing and attention" }).click();
    await fill(page, { name: "A slice", examples: "48", "fineTuning.epochs": "1" });
    await fillQuickEvaluations(page, "cue alignment");
    const id = await launch(page);
    await page.locator(".badge.succeeded").waitFor({ timeout: FINISHED });
    const run = await expectAccuracies(page, id);
    expect(run.name).toBe("A slice");
    expect(run.provenance?.counts.train).toBeGreaterThan(40);
    expect(run.provenance?.counts.test).toBeGreaterThan(40);
    await page.getByRole("link", { name: "All runs", exact: true }).click();
    await page.locator(".run-row .badge.succeeded").nth(1).waitFor();
    await finish();
  });

  it("is cancelled, its end heard of by asking where events do not come through", async () => {
    const { page, finish } = await open("/launch");
    await fill(page, { "fineTuning.epochs": "300" });
    await page.locator(".summary").getByText("examples").first().waitFor();
    await page.route("**/api/v1/runs/*/events", async (route) => {
      await route.fulfill({ status: 204 });
    });
    await launch(page);
    await page.getByText("Updated every 2 s").waitFor();
    await page.locator(".badge.running").waitFor({ timeout: FINISHED });
    await page.getByRole("button", { name: "Cancel" }).click();
    await page.getByRole("button", { name: "Cancel the run" }).click();
    await page.locator(".badge.cancelled").waitFor({ timeout: FINISHED });
    await page.getByRole("link", { name: "Run again" }).click();
    const epochs = page.locator('input[name="fineTuning.epochs"]');
    await epochs.waitFor();
    await expect.poll(() => epochs.inputValue()).toBe("300");
    await finish();
  });

  it("is asked for what is chosen to score, and for it once more", async () => {
    const { page, finish } = await open("/launch");
    await page.getByRole("radio", { name: "Value Zeroing and attention" }).click();
    await page.getByRole("checkbox", { name: "Value Zeroing (Euclidean)" }).uncheck();
    await page.getByText("Scoring options").click();
    await page.getByRole("radio", { name: "The target's row only" }).click();
    await page.getByLabel("Baseline", { exact: true }).selectOption("mask");
    await fillQuickEvaluations(page, "cue alignment");
    await fill(page, { examples: "24", "fineTuning.epochs": "1", "scoring.attribution.steps": "20" });
    const id = await launch(page);
    const { spec } = await read<Run>(server.origin, `/runs/${id}`);
    expect(spec.methods).toContain("attn");
    expect(spec.methods).not.toContain("value_zeroing_euclidean");
    expect(spec.scoring).toEqual({
      rows: "target",
      attribution: { steps: 20, baseline: "mask", rule: "midpoint" },
      seed: 42,
    });
    await page.getByText("the target's row only", { exact: true }).waitFor();
    await page.locator(".badge.succeeded").waitFor({ timeout: FINISHED });
    await page.getByRole("link", { name: "Run again" }).click();
    await page.getByRole("radio", { name: "The target's row only", checked: true }).waitFor();
    await expect.poll(() => page.locator('input[name="scoring.attribution.steps"]').inputValue()).toBe("20");
    const chosen = page.locator('input[name="methods"]:checked');
    await expect
      .poll(() => chosen.evaluateAll((boxes) => boxes.map((box) => box.getAttribute("value"))))
      .toEqual(spec.methods);
    await finish();
  });

  it("is refused at the field that is wrong", async () => {
    const { page, finish } = await open("/launch", [400]);
    const button = page.getByRole("button", { name: "Launch", exact: true });
    const fault = async (name: string) => {
      const field = page.locator(`input[name="${name}"][aria-invalid="true"]`);
      await field.waitFor();
      return await page
        .locator(`[id="${(await field.getAttribute("aria-describedby")) ?? ""}"]`)
        .textContent();
    };
    await fill(page, { "fineTuning.epochs": "0" });
    await expect.poll(() => fault("fineTuning.epochs")).toContain("0 is less than 1");
    await expect.poll(() => button.isDisabled()).toBe(true);
    await fill(page, { "fineTuning.epochs": "1", "fineTuning.learningRate": "fast" });
    await expect.poll(() => fault("fineTuning.learningRate")).toBe("fast is not a number");
    await fill(page, { "fineTuning.learningRate": "0.001" });
    await page.locator('input[name="fineTuning.learningRate"][aria-invalid="false"]').waitFor();
    await expect.poll(() => button.isEnabled()).toBe(true);
    await finish();
  });
});
