import * as Plot from "@observablehq/plot";
import { svg } from "../dom/element.ts";
import type { Mark, ReadableChart } from "./chartCursor.ts";
import { gridAcross, plotChart } from "./plotChart.ts";
import { widened } from "./scatter.ts";

/** Dots in columns that have names, with the mean of each series in its column. */

export interface ColumnDot {
  readonly column: string;
  /** Dots of one series stand beside those of the others of their column. */
  readonly series: string;
  readonly value: number;
  readonly colour: string;
  readonly head: string;
  /** What the dot stands for; passed on when it is chosen. */
  readonly datum?: unknown;
}

export interface DotColumnsOptions {
  readonly width: number;
  readonly height: number;
  readonly columns: readonly string[];
  readonly series: readonly string[];
  readonly xName: string;
  readonly yName: string;
  readonly format: (value: number) => string;
  /** The least and the greatest value that there can be. */
  readonly bounds?: readonly [number, number] | undefined;
  readonly title: string;
}

/** A domain cut to what there can be. */
const within = ([low, high]: [number, number], bounds?: readonly [number, number]): [number, number] =>
  bounds === undefined ? [low, high] : [Math.max(bounds[0], low), Math.min(bounds[1], high)];

interface Mean {
  readonly column: string;
  readonly shift: number;
  readonly value: number;
  readonly colour: string;
}

/** How far the series of a column stand apart, in pixels. */
const APART = 18;

const shiftOf = (series: readonly string[], name: string, apart: number) =>
  (series.indexOf(name) - (series.length - 1) / 2) * apart;

function meansOf(dots: readonly ColumnDot[], { columns, series }: DotColumnsOptions, apart: number): Mean[] {
  return columns.flatMap((column) =>
    series.flatMap((name) => {
      const own = dots.filter((dot) => dot.column === column && dot.series === name);
      const [first] = own;
      return first === undefined
        ? []
        : [
            {
              column,
              shift: shiftOf(series, name, apart),
              value: own.reduce((sum, { value }) => sum + value, 0) / own.length,
              colour: first.colour,
            },
          ];
    }),
  );
}

function marksOf(dots: readonly ColumnDot[], options: DotColumnsOptions, apart: number): Plot.Markish[] {
  const { series } = options;
  return [
    gridAcross(),
    ...series.map((name) =>
      Plot.dot(
        dots.filter((dot) => dot.series === name),
        {
          x: "column",
          y: "value",
          r: 4,
          fill: "colour",
          stroke: "var(--surface)",
          strokeWidth: 1.25,
          dx: shiftOf(series, name, apart),
        },
      ),
    ),
  ];
}

/** Draws the dots; each can be read by pointer and keyboard. */
export function dotColumns(dots: readonly ColumnDot[], options: DotColumnsOptions): ReadableChart {
  const { width, height, columns, series, format } = options;
  const column = (width - 70) / Math.max(1, columns.length);
  const apart = Math.min(APART, (column * 0.7) / Math.max(1, series.length));
  const { chart, at } = plotChart({
    label: `${options.title} Arrow keys read the dots.`,
    width,
    height,
    marginTop: 26,
    marginLeft: 60,
    marginBottom: 44,
    marginRight: 18,
    x: { type: "point", domain: [...columns], label: options.xName, padding: 0.5 },
    y: {
      label: null,
      domain: within(
        widened(
          dots.map(({ value }) => value),
          0.12,
        ),
        options.bounds,
      ),
      nice: options.bounds === undefined,
      ticks: Math.max(3, Math.floor(height / 60)),
      tickFormat: format,
    },
    marks: marksOf(dots, options, apart),
  });
  chart.append(svg("text", { x: 0, y: 11, "text-anchor": "start", fill: "var(--ink-2)" }, options.yName));
  const half = Math.min(9, apart * 0.45 + 2);
  for (const { column: name, shift, value, colour } of meansOf(dots, options, apart)) {
    const x = at("x", name) + shift;
    const y = at("y", value);
    chart.append(
      svg("line", {
        class: "mean",
        x1: x - half,
        x2: x + half,
        y1: y,
        y2: y,
        stroke: colour,
        "stroke-width": 2.5,
      }),
    );
  }
  const marks = dots.map((dot): Mark => ({
    x: at("x", dot.column) + shiftOf(series, dot.series, apart),
    y: at("y", dot.value),
    row: dot.series,
    colour: dot.colour,
    head: dot.head,
    lines: [`${options.yName} ${format(dot.value)}`],
    datum: dot.datum,
  }));
  return { chart, marks: marks.sort((one, other) => one.x - other.x) };
}
