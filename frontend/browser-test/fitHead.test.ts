import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { percent } from "../src/dom/format.ts";
import type { Metrics, Model, Run } from "../src/api/types.ts";
import { read, succeededRun } from "./support/api.ts";
import { startBrowser } from "./support/browser.ts";
import { sentenceEncoder } from "./support/headless.ts";
import { startServer, type Server } from "./support/server.ts";
import { openPage, overflow, plainText } from "./support/watchedPage.ts";

const FINISHED = 180_000;

let server: Server;
let browser: Browser;

beforeAll(async () => {
  [server, browser] = await Promise.all([startServer(), startBrowser()]);
});

afterAll(async () => {
  await Promise.all([server.close(), browser.close()]);
});

const SENTENCES = Array.from({ length: 30 }, (_, place) => `The ${"very ".repeat(place + 1)}old cats sleep.`);

describe("a model without a masked-LM head", () => {
  it(
    "is launched with the fitting of a head, which is shown, stored and used",
    { timeout: FINISHED },
    async () => {
      const { page, finish } = await openPage(browser, server.origin, "/models/new");
      await page.getByLabel("Files of a model").setInputFiles(sentenceEncoder());
      const form = page.getByRole("region", { name: "Upload" });
      await form.getByLabel("Name").fill("Bare encoder");
      await form.getByRole("button", { name: "Import" }).click();
      await page.locator(".catalogue").getByRole("link", { name: "Bare encoder" }).click();
      await page.getByRole("link", { name: "Fit a head" }).click();

      const head = page.getByRole("region", { name: "Masked-LM head" });
      await head.getByText("This model has no masked-LM head").waitFor();
      const fit = head.getByRole("checkbox", { name: "Fit a head first" });
      await expect.poll(() => fit.isChecked()).toBe(true);
      const button = page.getByRole("button", { name: "Launch", exact: true });
      await fit.uncheck();
      await head.getByText("choose to fit a head, or a model that has one").waitFor();
      await expect.poll(() => button.isDisabled()).toBe(true);
      await fit.check();

      await head.getByRole("radio", { name: "A text of your own" }).click();
      await head.getByLabel("Or paste sentences").fill(SENTENCES.join("\n"));
      await head.getByRole("button", { name: "Use the pasted text" }).click();
      await head.getByText("The head learns from the stored text: 30 lines").waitFor();
      await page.locator('input[name="headFitting.steps"]').fill("20");
      await page.locator('input[name="headFitting.tokensPerBatch"]').fill("128");
      await page.locator('input[name="examples"]').fill("16");
      await page.locator('input[name="fineTuning.epochs"]').fill("1");
      await page.getByRole("radio", { name: "Value Zeroing and attention" }).click();
      for (const evaluation of ["Cue alignment", "Faithfulness", "Probing"]) {
        await page
          .getByRole("checkbox", { name: new RegExp(`^${evaluation} `) })
          .first()
          .uncheck();
      }
      await button.click();
      await page.waitForURL(/\/runs\/r-/);
      const id = new URL(page.url()).pathname.split("/").at(-1) ?? "";

      const run = await succeededRun(server.origin, id);
      const fitted = run.provenance?.fittedHead;
      expect(run.spec.headFitting).toMatchObject({ source: "text", steps: 20, tokensPerBatch: 128 });
      expect(fitted).toMatchObject({ model: run.fittedModel, train: 27, heldOut: 3 });
      const { headFitting } = await read<Metrics>(server.origin, `/runs/${id}/metrics`);
      expect(headFitting.map(({ step }) => step)).toEqual(Array.from({ length: 21 }, (_, step) => step));
      const provenance = page.getByRole("region", { name: "Provenance" });
      await provenance.getByText("Held-out accuracy of the head").waitFor();
      expect(plainText(await provenance.textContent())).toContain(
        plainText(percent(headFitting.at(-1)?.heldOutAccuracy ?? null)),
      );
      for (const title of ["Loss of the head", "Held-out accuracy of the head"]) {
        await page.getByRole("region", { name: title }).locator("svg circle").first().waitFor();
      }

      await provenance.getByRole("link", { name: /with-fitted-head/ }).click();
      await expect.poll(() => page.locator("h1").textContent()).toBe("Bare encoder with fitted head");
      await page.getByRole("region", { name: "Notes" }).getByText(id).waitFor();
      const model = await read<Model>(server.origin, `/models/${run.fittedModel ?? ""}`);
      expect(model).toMatchObject({ maskedLm: true, origin: { kind: "fitted", source: id } });
      expect(model.usedBy.map(({ runId }) => runId)).toEqual([id]);
      await page
        .getByRole("region", { name: "About" })
        .getByRole("link", { name: new RegExp(id) })
        .click();
      await page.getByRole("link", { name: "Run again" }).click();
      await page.getByText("The head learns from the stored text: 30 lines").waitFor();
      await finish();
    },
  );

  it("is refused with the reason where a text is too small, on a narrow screen", async () => {
    const models = await read<Model[]>(server.origin, "/models");
    const bare = models.find(({ maskedLm }) => !maskedLm)?.id ?? "";
    const { page, finish } = await openPage(
      browser,
      server.origin,
      `/launch?model=${bare}&data=sample&head=fit`,
      {
        width: 390,
        theme: "dark",
        refused: [422],
      },
    );
    await page.getByRole("radio", { name: "A text of your own" }).click();
    await page.getByLabel("Or paste sentences").fill("One sentence is too few.");
    await page.getByRole("button", { name: "Use the pasted text" }).click();
    await page.getByText("fitting a head needs at least 10 different texts").waitFor();
    await page.getByLabel("File with sentences").setInputFiles({
      name: "latin.txt",
      mimeType: "text/plain",
      buffer: Buffer.from("f\u00fcnf\n", "latin1"),
    });
    await page.getByText("the text is not UTF-8: line 1").waitFor();
    await expect.poll(() => overflow(page)).toBe(0);
    const { items } = await read<{ items: Run[] }>(server.origin, "/runs");
    expect(items).toHaveLength(1);
    await finish();
  });
});
