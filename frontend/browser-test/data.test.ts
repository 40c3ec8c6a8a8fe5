import { mkdir, mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { startBrowser } from "./support/browser.ts";
import { startServer, type Server } from "./support/server.ts";
import { openPage } from "./support/watchedPage.ts";

let server: Server;
let browser: Browser;

beforeAll(async () => {
  [server, browser] = await Promise.all([startServer(), startBrowser()]);
});

afterAll(async () => {
  await Promise.all([server.close(), browser.close()]);
});

const NOUNS = ["dog", "cat", "boy", "girl", "bird", "cow", "teacher", "doctor"];

/** Pairs whose columns have names of their own, without labels; the last row cannot be used. */
const table = (): string =>
  [
    "first,second,cue",
    ...NOUNS.flatMap((noun) => [
      `The ${noun}s are here.,The ${noun}s is here.,${noun}s`,
      `The ${noun} was there.,The ${noun} were there.,${noun}`,
    ]),
    "only one",
  ].join("\n");

it("takes a table from its upload over the preview to the launch form", async () => {
  const file = join(await mkdtemp(join(tmpdir(), "pairs-")), "nouns.csv");
  await writeFile(file, table());
  const { page } = await openPage(browser, server.origin, "/data/new", {});
  await page.locator('input[name="file"]').setInputFiles(file);
  await page.getByText("no column is named as the good sentence").waitFor();
  await page.getByRole("combobox", { name: "Good sentence" }).selectOption("first");
  await page.getByText("no column is named as the bad sentence").waitFor();
  await page.getByRole("combobox", { name: "Bad sentence" }).selectOption("second");
  await page.getByText("1 of 17 rows (5.9 %) cannot be used").waitFor();
  await page.getByText("nouns.csv line 18").last().waitFor();
  await page.getByRole("spinbutton", { name: "Most refused rows" }).fill("10");
  await page.getByRole("spinbutton", { name: "Most refused rows" }).blur();
  const store = page.getByRole("button", { name: "Store the pairs" });
  await expect.poll(() => store.isEnabled()).toBe(true);
  await store.click();
  await page.waitForURL(/\/data\/nouns-[0-9a-f]{8}$/);
  await page.getByText("Probing is not offered for the data set “nouns”").first().waitFor();
  await page.getByRole("button", { name: "Correct cues" }).click();
  await page.locator(".cue-switch").first().click();
  await page.getByRole("button", { name: "Try it" }).click();
  await page.getByText("1 of 16 pairs change their cue words.").waitFor();
  await page.getByRole("link", { name: "Launch on it" }).click();
  await page.waitForURL(/\/launch\?/);
  await expect.poll(() => page.locator('input[name="evaluations"][value="probing"]').isDisabled()).toBe(true);
  await page.getByText("Probing is not offered for the data set “nouns”").first().waitFor();
});

it("reads a folder of the server below a folder that it may read", async () => {
  await mkdir(join(server.dataRoot, "nouns of the lab"));
  await writeFile(
    join(server.dataRoot, "nouns of the lab", "pairs.csv"),
    table().replace("first,second", "good,bad").replaceAll("dog", "fox"),
  );
  const { page, finish } = await openPage(browser, server.origin, "/data/new", { refused: [422] });
  await page.getByText(`Folders that may be read: ${server.dataRoot}`).waitFor();
  const folder = page.getByRole("combobox", { name: "Or a folder or file of the server" });
  await folder.fill("/etc");
  await page.getByRole("button", { name: "Read" }).click();
  await page.getByText("there is no folder or file '/etc' below a folder that may be read").waitFor();
  await folder.fill("nouns of the lab/pairs.csv");
  await page.getByRole("button", { name: "Read" }).click();
  await page.getByText("1 of 17 rows (5.9 %) cannot be used").waitFor();
  await page.getByRole("spinbutton", { name: "Most refused rows" }).fill("10");
  await page.getByRole("spinbutton", { name: "Most refused rows" }).blur();
  const store = page.getByRole("button", { name: "Store the pairs" });
  await expect.poll(() => store.isEnabled()).toBe(true);
  await store.click();
  await page.waitForURL(/\/data\/pairs-[0-9a-f]{8}$/);
  await finish();
});
