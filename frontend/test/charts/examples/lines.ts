import { withCursor } from "../../../src/charts/chartCursor.ts";
import { lineChart } from "../../../src/charts/lineChart.ts";
import type { LineOptions, LineSeries } from "../../../src/charts/lineSeries.ts";
import { multiples } from "../../../src/charts/multiples.ts";
import { count, figure, percent } from "../../../src/dom/format.ts";
import { methodLook } from "../../../src/scale/methodColours.ts";
import type { Theme } from "../../../src/scale/ramp.ts";
import type { Example } from "../example.ts";

const byLayer = (from: number, layers = 6) =>
  Array.from({ length: layers }, (_, layer) => {
    const y = from + Math.sin(layer + from * 9) / 12;
    return { x: layer + 1, y, low: y - 0.04, high: y + 0.05, n: 120 };
  });

const line = (id: string, name: string, from: number, theme: Theme, rest: Partial<LineSeries> = {}) => ({
  name,
  ...methodLook(id, theme),
  points: byLayer(from),
  ...rest,
});

const methods = (theme: Theme): LineSeries[] => [
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
  line("random", "Random", 0.14, theme, { behind: "baseline" }),
];

const layers: LineOptions = {
  width: 620,
  height: 320,
  x: { name: "Layer", format: String, domain: [1, 6] },
  y: { name: "Cue alignment", format: figure, domain: [0, 0.8] },
};

const shares = [0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1];
const learning: LineSeries[] = [
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

const bits: LineOptions = {
  width: 620,
  height: 320,
  x: {
    name: "Share of the sentences (log scale)",
    format: (share) => percent(share, 0),
    ticks: shares,
    log: true,
  },
  y: { name: "Bits per example", format: figure, domain: [0, 1] },
  rule: 1,
  xInHead: true,
  label: "Bits.",
};

const losses = Array.from({ length: 40 }, (_, step) => ({
  x: step + 1,
  y: 0.7 / (1 + step / 9) + Math.sin(step * 3) / 20,
}));
const loss: LineSeries[] = [
  { name: "Each step", colour: "var(--series-muted)", behind: "unsmoothed", points: losses },
  {
    name: "Moving average",
    colour: "var(--series-1)",
    symbol: "none",
    points: losses.map(({ x }) => ({ x, y: 0.7 / (1 + x / 9) })),
  },
];

const steps: LineOptions = {
  width: 620,
  height: 240,
  x: { name: "Step", format: count, domain: [0, 60] },
  y: { name: "Cross-entropy, nats", format: figure, domain: [0, 0] },
  crosshair: true,
};

const epochs: LineSeries[] = [
  {
    name: "Train split",
    colour: "var(--series-2)",
    dashed: true,
    symbol: "none",
    points: [
      { x: 1, y: 0.94 },
      { x: 2, y: 0.97 },
    ],
  },
  {
    name: "Test split",
    colour: "var(--series-1)",
    points: [0.61, 0.92, 0.95].map((y, x) => ({ x, y })),
  },
];

const accuracy: LineOptions = {
  ...steps,
  x: { name: "Epoch", format: String, domain: [0, 3] },
  y: {
    name: "Share of pairs right",
    format: (share) => percent(share),
    tickFormat: (share) => percent(share, 0),
    domain: [0.9, 1],
  },
};

const pressed = (host: HTMLElement, key: string) => {
  host.querySelector("svg")?.dispatchEvent(new KeyboardEvent("keydown", { key }));
  return host;
};

/** Lines over a common x. */
/** The same lines with points that stand for something, which can be opened. */
const withSentences = (series: readonly LineSeries[]): LineSeries[] =>
  series.map((line) => ({ ...line, points: line.points.map((point) => ({ ...point, datum: point.x })) }));

export const examples: readonly Example[] = [
  {
    file: "lines-layers",
    title: "means by layer with intervals",
    draw: (theme) => lineChart(methods(theme), { ...layers, endLabels: true }).chart,
  },
  {
    file: "lines-layers-dark",
    title: "the same on a dark page",
    theme: "dark",
    draw: (theme) => lineChart(methods(theme), layers).chart,
  },
  {
    file: "lines-one-layer",
    title: "a single point of each line",
    draw: (theme) =>
      lineChart(
        methods(theme).map((one) => ({ ...one, points: one.points.slice(0, 1) })),
        { ...layers, x: { ...layers.x, domain: [0, 2] } },
      ).chart,
  },
  { file: "lines-none", title: "no lines", draw: () => lineChart([], layers).chart },
  {
    file: "lines-below",
    title: "two charts below each other on one axis",
    draw: (theme) => {
      const x = { ...layers.x, domain: [0, 6], rules: true } as const;
      const lines = methods(theme).slice(0, 1);
      const upper = lineChart(lines, { ...layers, x: { ...x, bare: true }, height: 160, title: "Above" });
      const lower = lineChart(lines, { ...layers, x, height: 192, title: "Below" });
      return multiples([upper, lower], 1, "Two charts").chart;
    },
  },
  {
    file: "lines-beside",
    title: "two charts with one scale",
    draw: (theme) =>
      multiples(
        ["before", "after"].map((title) =>
          lineChart(methods(theme).slice(3), { ...layers, width: 320, title }),
        ),
        2,
        "Both",
      ).chart,
  },
  {
    file: "lines-cursor",
    height: 330,
    title: "lines with the cursor on a point",
    draw: (theme) =>
      pressed(
        withCursor(lineChart(withSentences(methods(theme)), layers), {
          choose: () => undefined,
          hint: "Click or Enter: its sentences",
        }),
        "ArrowRight",
      ),
  },
  {
    file: "lines-learning",
    title: "a learning curve on a logarithmic axis, with a rule",
    draw: () => lineChart(learning, bits).chart,
  },
  {
    file: "lines-learning-dark",
    title: "the same on a dark page",
    theme: "dark",
    draw: () => lineChart(learning, bits).chart,
  },
  { file: "lines-loss", title: "a loss by step, with its average", draw: () => lineChart(loss, steps).chart },
  {
    file: "lines-loss-first",
    title: "the first step",
    draw: () =>
      lineChart(
        loss.map((one) => ({ ...one, points: one.points.slice(0, 1) })),
        steps,
      ).chart,
  },
  { file: "lines-accuracy", title: "accuracy by epoch", draw: () => lineChart(epochs, accuracy).chart },
  {
    file: "lines-accuracy-dark",
    title: "the same on a dark page",
    theme: "dark",
    draw: () => lineChart(epochs, accuracy).chart,
  },
  {
    file: "lines-loss-cursor",
    height: 250,
    title: "a loss with the cursor on a step",
    draw: () => pressed(withCursor(lineChart(loss, steps)), "ArrowRight"),
  },
];
