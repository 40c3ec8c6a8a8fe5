import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Example, ExampleEvaluation, FigureTable, Maps, MethodComparisons } from "../src/api/types.ts";
import { cellExponent, cellNumber, figure } from "../src/dom/format.ts";
import { Evaluated, radio, reloads, searchOf } from "./support/evaluated.ts";
import { METHODS } from "./support/runs.ts";
import { origin } from "./support/shared.ts";
import { openPage, overflow } from "./support/watchedPage.ts";

let evaluated: Evaluated;

beforeAll(async () => {
  evaluated = await Evaluated.start();
}, 600_000);

afterAll(async () => {
  await evaluated.close();
});

describe("method against method", () => {
  it.each([
    ["cues", "cue_dot"],
    ["faithfulness", "spearman"],
  ])(
    "is asked for on the %s tab only when it is opened, and says what the server says",
    async (tab, measure) => {
      const { page, finish } = await evaluated.tab(tab);
      const asked: string[] = [];
      page.on("request", (request) => asked.push(request.url()));
      const button = page.getByRole("button", { name: "Compare the methods" });
      await button.waitFor();
      expect(asked.filter((url) => url.includes("/comparisons"))).toEqual([]);
      await button.click();
      const matrix = page.locator("svg.comparison-matrix");
      const shown = async (query: string) => {
        const { methods: among, pairs } = await evaluated.told<MethodComparisons>(
          `/comparisons?measure=${measure}&group=all${query}`,
        );
        const largest = Math.max(...pairs.map(({ difference }) => Math.abs(difference.mean ?? 0)));
        const cells = pairs
          .flatMap(({ difference: { mean } }) => (mean === null ? [] : [mean, -mean]))
          .map((mean) => cellNumber(mean, cellExponent(largest)));
        await expect
          .poll(async () => (await matrix.locator(".comparison-cells text").allTextContents()).sort(), {
            timeout: 60_000,
          })
          .toEqual(cells.sort());
        expect(among).toHaveLength(METHODS.length);
      };
      const { layers } = await evaluated.told<FigureTable>(`/figures?measure=${measure}&group=all`);
      await shown(`&layer=${layers - 1}`);
      await radio(page, "Test", "Wilcoxon").click();
      await radio(page, "Compared", "Mean over layers").click();
      await shown("&test=wilcoxon");
      expect(searchOf(page)).toContain("duels=1");
      await reloads(page);
      await expect.poll(() => matrix.getByText("Attention").count()).toBeGreaterThan(0);
      await page.getByRole("button", { name: "Close", exact: true }).click();
      await expect.poll(() => button.isVisible()).toBe(true);
      await finish();
    },
  );
});

describe("a sentence", () => {
  const address = (query: string) => `/scores/${evaluated.run.scoreRunAfter ?? ""}/3${query}`;

  it("shows its own measures in every layer, and its blank-out beside the target's row", async () => {
    const { page, finish } = await openPage(evaluated.browser, origin, address("?method=attn"));
    const [evaluation, example] = await Promise.all([
      evaluated.told<ExampleEvaluation>("/examples/3/evaluation?method=attn"),
      evaluated.told<Example>("/examples/3"),
    ]);
    for (const { measure, values } of evaluation.measures) {
      const cells = page.locator(`tr[data-measure='${measure}'] td.number`);
      await expect
        .poll(() => cells.allTextContents())
        .toEqual(values.map((value) => figure(value).replace(/^-/, "−")));
    }
    const drops = (evaluation.blankOut ?? []).filter((_, token) => token !== example.target);
    const exponent = cellExponent(Math.max(...drops.map(Math.abs)));
    const row = page.locator("svg.token-rows .token-row").first().locator("g text");
    await expect.poll(() => row.allTextContents()).toEqual(drops.map((drop) => cellNumber(drop, exponent)));
    await finish();
  });

  it("shows one method minus another, and keeps that in its address", async () => {
    const { page, finish } = await openPage(
      evaluated.browser,
      origin,
      address("?method=value_zeroing_cosine"),
    );
    await page.getByLabel("Compare with", { exact: true }).selectOption("attn");
    await radio(page, "How the two methods are compared", "Difference").click();
    const [one, other] = await Promise.all(
      ["value_zeroing_cosine", "attn"].map((method) =>
        evaluated.told<Maps>(`/examples/3/maps?method=${method}`),
      ),
    );
    const differences = (one?.values.at(-1) ?? []).flatMap((line, row) =>
      line.map((value, column) => cellNumber(value - (other?.values.at(-1)?.[row]?.[column] ?? NaN))),
    );
    const drawn = () => page.locator("svg.map-chart g[text-anchor=middle] text").allTextContents();
    await expect.poll(drawn).toEqual(differences);
    expect(searchOf(page)).toContain("versus=attn&pairing=difference");
    await page.reload();
    await expect.poll(drawn).toEqual(differences);
    await finish();
  });
});

describe("both tabs", () => {
  it.each([400, 768])("fit a window of %i pixels", async (width) => {
    for (const tab of ["probing?sides=both", "faithfulness?sides=both&duels=1"]) {
      const [name = "", query = ""] = tab.split("?");
      const { page, finish } = await evaluated.tab(name, `?${query}`, { width, theme: "dark" });
      await page.locator(".figure-card svg[tabindex='0']").nth(3).waitFor();
      await expect.poll(() => overflow(page)).toBe(0);
      await finish();
    }
  });
});
