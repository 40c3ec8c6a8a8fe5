import { extent } from "d3";
import * as Plot from "@observablehq/plot";
import { svg } from "../dom/element.ts";
import type { ReadableChart, Mark } from "./chartCursor.ts";
import { gridDown, plotChart } from "./plotChart.ts";

/** One figure with its 95 % interval; null where it is not defined. */
export interface Bar {
  /** The row that it stands in. */
  readonly name: string;
  /** The series it belongs to, where a row has several. */
  readonly series?: string;
  readonly value: number | null;
  readonly low: number | null;
  readonly high: number | null;
  /** Said after the name: the layer it is from, how many sentences. */
  readonly note?: string;
  readonly colour: string;
  /** Drawn lighter, as the one of two sides that is not in front. */
  readonly pale?: boolean;
  /** What the bar stands for; passed on when it is chosen. */
  readonly datum?: unknown;
}

export interface BarOptions {
  readonly width: number;
  readonly xName: string;
  readonly format: (value: number) => string;
  /** For the axis, where it is shorter. */
  readonly tick?: (value: number) => string;
  readonly title: string;
  readonly domain?: readonly [number, number];
  /** A vertical rule: the random baseline. */
  readonly rule?: { readonly value: number; readonly name: string };
}

const LINE = 18;
const GAP = 8;
const MARGIN = { top: 26, bottom: 40 };
const RIGHT = 14;

/** The rows in the order in which they first come. */
export const rowNames = (bars: readonly Bar[]): string[] => [...new Set(bars.map(({ name }) => name))];

/** Space for the names at the left: as they need, but never more than two fifths of the chart. */
export const nameSpace = (names: readonly string[], width: number): number =>
  Math.round(Math.min(width * 0.4, Math.max(0, ...names.map((name) => name.length)) * 6.4 + 14));

const fitted = (name: string, space: number) => {
  const most = Math.floor((space - 14) / 6.2);
  return name.length <= most ? name : `${name.slice(0, Math.max(1, most - 1))}…`;
};

interface Line {
  readonly bar: Bar;
  /** Middle of the line, in pixels. */
  readonly y: number;
}

/** Where every bar lies: those of one row below each other. */
export function linesOf(bars: readonly Bar[]): { lines: Line[]; height: number } {
  let y = MARGIN.top;
  const lines = rowNames(bars).flatMap((name) => {
    const own = bars.filter((bar) => bar.name === name);
    const rows = own.map((bar, place) => ({ bar, y: y + (place + 0.5) * LINE }));
    y += own.length * LINE + GAP;
    return rows;
  });
  return { lines, height: y - GAP + MARGIN.bottom + GAP };
}

function domainOf(bars: readonly Bar[], { domain, rule }: BarOptions): [number, number] {
  const values = bars.flatMap(({ value, low, high }) => [value, low, high]);
  const [least = 0, most = 0] = extent([
    0,
    rule?.value ?? 0,
    ...values.filter((value) => value !== null),
    ...(domain ?? []),
  ]);
  return [least, most > least ? most : least + 1];
}

interface Placed {
  readonly y: number;
}

interface Shape extends Placed, Pick<Bar, "low" | "high" | "colour"> {
  readonly value: number;
  readonly opacity: number;
}

const shapesOf = (lines: readonly Line[]): Shape[] =>
  lines.flatMap(({ bar: { value, low, high, colour, pale }, y }) =>
    value === null ? [] : [{ value, low, high, colour, y, opacity: pale === true ? 0.4 : 1 }],
  );

const readings = ({ value, low, high, note }: Bar, format: BarOptions["format"]) => [
  ...(value === null ? ["not defined"] : [format(value)]),
  ...(low === null || high === null ? [] : [`95 % interval ${format(low)} to ${format(high)}`]),
  ...(note === undefined ? [] : [note]),
];

function names(bars: readonly Bar[], lines: readonly Line[], left: number): SVGTextElement[] {
  return rowNames(bars).map((name) => {
    const own = lines.filter(({ bar }) => bar.name === name).map(({ y }) => y);
    const y = (Math.min(...own) + Math.max(...own)) / 2;
    const text = svg("text", { x: left - 8, y, dy: "0.35em", "text-anchor": "end" }, fitted(name, left));
    text.append(svg("title", {}, name));
    return text;
  });
}

/** Bars, their intervals on them, and the rules. */
function bodyOf(shapes: readonly Shape[], rule: number | undefined): Plot.Markish[] {
  const bounded = shapes.filter(({ low, high }) => low !== null && high !== null);
  return [
    gridDown(),
    Plot.rect(shapes, {
      x1: 0,
      x2: "value",
      y1: ({ y }: Placed) => y - LINE / 2 + 2.5,
      y2: ({ y }: Placed) => y + LINE / 2 - 2.5,
      fill: "colour",
      fillOpacity: "opacity",
    }),
    Plot.ruleX([0], { stroke: "var(--ink-3)" }),
    Plot.ruleX(rule === undefined ? [] : [rule], { stroke: "var(--ink)", strokeDasharray: "3 3" }),
    Plot.link(bounded, {
      x1: "low",
      x2: "high",
      y1: "y",
      y2: "y",
      stroke: "var(--surface)",
      strokeWidth: 3.75,
    }),
    Plot.link(bounded, { x1: "low", x2: "high", y1: "y", y2: "y", stroke: "var(--ink)", strokeWidth: 1.75 }),
    ...(["low", "high"] as const).map((end) =>
      Plot.link(bounded, {
        x1: end,
        x2: end,
        y1: ({ y }: Placed) => y - 3.5,
        y2: ({ y }: Placed) => y + 3.5,
        stroke: "var(--ink)",
        strokeWidth: 1.75,
      }),
    ),
  ];
}

/** Horizontal bars from 0 with their intervals, one row per name. */
export function methodBars(bars: readonly Bar[], options: BarOptions): ReadableChart {
  const { lines, height } = linesOf(bars);
  const left = nameSpace(rowNames(bars), options.width);
  const { rule } = options;
  const { chart, at } = plotChart({
    label: `${options.title} Arrow keys read the bars.`,
    width: options.width,
    height,
    marginTop: MARGIN.top,
    marginLeft: left,
    marginBottom: MARGIN.bottom,
    marginRight: RIGHT,
    x: {
      label: options.xName,
      domain: domainOf(bars, options),
      nice: true,
      tickFormat: options.tick ?? options.format,
      ticks: Math.max(2, Math.floor((options.width - left) / 80)),
    },
    y: { axis: null, domain: [0, height], range: [0, height] },
    marks: [...bodyOf(shapesOf(lines), rule?.value)],
  });
  chart.append(
    svg("g", { fill: "var(--ink)", "font-size": 12, class: "row-names" }, ...names(bars, lines, left)),
  );
  if (rule !== undefined) {
    const place = { x: at("x", rule.value), y: MARGIN.top - 8, "text-anchor": "middle" };
    chart.append(svg("text", { ...place, "font-size": 11, fill: "var(--ink-2)" }, rule.name));
  }
  return { chart, marks: marksOf(lines, (value) => at("x", value), options.format) };
}

const marksOf = (
  lines: readonly Line[],
  x: (value: number) => number,
  format: BarOptions["format"],
): Mark[] =>
  lines.map(({ bar, y }) => ({
    x: x(bar.value ?? 0),
    y,
    row: `${bar.name} ${bar.series ?? ""}`,
    head: bar.series === undefined ? bar.name : `${bar.name}, ${bar.series}`,
    lines: readings(bar, format),
    colour: bar.colour,
    datum: bar.datum,
  }));
