import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Model } from "../src/api/types.ts";
import { read } from "./support/api.ts";
import { startBrowser } from "./support/browser.ts";
import { origin } from "./support/shared.ts";
import { openPage, overflow, plainText } from "./support/watchedPage.ts";

let browser: Browser;
let folder: string;

beforeAll(async () => {
  browser = await startBrowser();
  folder = mkdtempSync(join(tmpdir(), "mixlab-models-"));
});

afterAll(async () => {
  await browser.close();
  rmSync(folder, { recursive: true });
});

describe("the models", () => {
  it("are listed with what they are, found by a search, and lead to the playground", async () => {
    const { page, finish } = await openPage(browser, origin, "/models");
    await page.getByRole("link", { name: "tiny-roberta" }).waitFor();
    await page.getByLabel("Search models").fill("electra");
    await expect.poll(() => page.locator("tbody tr").count()).toBe(1);
    expect(new URL(page.url()).searchParams.get("search")).toBe("electra");
    await page.getByRole("link", { name: "Playground" }).last().click();
    await page.locator("svg.map-chart").waitFor();
    await expect.poll(() => page.getByLabel("Model", { exact: true }).inputValue()).toBe("tiny-electra");
    await finish();
  });

  it("are uploaded as a zip, renamed, used and deleted", async () => {
    const zip = join(folder, "Our BERT.zip");
    const answer = await fetch(`${origin}/api/v1/models/tiny-bert/download`);
    writeFileSync(zip, Buffer.from(await answer.arrayBuffer()));
    const { page, finish } = await openPage(browser, origin, "/models/new");
    await page.getByLabel("Files of a model").setInputFiles(zip);
    await page.getByRole("region", { name: "Upload" }).getByRole("button", { name: "Import" }).click();
    await page.locator(".catalogue").getByRole("link", { name: "Our BERT" }).click();
    await page.getByLabel("Name", { exact: true }).fill("Our renamed BERT");
    await page.getByLabel("Note", { exact: true }).fill("trained on Tuesdays");
    await page.getByRole("button", { name: "Save" }).click();
    await expect.poll(() => page.locator("h1").textContent()).toBe("Our renamed BERT");
    const all = await read<Model[]>(origin, "/models");
    const [own, other] = ["Our renamed BERT", "tiny-bert"].map((name) =>
      all.find((one) => one.name === name),
    );
    expect(own).toMatchObject({ note: "trained on Tuesdays", parameters: other?.parameters, maskedLm: true });
    expect(plainText(await page.getByRole("region", { name: "About" }).textContent())).toContain(
      own?.sha256 ?? "no such model",
    );

    await page.getByRole("link", { name: "Playground" }).last().click();
    await page.locator("svg.map-chart").waitFor();
    await page.goBack();
    await page.getByRole("button", { name: "Delete this model" }).click();
    await page.getByRole("button", { name: "Delete", exact: true }).click();
    await page.getByRole("link", { name: "tiny-roberta" }).waitFor();
    await expect.poll(() => page.getByRole("link", { name: "Our renamed BERT" }).count()).toBe(0);
    await finish();
  });

  it("that are none say why, in the list of imports", async () => {
    const text = join(folder, "config.json");
    writeFileSync(text, '{"model_type": "gpt2"}');
    const { page, finish } = await openPage(browser, origin, "/models/new");
    await page.getByLabel("Files of a model").setInputFiles([text]);
    await page.getByRole("region", { name: "Upload" }).getByRole("button", { name: "Import" }).click();
    await expect
      .poll(() => page.locator(".import-row.failed").first().textContent())
      .toMatch(/no model.safetensors|gpt2/);
    await finish();
  });

  it.each([
    ["/models", 390],
    ["/models/new", 390],
    ["/models/tiny-bert", 390],
  ] as const)("fit a narrow screen: %s", async (path, width) => {
    const { page, finish } = await openPage(browser, origin, path, { width, theme: "dark" });
    await page.locator("h1").waitFor();
    await expect.poll(() => overflow(page)).toBe(0);
    await finish();
  });
});
