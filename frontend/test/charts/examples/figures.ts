import type { Figure } from "../../../src/charts/figure.ts";
import { legendList, type LegendEntry } from "../../../src/charts/figureLegend.ts";
import { paperParts, paperPicture } from "../../../src/charts/figurePicture.ts";
import { heatTable } from "../../../src/charts/heatTable.ts";
import { plainTable } from "../../../src/charts/table.ts";
import { figure } from "../../../src/dom/format.ts";
import { methodLook } from "../../../src/scale/methodColours.ts";
import { rampOf } from "../../../src/scale/ramp.ts";
import type { Example } from "../example.ts";

const legend: LegendEntry[] = [
  { name: "Value Zeroing", ...methodLook("value_zeroing_cosine", "light") },
  { name: "Attention", ...methodLook("attn", "light") },
  { name: "dashed: before fine-tuning", colour: "var(--ink-3)", dashed: true },
  { name: "one sentence", colour: "var(--accent)", symbol: "circle", kind: "point" },
  { name: "after", colour: "var(--series-1)", kind: "box" },
];

const rows = [
  ["method", "ρ", "n"],
  ["Value Zeroing", 0.62, 120],
  ["Hidden token attribution from the input of the model", -0.1234, 1200],
  ["ALTI", null, 0],
];

const paper: Figure = {
  title:
    "Cue alignment by layer, with a title that is longer than the picture is wide and is broken therefore",
  caption:
    "Mean over n = 120 sentences. Bands: 95 % intervals of a paired bootstrap over sentences (200 resamples). ".repeat(
      2,
    ),
  legend,
  draw: (width, theme) =>
    heatTable([{ name: "Value Zeroing", values: [0.1, 0.4] }], {
      width,
      ramp: rampOf(theme),
      signed: false,
      columns: ["1", "2"],
      columnName: "Layer",
      title: "t",
      format: figure,
    }),
  rows: () => rows,
  file: "f",
};

/** What stands around charts, and tables. */
export const examples: readonly Example[] = [
  { file: "figure-paper", title: "a figure as it is saved", draw: () => paperPicture(paperParts(paper)) },
  {
    file: "figure-long-names",
    title: "a figure as it is saved, with names longer than it is wide",
    draw: () => {
      const name = "ablation_of_the_learning_rate_".repeat(5);
      return paperPicture(
        paperParts({ ...paper, title: name, caption: name, legend: [{ name, colour: "var(--series-1)" }] }),
      );
    },
  },
  { file: "figure-legend", title: "the legend of a figure", draw: () => legendList(legend) },
  { file: "table", title: "figures as a table", draw: () => plainTable(rows, "Figures") },
  {
    file: "table-sorted",
    title: "the same, sorted by its second column",
    theme: "dark",
    draw: () => {
      const table = plainTable(rows, "Figures");
      table.querySelectorAll<HTMLElement>("thead button")[1]?.click();
      return table;
    },
  },
];
