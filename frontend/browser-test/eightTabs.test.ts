import { expect, it } from "vitest";
import { startBrowser } from "./support/browser.ts";
import { origin } from "./support/shared.ts";

it("opens eight tabs of the run list in one browser, all of them with their list", async () => {
  const browser = await startBrowser();
  try {
    const context = await browser.newContext();
    for (let tab = 0; tab < 8; tab++) {
      const page = await context.newPage();
      await page.goto(`${origin}/`);
      await expect.poll(() => page.locator('main a[href^="/runs/r-"]').count()).toBeGreaterThan(0);
    }
  } finally {
    await browser.close();
  }
}, 180_000);
