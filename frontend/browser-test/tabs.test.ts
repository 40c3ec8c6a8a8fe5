import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type {
  DeletionCurves,
  Evaluated as EvaluatedAnswer,
  Evaluation,
  FigureTable,
  Probing,
  ProbingCorrelations,
  Quantities,
} from "../src/api/types.ts";
import { cellNumber, figure, signedFigure } from "../src/dom/format.ts";
import { placedFigures } from "../src/figures/results/faithfulnessFigures.ts";
import { groupKind } from "../src/state/results/sentenceGroups.ts";
import { read } from "./support/api.ts";
import { card, Evaluated, radio, readings, reloads, searchOf } from "./support/evaluated.ts";
import { METHODS } from "./support/runs.ts";
import { origin, sharedRun } from "./support/shared.ts";

let evaluated: Evaluated;

beforeAll(async () => {
  evaluated = await Evaluated.start();
}, 600_000);

afterAll(async () => {
  await evaluated.close();
});

describe("the tab of several evaluations on one layer axis", () => {
  it("draws what the server gives of the model from the embeddings on, and says what another run lacks", async () => {
    const { page, finish } = await evaluated.tab("when");
    const meansOf = ({ quantities }: Quantities, id: string) => {
      const mean = quantities.find((quantity) => quantity.id === id)?.figures.mean ?? [];
      return mean.map((value, layer) => `Layer ${layer}: ${figure(value)}`);
    };
    const lensOf = (group: string) =>
      evaluated.told<Quantities>(`/quantities?evaluation=logit_lens&group=${group}`);
    const all = await lensOf("all");
    const means = (id: string) => meansOf(all, id);
    const when = card(page, /^When: /);
    const drawn = async () =>
      (await readings(when, "ArrowRight", means("lens_accuracy").length)).map((lines) => lines[1]);
    await expect.poll(drawn).toEqual(means("lens_accuracy"));
    await radio(page, "Logit lens", "p(good)").click();
    await expect.poll(drawn).toEqual(means("lens_probability"));
    await page.getByLabel("Knock-outs", { exact: true }).selectOption("spearman_edge");
    expect(searchOf(page)).toBe("?lens=probability&agreement=spearman_edge");
    await reloads(page);
    const { groups } = await evaluated.told<EvaluatedAnswer>("/evaluations");
    const paradigms = groups.map(({ name }) => name).filter((name) => groupKind(name) === "Paradigm");
    const ofEach = await Promise.all(paradigms.map(lensOf));
    const wanted = ofEach.flatMap(({ quantities }, place) => {
      const mean = quantities.find(({ id }) => id === "lens_probability")?.figures.mean ?? [];
      return mean.map((value, layer) => [paradigms[place], String(layer), figure(value)].join(" "));
    });
    const byParadigm = card(page, "When, by paradigm");
    await byParadigm.getByRole("button", { name: "Table" }).click();
    const lensRows = async () => {
      const rows = await byParadigm.locator("tbody tr").all();
      const cells = await Promise.all(rows.map((row) => row.locator("th, td").allTextContents()));
      return cells
        .filter(([, evaluation]) => evaluation === "Logit lens")
        .map(([paradigm, , , , , layer, value]) => [paradigm, layer, value].join(" "));
    };
    await expect.poll(lensRows).toEqual(wanted);
    await page.goto(`${origin}/results/${(await sharedRun("otherSeed")).id}/when`);
    await page.getByRole("region", { name: /^Logit lens was not evaluated/ }).waitFor();
    await card(page, /^When: /)
      .getByText("Cue alignment", { exact: true })
      .waitFor();
    const chart = card(page, /^When: /).locator("svg[tabindex='0']");
    await chart.press("ArrowRight");
    await chart.press("Enter");
    await page.waitForURL(/\/cues\?.*pick=/);
    await page.locator(".ranked-line").first().waitFor();
    await finish();
  });
});

describe("the probing tab", () => {
  it("draws the compression that the server gives, in both modes", async () => {
    const { page, finish } = await evaluated.tab("probing");
    for (const mode of ["standard", "as_published"] as const) {
      const { layers } = await evaluated.told<Probing>(`/probing?mode=${mode}`, "before");
      const written = layers.map(({ labels }) => [
        figure(labels.compression),
        `95 % interval ${figure(labels.low)} to ${figure(labels.high)}`,
      ]);
      await expect
        .poll(async () =>
          (await readings(card(page, "Compression by layer"), "ArrowRight", layers.length)).map((lines) =>
            lines.slice(1, 3),
          ),
        )
        .toEqual(written);
      if (mode === "standard") {
        await radio(page, "Code length", "As published").click();
        await expect.poll(() => page.locator(".mode-note").isVisible()).toBe(true);
      }
    }
    expect(searchOf(page)).toBe("?mode=as_published");
    await reloads(page);
    await finish();
  });

  it("draws the learning curve of the chosen layer, block by block or added up", async () => {
    const { page, finish } = await evaluated.tab("probing");
    const { layers } = await evaluated.told<Probing>("/probing", "before");
    await page.getByLabel("Probed layer", { exact: true }).selectOption("0");
    const portions = layers[0]?.labels.portions ?? [];
    const drawn = async () =>
      (await readings(card(page, /^Learning curve, embeddings/), "ArrowRight", portions.length)).map(
        (lines) => lines.slice(1, 3),
      );
    const interval = (low: number, high: number) => `95 % interval ${figure(low)} to ${figure(high)}`;
    await expect
      .poll(drawn)
      .toEqual(
        portions.map(({ bits, examples, low, high }) => [
          figure(bits / examples),
          interval(low / examples, high / examples),
        ]),
      );
    await radio(page, "Bits", "So far").click();
    let sum = 0;
    await expect
      .poll(drawn)
      .toEqual(
        portions.map(({ bits, sumLow, sumHigh }) => [figure((sum += bits)), interval(sumLow, sumHigh)]),
      );
    expect(searchOf(page)).toBe("?probe=0&unit=sum");
    await reloads(page);
    await finish();
  });

  it("sorts methods by their correlation and draws a dot for each layer", async () => {
    const { page, finish } = await evaluated.tab("probing");
    for (const kind of ["spearman", "pearson"] as const) {
      const { views } = await evaluated.told<ProbingCorrelations>("/correlations?measure=cue_dot");
      const sorted = views
        .filter(({ aggregation }) => aggregation === "none")
        .sort((one, other) => (other[kind].value ?? -2) - (one[kind].value ?? -2));
      await radio(page, "Sorted by", kind === "spearman" ? "Spearman" : "Pearson").click();
      const bars = card(page, /correlation over layers$/);
      await expect
        .poll(async () => (await readings(bars, "ArrowDown", 2 * sorted.length)).map((lines) => lines[1]))
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
      await expect.poll(() => dots.count()).toBe(layers.length);
    }
    expect(searchOf(page)).toBe("?correlation=pearson");
    await page.locator("summary[aria-label^='Methods']").click();
    await page.getByLabel("Attention", { exact: true }).click();
    await page.keyboard.press("Escape");
    const shown = card(page, /layer by layer$/).locator("[aria-label='dot'] circle");
    await expect.poll(() => shown.count()).toBe((METHODS.length - 1) * 6);
    await radio(page, "Before or after fine-tuning", "Both").click();
    await page.getByLabel("Measure", { exact: true }).selectOption({ index: 1 });
    await page.getByLabel("Aggregation", { exact: true }).selectOption("rollout");
    await expect.poll(() => searchOf(page)).toContain("sides=both");
    await reloads(page);
    await finish();
  });
});

describe("the faithfulness tab", () => {
  it("draws every measure at the layer, at the best layer, and of rollouts", async () => {
    const { page, finish } = await evaluated.tab("faithfulness");
    const measures =
      (await read<Evaluation[]>(origin, "/evaluations")).find(({ id }) => id === "faithfulness")?.measures ??
      [];
    expect(measures).toHaveLength(5);
    const places = [
      ["layer", "At the layer"],
      ["best", "At the best layer"],
      ["rollout", "Rollouts"],
    ] as const;
    for (const { id, higherIsBetter } of measures) {
      await page.getByLabel("Measure", { exact: true }).selectOption(id);
      const table = await evaluated.told<FigureTable>(`/figures?measure=${id}&group=all`);
      for (const [place, label] of places) {
        await radio(page, "Bars", label).click();
        const figures = placedFigures(table, { place, layer: table.layers, higherIsBetter });
        const bars = page.locator("[data-panel='Faithfulness by method'] .figure-card");
        await expect
          .poll(async () =>
            (await readings(bars, "ArrowDown", figures.length)).map((lines) => lines.slice(1, 3)),
          )
          .toEqual(
            figures.map(({ mean, low, high }) => [
              signedFigure(mean),
              `95 % interval ${signedFigure(low)} to ${signedFigure(high)}`,
            ]),
          );
      }
    }
    await expect.poll(() => page.locator(".measure-note").textContent()).toContain("lower is better");
    await reloads(page);
    await finish();
  });

  it("draws the sentences and the methods that are chosen", async () => {
    const { page, finish } = await evaluated.tab("faithfulness");
    await page.getByLabel("Sentences", { exact: true }).selectOption("rpsv");
    const table = await evaluated.told<FigureTable>("/figures?measure=spearman&group=rpsv");
    const bars = page.locator("[data-panel='Faithfulness by method'] .figure-card");
    const written = (without?: string) =>
      placedFigures(table, { place: "layer", layer: table.layers, higherIsBetter: true })
        .filter(({ method }) => method !== without)
        .map(({ mean }) => signedFigure(mean));
    const drawn = async (many: number) => (await readings(bars, "ArrowDown", many)).map((lines) => lines[1]);
    await expect.poll(() => drawn(METHODS.length)).toEqual(written());
    await page.locator("summary[aria-label^='Methods']").click();
    await page.getByLabel("Attention", { exact: true }).click();
    await page.keyboard.press("Escape");
    await expect.poll(() => drawn(METHODS.length - 1)).toEqual(written("attn"));
    expect(searchOf(page)).toContain("group=rpsv");
    await reloads(page);
    await finish();
  });

  it("numbers the table of methods by layers as the server does", async () => {
    const { page, finish } = await evaluated.tab("faithfulness", "?measure=spearman_abs_row");
    const table = await evaluated.told<FigureTable>("/figures?measure=spearman_abs_row&group=all");
    const means = table.views
      .filter(({ aggregation }) => aggregation === "none")
      .flatMap(({ figures }) => figures.mean.map((mean) => cellNumber(mean ?? 0)));
    const numbers = card(page, /method by layer$/).locator(".heat-number");
    await expect.poll(() => numbers.allTextContents()).toEqual(means);
    await finish();
  });

  it("draws deletion curves with random orders, from both ends, at a layer", async () => {
    const { page, finish } = await evaluated.tab("faithfulness");
    await page.getByLabel("Layer", { exact: true }).selectOption("2");
    const curves = await evaluated.told<DeletionCurves>("/deletion?layer=1");
    const drawn = async (many: number) =>
      (await readings(card(page, /^Deletion curves/), "ArrowRight", many)).map((lines) => lines[1]);
    await expect
      .poll(() => drawn(curves.shares.length + 1))
      .toEqual([curves.whole, ...curves.random.without.mean].map(figure));
    await radio(page, "Top tokens", "Kept").click();
    await expect.poll(() => drawn(curves.shares.length)).toEqual(curves.random.only.mean.map(figure));
    expect(searchOf(page)).toBe("?layer=2&curves=only");
    await reloads(page);
    await finish();
  });
});
