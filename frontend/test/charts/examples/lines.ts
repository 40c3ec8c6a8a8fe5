import { bandCurves, type Band, type BandOptions } from "../../../src/charts/bandCurves.ts";
import { curvesChart, type CurveOptions, type Series } from "../../../src/charts/curves.ts";
import {
  intervalLines,
  type IntervalOptions,
  type IntervalSeries,
} from "../../../src/charts/intervalLines.ts";
import { multiples } from "../../../src/charts/multiples.ts";
import { readable } from "../../../src/charts/reading.ts";
import { count, figure, percent } from "../../../src/dom/format.ts";
import { methodLook } from "../../../src/scale/methodColours.ts";
import type { Theme } from "../../../src/scale/ramp.ts";
import type { Example } from "../example.ts";

const byLayer = (from: number, layers = 6) =>
  Array.from({ length: layers }, (_, layer) => {
    const y = from + Math.sin(layer + from * 9) / 12;
    return { x: layer + 1, y, low: y - 0.04, high: y + 0.05, n: 120 };
  });

const line = (id: string, name: string, from: number, theme: Theme, rest: Partial<IntervalSeries> = {}) => ({
  name,
  ...methodLook(id, theme),
  points: byLayer(from),
  ...rest,
});

const methods = (theme: Theme): IntervalSeries[] => [
  line("value_zeroing_cosine", "Value Zeroing", 0.6, theme),
  line("value_zeroing_cosine", "Value Zeroing, before", 0.45, theme, { dashed: true }),
  line("attn", "Attention", 0.42, theme, {
    points: byLayer(0.42).map((point, place) =>
      place === 2 ? { ...point, y: null, low: null, high: null } : point,
    ),
  }),
  line("alti", "ALTI", 0.3, theme, {
    points: byLayer(0.3).map((point, place) => ({ ...point, hollow: place % 2 === 0 })),
  }),
  line("random", "Random", 0.14, theme, { baseline: true }),
];

const layers: IntervalOptions = {
  width: 620,
  height: 320,
  xName: "Layer",
  yName: "Cue alignment",
  yFormat: figure,
  yDomain: [0, 0.8],
  xDomain: [1, 6],
};

const shares = [0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1];
const learning: Band[] = [
  {
    name: "Number of the target",
    colour: "var(--series-1)",
    points: shares.map((x, place) => ({ x, y: 1 - place / 8, low: 0.9 - place / 8, high: 1.06 - place / 8 })),
  },
  {
    name: "Shuffled labels (control)",
    colour: "var(--series-1)",
    dashed: true,
    hollow: true,
    points: shares.map((x, place) => ({ x, y: place === 3 ? null : 1.02, low: 0.97, high: 1.07 })),
  },
];

const bits: BandOptions = {
  width: 620,
  height: 320,
  xName: "Share of the sentences (log scale)",
  yName: "Bits per example",
  xFormat: (share) => percent(share, 0),
  yFormat: figure,
  xTicks: shares,
  logX: true,
  yDomain: [0, 1],
  rule: 1,
  title: "Bits.",
};

const losses = Array.from({ length: 40 }, (_, step) => ({
  x: step + 1,
  y: 0.7 / (1 + step / 9) + Math.sin(step * 3) / 20,
}));
const loss: Series[] = [
  { name: "Each step", colour: "var(--series-muted)", faint: true, points: losses },
  {
    name: "Moving average",
    colour: "var(--series-1)",
    points: losses.map(({ x }) => ({ x, y: 0.7 / (1 + x / 9) })),
  },
];

const steps: CurveOptions = {
  width: 620,
  height: 240,
  xName: "Step",
  yName: "Cross-entropy, nats",
  xFormat: count,
  yFormat: figure,
  xDomain: [0, 60],
  yDomain: [0, 0],
  wholeX: true,
};

const epochs: Series[] = [
  {
    name: "Train half",
    colour: "var(--series-2)",
    dashed: true,
    points: [
      { x: 1, y: 0.94 },
      { x: 2, y: 0.97 },
    ],
  },
  {
    name: "Test half",
    colour: "var(--series-1)",
    dots: true,
    points: [0.61, 0.92, 0.95].map((y, x) => ({ x, y })),
  },
];

const accuracy: CurveOptions = {
  ...steps,
  xName: "Epoch",
  yName: "Share of pairs right",
  xFormat: String,
  yFormat: (share) => percent(share),
  yTick: (share) => percent(share, 0),
  xDomain: [0, 3],
  yDomain: [0.9, 1],
};

const curves = (series: readonly Series[], options: CurveOptions) =>
  curvesChart(series, options).querySelector("svg") ?? document.createElement("p");

const pressed = (host: HTMLElement, key: string) => {
  host.querySelector("svg")?.dispatchEvent(new KeyboardEvent("keydown", { key }));
  return host;
};

/** Lines over a common x. */
export const examples: readonly Example[] = [
  {
    file: "lines-layers",
    title: "means by layer with intervals",
    draw: (theme) => intervalLines(methods(theme), { ...layers, labels: true }).chart,
  },
  {
    file: "lines-layers-dark",
    title: "the same on a dark page",
    theme: "dark",
    draw: (theme) => intervalLines(methods(theme), layers).chart,
  },
  {
    file: "lines-one-layer",
    title: "a single point of each line",
    draw: (theme) =>
      intervalLines(
        methods(theme).map((one) => ({ ...one, points: one.points.slice(0, 1) })),
        { ...layers, xDomain: [0, 2] },
      ).chart,
  },
  { file: "lines-none", title: "no lines", draw: () => intervalLines([], layers).chart },
  {
    file: "lines-beside",
    title: "two charts with one scale",
    draw: (theme) =>
      multiples(
        ["before", "after"].map((title) =>
          intervalLines(methods(theme).slice(3), { ...layers, width: 320, title }),
        ),
        2,
        "Both",
      ).chart,
  },
  {
    file: "lines-cursor",
    title: "lines with the cursor on a point",
    draw: (theme) =>
      pressed(
        readable(intervalLines(methods(theme), layers), {
          chosen: () => undefined,
          choosing: "Click or Enter: its sentences",
        }),
        "ArrowRight",
      ),
  },
  {
    file: "lines-learning",
    title: "a learning curve on a logarithmic axis, with a rule",
    draw: () => bandCurves(learning, bits).chart,
  },
  {
    file: "lines-learning-dark",
    title: "the same on a dark page",
    theme: "dark",
    draw: () => bandCurves(learning, bits).chart,
  },
  { file: "lines-loss", title: "a loss by step, with its average", draw: () => curves(loss, steps) },
  {
    file: "lines-loss-first",
    title: "the first step",
    draw: () =>
      curves(
        loss.map((one) => ({ ...one, points: one.points.slice(0, 1) })),
        steps,
      ),
  },
  { file: "lines-accuracy", title: "accuracy by epoch", draw: () => curves(epochs, accuracy) },
  {
    file: "lines-accuracy-dark",
    title: "the same on a dark page",
    theme: "dark",
    draw: () => curves(epochs, accuracy),
  },
];
