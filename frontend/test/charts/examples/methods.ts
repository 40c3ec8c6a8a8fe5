import { accuracyChange } from "../../../src/charts/accuracyChange.ts";
import { comparisonMatrix, type ComparisonCell } from "../../../src/charts/comparisonMatrix.ts";
import { heatTable, type HeatOptions, type HeatRow } from "../../../src/charts/heatTable.ts";
import { methodBars, type Bar } from "../../../src/charts/methodBars.ts";
import { scatter, type Dot, type ScatterOptions } from "../../../src/charts/scatter.ts";
import { sparkline } from "../../../src/charts/sparkline.ts";
import { figure } from "../../../src/dom/format.ts";
import { methodColours } from "../../../src/scale/methodColours.ts";
import { rampOf, type Theme } from "../../../src/scale/ramp.ts";
import type { Example } from "../example.ts";

const METHODS = [
  ["value_zeroing_cosine", "Value Zeroing", 0.62],
  ["attn", "Attention", 0.31],
  ["hidden_token_attribution_global", "Hidden token attribution from the input of the model", -0.12],
] as const;

const bars = (theme: Theme): Bar[] =>
  METHODS.flatMap(([id, name, value]): Bar[] =>
    ["before", "after"].map((series, side) => ({
      name,
      series,
      value: value + side / 10,
      low: value + side / 10 - 0.08,
      high: value + side / 10 + 0.06,
      colour: methodColours(theme)(id),
      pale: side === 0,
    })),
  );

const barOptions = { width: 620, xName: "Spearman correlation", format: figure, title: "Correlations." };

const dots = (many: number): Dot[] =>
  Array.from({ length: many }, (_, place) => ({
    x: (place * 7) % 11,
    y: Math.sin(place) + place / 9,
    head: `Layer ${place + 1}`,
    colour: "#1f5fbf",
    ...(many < 20 ? { label: String(place + 1) } : {}),
  }));

const dotOptions: ScatterOptions = {
  width: 420,
  height: 320,
  xName: "Compression",
  yName: "Cue alignment",
  format: figure,
  title: "Dots.",
};

const heatRows: HeatRow[] = METHODS.map(([, name, value]) => ({
  name,
  values: Array.from({ length: 6 }, (_, layer) => (layer === 4 ? null : value * (1 - layer / 8))),
}));

const heatOptions = (theme: Theme, signed: boolean): HeatOptions => ({
  width: 620,
  ramp: rampOf(theme, signed),
  signed,
  columns: ["1", "2", "3", "4", "5", "6"],
  columnName: "Layer",
  title: "Methods by layer",
  format: figure,
});

const cell = (value: number | null, counts: boolean): ComparisonCell => ({
  value,
  counts,
  head: "",
  lines: [],
});
const matrix = (theme: Theme) =>
  comparisonMatrix(
    METHODS.map(([, name]) => name),
    [
      [null, cell(0.31, true), cell(0.74, true)],
      [cell(-0.31, true), null, cell(0.02, false)],
      [cell(-0.74, true), cell(null, false), null],
    ],
    { width: 520, ramp: rampOf(theme, true), maximum: 0.74, better: 1, exponent: 0, title: "Matrix." },
  ).chart;

const spark = { minimum: -0.2, maximum: 0.5, colour: "#1f5fbf", marked: 2 };

/** Methods against each other, and small charts in tables. */
export const examples: readonly Example[] = [
  {
    file: "bars",
    title: "bars with intervals, a pale side and a long name",
    draw: (theme) => methodBars(bars(theme), { ...barOptions, rule: { value: 0.2, name: "random" } }).chart,
  },
  {
    file: "bars-dark",
    title: "bars of which one is not defined, on a dark page",
    theme: "dark",
    draw: (theme) =>
      methodBars(
        [...bars(theme), { name: "ALTI", value: null, low: null, high: null, colour: "#fff" }],
        barOptions,
      ).chart,
  },
  { file: "bars-none", title: "no bars", draw: () => methodBars([], barOptions).chart },
  {
    file: "scatter",
    title: "dots with names, joined",
    draw: () =>
      scatter(dots(8), { ...dotOptions, joined: true, heading: { name: "ALTI", note: "ρ = 0.4" } }).chart,
  },
  {
    file: "scatter-many",
    title: "many dots and the diagonal, on a dark page",
    theme: "dark",
    draw: () => scatter(dots(80), { ...dotOptions, diagonal: true }).chart,
  },
  { file: "scatter-one", title: "a single dot", draw: () => scatter(dots(1), dotOptions).chart },
  { file: "scatter-none", title: "no dots", draw: () => scatter([], dotOptions).chart },
  {
    file: "heat",
    title: "methods by layer",
    draw: (theme) => heatTable(heatRows, heatOptions(theme, true)).chart,
  },
  {
    file: "heat-dark",
    title: "methods by layer under a name, on a dark page",
    theme: "dark",
    draw: (theme) =>
      heatTable(heatRows.slice(0, 2), { ...heatOptions(theme, false), head: "tiny-bert", maximum: 1 }).chart,
  },
  { file: "matrix", title: "every method against every other", draw: (theme) => matrix(theme) },
  { file: "matrix-dark", title: "the same on a dark page", theme: "dark", draw: (theme) => matrix(theme) },
  { file: "accuracy", title: "accuracy before and after", draw: () => accuracyChange(0.61, 0.93) },
  { file: "accuracy-before", title: "accuracy before alone", draw: () => accuracyChange(0.48, null) },
  {
    file: "sparkline",
    title: "a line in a table",
    draw: () => sparkline([0.1, null, 0.4, -0.1, 0.2], spark),
  },
  {
    file: "sparkline-one",
    title: "a line of one point",
    draw: () => sparkline([0.1], { ...spark, marked: 0 }),
  },
];
