import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Run } from "./support/api.ts";
import { startBrowser } from "./support/browser.ts";
import { embedderPort, origin, sharedRun } from "./support/shared.ts";
import { openPage, settled } from "./support/watchedPage.ts";

let browser: Browser;
let run: Run;
let folder: string;

beforeAll(async () => {
  [browser, run] = await Promise.all([startBrowser(), sharedRun("evaluated")]);
  folder = await mkdtemp(join(tmpdir(), "mixlab-taken-away-"));
});

afterAll(async () => {
  await browser.close();
  await rm(folder, { recursive: true, force: true });
});

/** Shares the view at an address; the token, and the texts of its charts. */
async function share(path: string, charts: string): Promise<{ token: string; texts: (string | null)[] }> {
  const { page, finish } = await openPage(browser, origin, path);
  await page.locator(charts).first().waitFor();
  await settled(page);
  const texts = await drawn(page, charts);
  await page.getByRole("button", { name: "Share", exact: true }).click();
  const address = await page.getByLabel("Address", { exact: true }).inputValue();
  await finish();
  return { token: new URL(address).pathname.slice("/s/".length), texts };
}

const drawn = async (page: Pick<Page, "locator">, charts: string) =>
  await page.locator(`${charts} text`).evaluateAll((texts) => texts.map((text) => text.textContent));

describe("a share as one file", () => {
  it.each([
    [
      "sentence.html",
      () => `/scores/${run.scoreRunAfter ?? ""}/3?method=attn&layer=2&sides=both`,
      "svg.map-chart",
    ],
    ["results.html", () => `/results/${run.id}/cues?group=rpsv&sides=both`, ".figure-chart"],
    ["paper.html", () => `/results/${run.id}/paper`, "svg[role=img]"],
  ])("%s shows the view without a server and asks for nothing", async (name, path, charts) => {
    const { token, texts } = await share(path(), charts);
    expect(texts.length).toBeGreaterThan(0);
    const answer = await fetch(`${origin}/api/v1/shared/${token}/page`);
    expect(answer.headers.get("content-type")).toBe("text/html; charset=utf-8");
    const file = join(folder, name);
    await writeFile(file, Buffer.from(await answer.arrayBuffer()));

    const context = await browser.newContext({ offline: true });
    const page = await context.newPage();
    const asked: string[] = [];
    const faults: string[] = [];
    page.on("request", (request) => asked.push(request.url()));
    page.on("pageerror", (error) => faults.push(error.message));
    page.on("console", (line) => line.type() === "error" && faults.push(line.text()));
    await page.goto(pathToFileURL(file).href);
    await expect.poll(() => drawn(page, charts)).toEqual(texts);
    await page.waitForTimeout(500);
    expect(asked.filter((url) => !/^(data|blob):/.test(url))).toEqual([pathToFileURL(file).href]);
    expect(faults).toEqual([]);
    await expect.poll(() => page.locator('main a[href^="/"]').count()).toBe(0);
    await expect.poll(() => page.locator(".notice.error").count()).toBe(0);
    await context.close();
  });

  it("changes what needs no other answer", async () => {
    const context = await browser.newContext({ offline: true });
    const page = await context.newPage();
    await page.goto(pathToFileURL(join(folder, "sentence.html")).href);
    await page.locator("svg.map-chart").first().waitFor();
    const before = await drawn(page, "svg.map-chart");
    await page.getByRole("radio", { name: "Layer 1", exact: true }).first().click();
    await expect.poll(() => drawn(page, "svg.map-chart")).not.toEqual(before);
    await context.close();
  });
});

describe("a share within a page of another site", () => {
  let site: Server;
  let framed = "";

  beforeAll(async () => {
    site = createServer((_, response) => {
      response.setHeader("Content-Type", "text/html");
      response.end(
        `<!doctype html><title>A page</title><iframe src="${framed}" width="900" height="900"></iframe>`,
      );
    });
    await new Promise<void>((done) => site.listen(embedderPort, "127.0.0.1", done));
  });

  afterAll(() => {
    site.close();
  });

  /** A page of a host with the share in a frame. */
  async function frameOn(host: string, address: string): Promise<{ page: Page; close: () => Promise<void> }> {
    framed = address;
    const context = await browser.newContext();
    const page = await context.newPage();
    await page.goto(`http://${host}:${embedderPort}/`);
    return { page, close: () => context.close() };
  }

  it("shows the view alone where the server allows the site", async () => {
    const path = `/scores/${run.scoreRunAfter ?? ""}/3?method=attn&layer=2&sides=both`;
    const { token, texts } = await share(path, "svg.map-chart");
    const { page, close } = await frameOn("localhost", `${origin}/s/${token}?embed=1`);
    const frame = page.frameLocator("iframe");
    await expect.poll(() => frame.locator("svg.map-chart").count()).toBe(2);
    // the frame is narrower than the page, so that cells may be too small for their numbers
    const framedTexts = await drawn(frame, "svg.map-chart");
    expect(framedTexts.length).toBeGreaterThan(10);
    expect(framedTexts.filter((text) => !texts.includes(text))).toEqual([]);
    await expect.poll(() => frame.locator("header.top, nav").count()).toBe(0);
    await close();
  });

  it.each([
    ["127.0.0.1", "?embed=1"],
    ["localhost", ""],
  ])("is refused by the browser on %s with %j", async (host, query) => {
    const { token } = await share(`/scores/${run.scoreRunAfter ?? ""}/3`, "svg.map-chart");
    const { page, close } = await frameOn(host, `${origin}/s/${token}${query}`);
    await page.waitForTimeout(2_000);
    await expect.poll(() => page.frameLocator("iframe").locator("svg.map-chart").count()).toBe(0);
    await close();
  });
});
