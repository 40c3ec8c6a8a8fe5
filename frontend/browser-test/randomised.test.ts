import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { FigureTable } from "../src/api/types.ts";
import { figure } from "../src/dom/format.ts";
import { MEASURES } from "../src/figures/results/randomisedFigures.ts";
import { card, Evaluated, reloads, searchOf } from "./support/evaluated.ts";
import { tableOf } from "./support/figures.ts";

let evaluated: Evaluated;

beforeAll(async () => {
  evaluated = await Evaluated.start();
}, 600_000);

afterAll(async () => {
  await evaluated.close();
});

describe("the tab of weight randomisation", () => {
  it("draws the scores of the chosen layer against how much is re-initialised", async () => {
    const { page, finish } = await evaluated.tab("randomised");
    await page.getByLabel("Layer", { exact: true }).selectOption("1");
    const tables = await Promise.all(
      MEASURES.map((measure) => evaluated.told<FigureTable>(`/figures?measure=${measure}&group=all`)),
    );
    const means = (method: string) =>
      tables.map((table) => {
        const own = table.views.find((view) => view.method === method && view.aggregation === "none");
        return figure(own?.figures.mean[0] ?? Number.NaN);
      });
    const cascade = card(page, /^Rank agreement with re-initialised weights/);
    const drawn = async (name: string) =>
      (await tableOf(cascade)).filter((row) => row[2] === name).map((row) => row[4]);

    await expect.poll(() => drawn("Value Zeroing")).toEqual(means("value_zeroing_cosine"));
    await expect.poll(() => drawn("Random")).toEqual(means("random"));
    expect(new Set(means("random"))).toEqual(new Set([figure(1)]));
    expect(searchOf(page)).toContain("layer=1");
    await reloads(page);
    await finish();
  });
});
