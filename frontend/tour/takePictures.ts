import { mkdir } from "node:fs/promises";
import { join, resolve } from "node:path";
import type { Browser, Page } from "playwright-core";
import { read, type Run, succeededRun } from "../browser-test/support/api.ts";
import { startBrowser } from "../browser-test/support/browser.ts";
import { startServer } from "../browser-test/support/server.ts";

/**
 * Takes the pictures of the README: starts the jar that Maven has built (or MIXLAB_JAR) with an empty data folder, launches a
 * run through the page, and looks at what comes of it. Run by `npm run tour`.
 */

const FOLDER = resolve(import.meta.dirname, "../help/pictures");
const WINDOW = { width: 1200, height: 800 };
const PATIENCE = 600_000;

/** Enough sentences for smooth curves, few enough for a minute or two. */
const FORM = {
  name: "First run",
  examples: "200",
  "fineTuning.epochs": "3",
  "fineTuning.batchSize": "16",
  "evaluating.deletionExamples": "10",
};

/** Takes a picture of what the window shows from a height of the page on. */
const picture = async (page: Page, name: string, from = 0): Promise<void> => {
  await page.evaluate((top) => window.scrollTo(0, top), from);
  await page.mouse.move(0, 0);
  await page.waitForTimeout(600);
  await page.screenshot({ path: join(FOLDER, `${name}.png`) });
};

/** Fills in the launch form and presses Launch; the id of the run whose page opens. */
async function launch(page: Page): Promise<string> {
  await page.getByRole("radio", { name: "Suggested values" }).click();
  await page.getByText("Evaluation options").click();
  for (const [name, value] of Object.entries(FORM)) {
    await page.locator(`input[name="${name}"]`).fill(value);
  }
  await page
    .locator(".summary")
    .getByText(/^\d+ examples$/)
    .first()
    .waitFor();
  await picture(page, "launch");
  await page.getByRole("button", { name: "Launch", exact: true }).click();
  await page.waitForURL(/\/runs\/r-/);
  return new URL(page.url()).pathname.split("/").at(-1) ?? "";
}

/** Opens an address and scrolls to its first chart, which has been drawn by then. */
async function openChart(page: Page, address: string, chart: string): Promise<void> {
  await page.goto(address);
  await page.locator(chart).first().waitFor({ timeout: PATIENCE });
  await page.waitForLoadState("networkidle");
}

async function pictures(browser: Browser, origin: string): Promise<void> {
  const context = await browser.newContext({ viewport: WINDOW, colorScheme: "light" });
  const page = await context.newPage();
  await page.goto(`${origin}/launch`);
  const id = await launch(page);

  const epochs = async () => (await read<{ epochs: unknown[] }>(origin, `/runs/${id}/metrics`)).epochs.length;
  while ((await epochs()) < 2) {
    await page.waitForTimeout(100);
  }
  await picture(page, "run", 180);
  const run: Run = await succeededRun(origin, id);

  await openChart(page, `${origin}/results/${id}/cues`, ".figure-chart");
  await picture(page, "results", 100);

  const after = run.scoreRunAfter ?? "";
  const { items } = await read<{ items: { index: number }[] }>(
    origin,
    `/scores/${after}/examples?paradigm=darn&correct=true&limit=1`,
  );
  await openChart(page, `${origin}/scores/${after}/${items[0]?.index ?? 0}`, "svg.map-chart");
  await page.setViewportSize({ ...WINDOW, height: 1120 });
  await picture(page, "sentence");
  await page.setViewportSize(WINDOW);

  const compared = [run.scoreRunBefore, after].map((side) => `item=${side ?? ""},value_zeroing_cosine`);
  await openChart(page, `${origin}/compare?${compared.join("&")}`, ".figure-chart");
  await picture(page, "compare", 100);

  await context.close();
}

await mkdir(FOLDER, { recursive: true });
const [server, browser] = await Promise.all([startServer(), startBrowser()]);
try {
  await pictures(browser, server.origin);
} finally {
  await Promise.all([server.close(), browser.close()]);
}
