import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Browser } from "playwright-core";
import { read, type Run } from "./support/api.ts";
import { startBrowser } from "./support/browser.ts";
import { startServer, type Server } from "./support/server.ts";
import { openPage } from "./support/watchedPage.ts";

const FINISHED = 180_000;
const FORM =
  "/launch?model=tiny-bert&data=sample&examples=20&epochs=1&methods=attn&evaluations=cue_alignment";

let server: Server;
let browser: Browser;

beforeAll(async () => {
  [server, browser] = await Promise.all([startServer(), startBrowser()]);
});

afterAll(async () => {
  await Promise.all([server.close(), browser.close()]);
});

describe("a sweep", () => {
  it(
    "of two seeds and two rates is launched from the form, and its page fills",
    async () => {
      const { page, finish } = await openPage(browser, server.origin, FORM);
      await page.getByText("A run for every combination").click();
      await page.locator('input[name="over.seed"]').fill("2 to 1");
      await page.getByText("2 to 1 has no numbers").waitFor();
      await page.locator('input[name="over.seed"]').fill("1 to 2");
      await page.locator('input[name="over.learningRate"]').fill("0.001, 0.0001");
      await page.getByRole("button", { name: "Launch 4 runs" }).click();
      await page.waitForURL(/\/sweeps\/w-/);
      const id = new URL(page.url()).pathname.split("/").at(-1) ?? "";
      await page.getByText("All runs have ended").waitFor({ timeout: FINISHED });

      const { items } = await read<{ items: Run[] }>(server.origin, `/runs?sweep=${id}`);
      expect(items.map(({ state }) => state)).toEqual(Array.from({ length: 4 }, () => "succeeded"));
      const rows = page.locator(".figures-table tbody tr");
      await expect.poll(async () => await rows.count()).toBe(2);
      await expect
        .poll(async () => await rows.locator("td:nth-child(2)").allTextContents())
        .toEqual(["2", "2"]);
      await expect.poll(async () => await page.locator(".figure-card svg circle").count()).toBe(4);
      await page.getByLabel("Figure", { exact: true }).selectOption({ label: "Share on cues" });
      await page.getByText("Win rates: Share on cues").waitFor();
      await expect
        .poll(async () => await page.locator(".comparison-cells text").allTextContents())
        .toHaveLength(2);
      await page.getByRole("link", { name: "List of its runs" }).click();
      await page.getByText("4 runs", { exact: true }).waitFor();

      await page.goto(`${server.origin}/sweeps/${id}`);
      await page.getByRole("button", { name: "Run again" }).click();
      await page.getByRole("button", { name: "Launch 4 runs" }).waitFor();
      await expect.poll(() => page.locator('input[name="over.seed"]').inputValue()).toBe("1, 2");
      await expect
        .poll(() => page.locator('input[name="over.learningRate"]').inputValue())
        .toBe("0.0001, 0.001");
      await finish();
    },
    FINISHED + 60_000,
  );

  it(
    "is cancelled as a whole, its order is changed in the queue, and its runs are launched again",
    async () => {
      const sweep = (await (
        await fetch(`${server.origin}/api/v1/sweeps`, {
          method: "POST",
          headers: { "Content-Type": "application/json" },
          body: JSON.stringify({
            name: "Long ones",
            run: { modelId: "tiny-bert", dataId: "sample", methods: ["attn"], fineTuning: { epochs: 50 } },
            over: { seed: [1, 2, 3] },
          }),
        })
      ).json()) as { id: string };
      const { page, finish } = await openPage(browser, server.origin, "/queue");
      const waiting = page.locator('section[aria-label="Waiting"] tbody tr');
      await expect.poll(async () => await waiting.count()).toBe(2);
      await page.getByRole("button", { name: /Move Long ones, seed 3 .*to the front/ }).click();
      await expect
        .poll(async () => await waiting.first().locator(".queue-name > a").textContent())
        .toBe("Long ones, seed 3");

      await page.goto(`${server.origin}/?sweep=${sweep.id}&columns=state,progress&sort=name`);
      const waits = page.locator(".run-waits");
      await expect
        .poll(async () =>
          (await waits.allTextContents()).map((text) => text.replace(/starts in about .*/u, "")),
        )
        .toEqual(["Place 2 in the queue", "Next in the queue"]);
      await expect.poll(() => waits.first().textContent()).toContain("starts in about");

      await page.goto(`${server.origin}/sweeps/${sweep.id}`);
      await page.getByRole("button", { name: "Cancel 3 unfinished" }).click();
      await page.getByRole("button", { name: "Cancel them" }).click();
      await page.getByText("All runs have ended").waitFor({ timeout: FINISHED });
      await page.getByRole("button", { name: "Launch them again" }).click();
      await page.getByRole("button", { name: /Cancel \d unfinished/ }).click();
      await page.getByRole("button", { name: "Cancel them" }).click();
      await page.getByText("All runs have ended").waitFor({ timeout: FINISHED });
      await finish();
    },
    FINISHED + 60_000,
  );
});
