import type { Comparison, Method } from "../../api/types.ts";
import type { CsvValue } from "../../charts/exports.ts";
import type { Figure } from "../../charts/figure.ts";
import type { LegendEntry } from "../../charts/figureLegend.ts";
import { lineChart } from "../../charts/lineChart.ts";
import { labelsWidth } from "../../charts/lineLabels.ts";
import { lineDomain, type LineSeries } from "../../charts/lineSeries.ts";
import type { Table } from "../../charts/table.ts";
import { count, figure, pCell, pValue, signedFigure } from "../../dom/format.ts";
import { itemLook } from "../../scale/itemLooks.ts";
import type { Theme } from "../../scale/ramp.ts";
import { itemNames } from "../../state/compareView.ts";
import type { Measure } from "../../state/results/measures.ts";
import { groupName } from "../../state/results/sentenceGroups.ts";
import { theme } from "../../state/theme.ts";

/** The significance level of adjusted p values. */
export const LEVEL = 0.05;
const ROOM = 560;
const NARROW = 560;

/** The input of the figures of the compare page. */
export interface ItemComparison {
  readonly comparison: Comparison;
  readonly measure: Pick<Measure, "id" | "name">;
  readonly methods: readonly Method[];
}

type Item = Comparison["items"][number];

/** The layer, from 1, that the first of an item's figures is of. */
const start = (item: Item | undefined, items: readonly Item[]): number =>
  item?.aggregation === "last_layer" ? Math.max(1, ...items.map(({ figures }) => figures.mean.length)) : 1;

function draw(series: readonly LineSeries[], title: string, yName: string, signed: boolean) {
  return (width: number) => {
    const last = Math.max(1, ...series.flatMap(({ points }) => points.map(({ x }) => x)));
    return lineChart(series, {
      width,
      height: width < NARROW ? 260 : 320,
      x: { name: "Layer", format: String, domain: last === 1 ? [0, 2] : [1, last] },
      y: {
        name: `${title}${yName}`,
        format: signed ? signedFigure : figure,
        domain: lineDomain(series),
      },
      endLabels: width - labelsWidth(series) > ROOM && last > 1,
    });
  };
}

const file = ({ comparison }: ItemComparison, what: string) =>
  ["compare", comparison.measure, comparison.group, what].join("-");

const sentences = ({ examples, group }: Comparison) =>
  `n = ${count(examples)} sentences that all items share (${groupName(group).toLowerCase()})`;

const legendOf = (names: readonly string[], from: number): LegendEntry[] =>
  names.slice(from).map((name, place) => ({ name, ...itemLook(place + from, theme.value) }));

/** Lines of all items over layers, with their intervals. */
export function itemsFigure(input: ItemComparison): Figure {
  const { comparison, measure, methods } = input;
  const { items } = comparison;
  const names = itemNames(items, methods);
  const seriesIn = (colours: Theme): LineSeries[] =>
    items.map((item, place) => ({
      name: names[place] ?? "",
      ...itemLook(place, colours),
      points: item.figures.mean.map((y, layer) => ({
        x: start(item, items) + layer,
        y,
        low: item.figures.low[layer] ?? null,
        high: item.figures.high[layer] ?? null,
        n: item.figures.n[layer],
      })),
    }));
  return {
    title: `${measure.name} by layer`,
    caption: `${measure.name}, mean over ${sentences(comparison)}. Bands: 95 % bootstrap intervals over sentences.`,
    legend: legendOf(names, 0),
    draw: (width, colours) => draw(seriesIn(colours), "", measure.name, false)(width),
    rows: () => [
      ["item", "layer", measure.id, "low", "high", "n"],
      ...seriesIn("light").flatMap(({ name, points }) =>
        points.map(({ x, y, low = null, high = null, n = null }): CsvValue[] => [name, x, y, low, high, n]),
      ),
    ],
    file: file(input, "lines"),
  };
}

/** Each further item minus the first, over layers, with intervals and a line at 0. */
export function differenceFigure(input: ItemComparison): Figure {
  const { comparison, measure, methods } = input;
  const { items, differences } = comparison;
  const names = itemNames(items, methods);
  const seriesIn = (colours: Theme): LineSeries[] =>
    differences.map(({ item, layers }) => ({
      name: names[item] ?? "",
      ...itemLook(item, colours),
      points: layers.map(({ mean, low, high, n, adjusted }, layer) => ({
        x: layers.length === 1 ? start(items[item], items) : layer + 1,
        y: mean,
        low,
        high,
        n,
        hollow: adjusted === null || adjusted >= LEVEL,
        notes: [`adjusted p ${pValue(adjusted)}`],
      })),
    }));
  const [first = "the first"] = names;
  return {
    title: `Differences from ${first}`,
    caption: [
      `${measure.name} of each item minus that of ${first}, mean of paired differences over ${sentences(comparison)}.`,
      "Bands: 95 % paired bootstrap intervals.",
      `Filled points: p < ${LEVEL} by a paired permutation test of the mean difference, corrected over all ${count(differences.reduce((sum, { layers }) => sum + layers.length, 0))} tests of this figure by the step-down maximum; hollow points: not significant.`,
    ].join(" "),
    legend: legendOf(names, 1),
    draw: (width, colours) => draw(seriesIn(colours), "Δ ", measure.name, true)(width),
    rows: () => [
      ["item", "minus", "layer", `difference of ${measure.id}`, "low", "high", "n", "p", "adjusted p"],
      ...differences.flatMap(({ item, layers }) =>
        layers.map(({ mean, low, high, n, p, adjusted }, layer): CsvValue[] => [
          names[item] ?? "",
          first,
          layer + 1,
          mean,
          low,
          high,
          n,
          pCell(p),
          pCell(adjusted),
        ]),
      ),
    ],
    file: file(input, "differences"),
  };
}

/** The settings that are not the same for all. */
export function settingsTable(input: ItemComparison): Table {
  const { items, settings } = input.comparison;
  return {
    title: "Settings that differ",
    caption:
      settings.length === 0
        ? "All settings are the same; at most the method or the aggregation differs."
        : "All other settings are the same.",
    rows: [
      ["setting", ...itemNames(items, input.methods)],
      ...settings.map(({ name, values }): CsvValue[] => [name, ...values]),
    ],
    file: file(input, "settings"),
  };
}
