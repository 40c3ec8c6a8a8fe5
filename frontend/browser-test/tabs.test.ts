import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Browser, Locator, Page } from "playwright-core";
import type {
  DeletionCurves,
  Evaluation,
  Example,
  ExampleEvaluation,
  FigureTable,
  Maps,
  Method,
  MethodComparisons,
  Probing,
  ProbingCorrelations,
  SentenceValues,
} from "../src/api/types.ts";
import { cellExponent, cellNumber, figure, signedFigure } from "../src/dom/format.ts";
import { placedFigures } from "../src/state/faithfulFigures.ts";
import { finishedRun, read, type Run } from "./support/api.ts";
import { startBrowser } from "./support/browser.ts";
import { startServer, type Server } from "./support/server.ts";
import { openPage, overflow, type Looks } from "./support/watchedPage.ts";

const METHODS = ["value_zeroing_cosine", "attn", "globenc", "grad_x_input", "random"];

let server: Server;
let browser: Browser;
let run: Run;
let methods: Method[];
let evaluations: Evaluation[];

beforeAll(async () => {
  [server, browser] = await Promise.all([startServer(), startBrowser()]);
  run = await finishedRun(server.origin, {
    modelId: "tiny-bert",
    dataId: "sample",
    examples: 40,
    fineTuning: { epochs: 1, batchSize: 8, learningRate: 0.001 },
    methods: METHODS,
    evaluations: ["cue_alignment", "faithfulness", "probing", "probing_as_published"],
    evaluating: { resamples: 200 },
  });
  [methods, evaluations] = await Promise.all([
    read<Method[]>(server.origin, "/methods"),
    read<Evaluation[]>(server.origin, "/evaluations"),
  ]);
}, 600_000);

afterAll(async () => {
  await Promise.all([server.close(), browser.close()]);
});

const open = async (tab: string, query = "", looks: Looks = {}) =>
  await openPage(browser, server.origin, `/results/${run.id}/${tab}${query}`, looks);

const after = async <T>(path: string): Promise<T> =>
  await read<T>(server.origin, `/scores/${run.scoreRunAfter ?? ""}${path}`);

const nameOf = (id: string) => methods.find((method) => method.id === id)?.name ?? id;
const search = (page: Page) => new URL(page.url()).search;
const card = (page: Page, title: string | RegExp) => page.getByRole("region", { name: title }).first();

/** What a chart says of its first marks, read with an arrow key: head and lines of each. */
async function readings(part: Locator, key: "ArrowRight" | "ArrowDown", many: number): Promise<string[][]> {
  const chart = part.locator("svg[tabindex='0']").first();
  await chart.waitFor();
  await chart.focus();
  const found: string[][] = [];
  for (let place = 0; place < many; place += 1) {
    await chart.press(key);
    found.push(await part.locator(".tip > div:not(.tip-hint)").allTextContents());
  }
  return found;
}

const radio = (page: Page, group: string, name: string) =>
  page.getByRole("radiogroup", { name: group, exact: true }).getByRole("radio", { name, exact: true });

/** The address, and all titles of figures, stay what they are when the page is read anew. */
async function reloads(page: Page): Promise<void> {
  const before = await page.locator(".figure-card h2").allTextContents();
  const address = page.url();
  await page.reload();
  await expect
    .poll(() => page.locator(".figure-card h2").allTextContents(), { timeout: 30_000 })
    .toEqual(before);
  expect(page.url()).toBe(address);
}

describe("the probing tab", () => {
  it("draws the compression that the server gives, in both modes", async () => {
    const { page, finish } = await open("probing");
    for (const mode of ["standard", "as_published"] as const) {
      const { layers } = await read<Probing>(
        server.origin,
        `/scores/${run.scoreRunBefore ?? ""}/probing?mode=${mode}`,
      );
      const written = layers.map(({ labels }) => [
        figure(labels.compression),
        `95 % interval ${figure(labels.low)} to ${figure(labels.high)}`,
      ]);
      await expect
        .poll(
          async () =>
            (await readings(card(page, "Compression by layer"), "ArrowRight", layers.length)).map((lines) =>
              lines.slice(1),
            ),
          { timeout: 30_000 },
        )
        .toEqual(written);
      if (mode === "standard") {
        await radio(page, "Code length", "As published").click();
        await expect.poll(() => page.locator(".mode-note").isVisible()).toBe(true);
      }
    }
    expect(search(page)).toBe("?mode=as_published");
    await reloads(page);
    await finish();
  });

  it("draws the learning curve of the chosen layer, block by block or added up", async () => {
    const { page, finish } = await open("probing");
    const { layers } = await read<Probing>(server.origin, `/scores/${run.scoreRunBefore ?? ""}/probing`);
    await page.getByLabel("Probed layer", { exact: true }).selectOption("0");
    const portions = layers[0]?.labels.portions ?? [];
    const drawn = async () =>
      (await readings(card(page, /^Learning curve, embeddings/), "ArrowRight", portions.length)).map(
        (lines) => lines[1],
      );
    await expect
      .poll(drawn, { timeout: 30_000 })
      .toEqual(portions.map(({ bits, examples }) => figure(bits / examples)));
    await radio(page, "Bits", "So far").click();
    let sum = 0;
    await expect.poll(drawn, { timeout: 30_000 }).toEqual(portions.map(({ bits }) => figure((sum += bits))));
    expect(search(page)).toBe("?probe=0&unit=sum");
    await reloads(page);
    await finish();
  });

  it("sorts methods by their correlation and draws a dot for each layer", async () => {
    const { page, finish } = await open("probing");
    for (const kind of ["spearman", "pearson"] as const) {
      const { views } = await after<ProbingCorrelations>("/correlations?measure=cue_dot");
      const sorted = views
        .filter(({ aggregation }) => aggregation === "none")
        .sort((one, other) => (other[kind].value ?? -2) - (one[kind].value ?? -2));
      await radio(page, "Sorted by", kind === "spearman" ? "Spearman" : "Pearson").click();
      const bars = card(page, /correlation over layers$/);
      await expect
        .poll(async () => (await readings(bars, "ArrowDown", 2 * sorted.length)).map((lines) => lines[1]), {
          timeout: 30_000,
        })
        .toEqual(
          sorted.flatMap((view) => {
            const other = kind === "spearman" ? view.pearson : view.spearman;
            return [view[kind].value, other.value].map((value) =>
              value === null ? "not defined" : signedFigure(value),
            );
          }),
        );
      const dots = card(page, /layer by layer$/).locator("[aria-label='dot'] circle");
      const layers = sorted.flatMap(({ alignment }) => alignment.filter((value) => value !== null));
      expect(await dots.count()).toBe(layers.length);
    }
    expect(search(page)).toBe("?correlation=pearson");
    await radio(page, "Before or after fine-tuning", "Both").click();
    await page.getByLabel("Measure", { exact: true }).selectOption({ index: 1 });
    await page.getByLabel("Aggregation", { exact: true }).selectOption("rollout");
    await expect.poll(() => search(page)).toContain("sides=both");
    await reloads(page);
    await finish();
  });
});

describe("the faithfulness tab", () => {
  it("draws every measure at the layer, at the best layer, and of rollouts", async () => {
    const { page, finish } = await open("faithfulness");
    const measures = evaluations.find(({ id }) => id === "faithfulness")?.measures ?? [];
    expect(measures).toHaveLength(5);
    const places = [
      ["layer", "At the layer"],
      ["best", "At the best layer"],
      ["rollout", "Rollouts"],
    ] as const;
    for (const { id, higherIsBetter } of measures) {
      await page.getByLabel("Measure", { exact: true }).selectOption(id);
      const table = await after<FigureTable>(`/figures?measure=${id}&group=all`);
      for (const [place, label] of places) {
        await radio(page, "Bars", label).click();
        const figures = placedFigures(table, { place, layer: table.layers, higherIsBetter });
        const bars = page.locator("[data-panel='Faithfulness by method'] .figure-card");
        await expect
          .poll(
            async () => (await readings(bars, "ArrowDown", figures.length)).map((lines) => lines.slice(1, 3)),
            {
              timeout: 30_000,
            },
          )
          .toEqual(
            figures.map(({ mean, low, high }) => [
              signedFigure(mean),
              `95 % interval ${signedFigure(low)} to ${signedFigure(high)}`,
            ]),
          );
      }
    }
    expect(await page.locator(".measure-note").textContent()).toContain("lower is better");
    await reloads(page);
    await finish();
  });

  it("numbers the table of methods by layers as the server does", async () => {
    const { page, finish } = await open("faithfulness", "?measure=spearman_abs_row");
    const table = await after<FigureTable>("/figures?measure=spearman_abs_row&group=all");
    const means = table.views
      .filter(({ aggregation }) => aggregation === "none")
      .flatMap(({ figures }) => figures.mean.map((mean) => cellNumber(mean ?? 0)));
    const numbers = card(page, /method by layer$/).locator(".heat-number");
    await expect.poll(() => numbers.allTextContents(), { timeout: 30_000 }).toEqual(means);
    await finish();
  });

  it("draws deletion curves with random orders, from both ends, at a layer", async () => {
    const { page, finish } = await open("faithfulness");
    await page.getByLabel("Layer", { exact: true }).selectOption("2");
    const curves = await after<DeletionCurves>("/deletion?layer=1");
    const drawn = async (many: number) =>
      (await readings(card(page, /^Deletion curves/), "ArrowRight", many)).map((lines) => lines[1]);
    await expect
      .poll(() => drawn(curves.shares.length + 1), { timeout: 30_000 })
      .toEqual([curves.whole, ...curves.random.without.mean].map(figure));
    await radio(page, "Top tokens", "Alone left").click();
    await expect
      .poll(() => drawn(curves.shares.length), { timeout: 30_000 })
      .toEqual(curves.random.only.mean.map(figure));
    expect(search(page)).toBe("?layer=2&curves=only");
    await reloads(page);
    await finish();
  });

  it("opens the sentence of a dot", async () => {
    const { page, finish } = await open("faithfulness");
    await page.getByLabel("Method of the dots", { exact: true }).selectOption("attn");
    await page.getByLabel("Against", { exact: true }).selectOption("cue_dot");
    const last = (await after<FigureTable>("/figures?measure=spearman&group=all")).layers - 1;
    const [xs, ys] = await Promise.all(
      ["spearman", "cue_dot"].map((measure) =>
        after<SentenceValues>(`/values?measure=${measure}&method=attn&layer=${last}`),
      ),
    );
    const both = (xs?.values ?? []).flatMap((x, index) => {
      const y = ys?.values[index] ?? null;
      return x === null || y === null ? [] : [{ index, x }];
    });
    const part = page.locator("[data-panel='Sentence by sentence'] .figure-card");
    await expect
      .poll(() => part.locator("[aria-label='dot'] circle").count(), { timeout: 30_000 })
      .toBe(both.length);
    await reloads(page);
    const [first] = await readings(part, "ArrowRight", 1);
    const least = Math.min(...both.map(({ x }) => x));
    expect(first?.[1]).toContain(figure(least).replace("-", "−"));
    const named = Number(/\d+/.exec(first?.[0] ?? "")?.[0]) - 1;
    await part.locator("svg[tabindex='0']").press("Enter");
    await page.waitForURL(`**/scores/${run.scoreRunAfter ?? ""}/${named === 0 ? "" : named}*`);
    expect(search(page)).toContain("method=attn");
    await page.goBack();
    await part.locator("svg[tabindex='0']").waitFor();
    await finish();
  });

  it("lists the sentences of a bar", async () => {
    const { page, finish } = await open("faithfulness");
    const bars = page.locator("[data-panel='Faithfulness by method'] .figure-card");
    await readings(bars, "ArrowDown", 1);
    await bars.locator("svg[tabindex='0']").press("Enter");
    await page.locator(".ranked-line").first().waitFor();
    expect(search(page)).toContain("pick=");
    await finish();
  });
});

describe("method against method", () => {
  it.each([
    ["cues", "cue_dot"],
    ["faithfulness", "spearman"],
  ])(
    "is asked for on the %s tab only when it is opened, and says what the server says",
    async (tab, measure) => {
      const { page, finish } = await open(tab);
      const asked: string[] = [];
      page.on("request", (request) => asked.push(request.url()));
      const button = page.getByRole("button", { name: "Compare the methods" });
      await button.waitFor();
      expect(asked.filter((url) => url.includes("/comparisons"))).toEqual([]);
      await button.click();
      const matrix = page.locator("svg.duel-matrix");
      const shown = async (query: string) => {
        const { methods: among, pairs } = await after<MethodComparisons>(
          `/comparisons?measure=${measure}&group=all${query}`,
        );
        const largest = Math.max(...pairs.map(({ difference }) => Math.abs(difference.mean ?? 0)));
        const cells = pairs
          .flatMap(({ difference: { mean } }) => (mean === null ? [] : [mean, -mean]))
          .map((mean) => cellNumber(mean, cellExponent(largest)));
        await expect
          .poll(async () => (await matrix.locator(".duel-cells text").allTextContents()).sort(), {
            timeout: 60_000,
          })
          .toEqual(cells.sort());
        expect(among).toHaveLength(METHODS.length);
      };
      const { layers } = await after<FigureTable>(`/figures?measure=${measure}&group=all`);
      await shown(`&layer=${layers - 1}`);
      await radio(page, "Test", "Wilcoxon").click();
      await radio(page, "Compared", "Mean over layers").click();
      await shown("&test=wilcoxon");
      expect(search(page)).toContain("duels=1");
      await reloads(page);
      expect(await matrix.getByText(nameOf("attn")).count()).toBeGreaterThan(0);
      await page.getByRole("button", { name: "Close", exact: true }).click();
      await expect.poll(() => button.isVisible()).toBe(true);
      await finish();
    },
  );
});

describe("a sentence", () => {
  const address = (query: string) => `/scores/${run.scoreRunAfter ?? ""}/3${query}`;

  it("shows its own measures in every layer, and its blank-out beside the target's row", async () => {
    const { page, finish } = await openPage(browser, server.origin, address("?method=attn"));
    const [evaluation, example] = await Promise.all([
      after<ExampleEvaluation>("/examples/3/evaluation?method=attn"),
      after<Example>("/examples/3"),
    ]);
    for (const { measure, values } of evaluation.measures) {
      const cells = page.locator(`tr[data-measure='${measure}'] td.number`);
      await expect
        .poll(() => cells.allTextContents(), { timeout: 30_000 })
        .toEqual(values.map((value) => figure(value).replace(/^-/, "−")));
    }
    const drops = (evaluation.blankOut ?? []).filter((_, token) => token !== example.target);
    const exponent = cellExponent(Math.max(...drops.map(Math.abs)));
    const row = page.locator("svg.token-rows .token-row").first().locator("g text");
    await expect
      .poll(() => row.allTextContents(), { timeout: 30_000 })
      .toEqual(drops.map((drop) => cellNumber(drop, exponent)));
    await finish();
  });

  it("shows one method minus another, and keeps that in its address", async () => {
    const { page, finish } = await openPage(browser, server.origin, address("?method=value_zeroing_cosine"));
    await page.getByLabel("Compare with", { exact: true }).selectOption("attn");
    await radio(page, "How the two methods are compared", "Difference").click();
    const [one, other] = await Promise.all(
      ["value_zeroing_cosine", "attn"].map((method) => after<Maps>(`/examples/3/maps?method=${method}`)),
    );
    const differences = (one?.values.at(-1) ?? []).flatMap((line, row) =>
      line.map((value, column) => cellNumber(value - (other?.values.at(-1)?.[row]?.[column] ?? NaN))),
    );
    const drawn = () => page.locator("svg.map-chart g[text-anchor=middle] text").allTextContents();
    await expect.poll(drawn, { timeout: 30_000 }).toEqual(differences);
    expect(search(page)).toContain("versus=attn&pairing=difference");
    await page.reload();
    await expect.poll(drawn, { timeout: 30_000 }).toEqual(differences);
    await finish();
  });
});

describe("both tabs", () => {
  it.each([400, 768])("fit a window of %i pixels", async (width) => {
    for (const tab of ["probing?sides=both", "faithfulness?sides=both&duels=1"]) {
      const [name = "", query = ""] = tab.split("?");
      const { page, finish } = await open(name, `?${query}`, { width, theme: "dark" });
      await page.locator(".figure-card svg[tabindex='0']").nth(3).waitFor();
      expect(await overflow(page)).toBe(0);
      await finish();
    }
  });
});
