import * as Plot from "@observablehq/plot";
import { svg } from "../dom/element.ts";
import type { Drawn, Mark } from "./reading.ts";
import { gridAcross, plotted } from "./plotted.ts";

export interface BandPoint {
  readonly x: number;
  readonly y: number | null;
  /** Ends of the 95 % interval, where there is one. */
  readonly low?: number | null;
  readonly high?: number | null;
}

/** A line with the band of its interval. */
export interface Band {
  readonly name: string;
  readonly colour: string;
  readonly points: readonly BandPoint[];
  readonly dashed?: boolean;
  /** Hollow dots tell two lines of one colour apart. */
  readonly hollow?: boolean;
}

export interface BandOptions {
  readonly width: number;
  readonly height: number;
  readonly xName: string;
  readonly yName: string;
  readonly xFormat: (value: number) => string;
  readonly yFormat: (value: number) => string;
  readonly title: string;
  /** Where the axis of x is numbered; by itself where left out. */
  readonly xTicks?: readonly number[];
  readonly logX?: boolean;
  readonly yDomain?: readonly [number, number];
  /** A horizontal rule with its name, as chance. */
  readonly rule?: { readonly y: number; readonly name: string };
}

interface Row extends BandPoint {
  readonly series: string;
}

const rowsOf = (bands: readonly Band[]): Row[] =>
  bands.flatMap(({ name, points }) => points.map((point) => ({ ...point, series: name })));

const interval = ({ low, high }: BandPoint, format: (value: number) => string) =>
  typeof low === "number" && typeof high === "number"
    ? [`95 % interval ${format(low)} to ${format(high)}`]
    : [];

function lineOf(band: Band): Plot.Markish[] {
  const rows = band.points.map((point) => ({ ...point }));
  const known = rows.filter(({ low, high }) => typeof low === "number" && typeof high === "number");
  return [
    Plot.areaY(known, { x: "x", y1: "low", y2: "high", fill: band.colour, fillOpacity: 0.16 }),
    Plot.lineY(rows, {
      x: "x",
      y: "y",
      stroke: band.colour,
      strokeWidth: 2,
      ...(band.dashed === true ? { strokeDasharray: "5 4" } : {}),
    }),
    Plot.dot(
      rows.filter(({ y }) => y !== null),
      {
        x: "x",
        y: "y",
        r: 3.5,
        fill: band.hollow === true ? "var(--surface)" : band.colour,
        stroke: band.hollow === true ? band.colour : "var(--surface)",
        strokeWidth: 1.5,
        ariaLabel: band.name,
      },
    ),
  ];
}

/** What the axis of y has to hold: all lines, their bands, and the rule. */
function extentOf(rows: readonly Row[], { yDomain, rule }: BandOptions): [number, number] {
  const values = rows
    .flatMap(({ y, low, high }) => [y, low, high])
    .filter((value): value is number => typeof value === "number");
  const all = [...values, ...(yDomain ?? []), ...(rule === undefined ? [] : [rule.y])];
  const [least, most] = [Math.min(...all), Math.max(...all)];
  return all.length === 0 ? [0, 1] : [least, most > least ? most : least + 1];
}

/** Lines with their intervals over a common x; all points can be read. */
export function bandCurves(bands: readonly Band[], options: BandOptions): Drawn {
  const rows = rowsOf(bands);
  const { rule } = options;
  const { chart, at } = plotted({
    said: `${options.title} Arrow keys read the points.`,
    width: options.width,
    height: options.height,
    marginTop: 26,
    marginLeft: 48,
    marginBottom: 40,
    marginRight: 16,
    x: {
      label: options.xName,
      type: options.logX === true ? "log" : "linear",
      ...(options.xTicks === undefined ? {} : { ticks: [...options.xTicks] }),
      tickFormat: options.xFormat,
    },
    y: {
      label: options.yName,
      domain: extentOf(rows, options),
      nice: true,
      ticks: 5,
      tickFormat: options.yFormat,
    },
    marks: [
      gridAcross(),
      Plot.ruleY(rule === undefined ? [] : [rule.y], { stroke: "var(--ink-3)", strokeDasharray: "2 3" }),
      ...bands.flatMap(lineOf),
    ],
  });
  const marks = bands.flatMap((band) =>
    band.points.flatMap((point): Mark[] =>
      point.y === null
        ? []
        : [
            {
              x: at("x", point.x),
              y: at("y", point.y),
              row: band.name,
              head: `${band.name}, ${options.xName.toLowerCase()} ${options.xFormat(point.x)}`,
              lines: [options.yFormat(point.y), ...interval(point, options.yFormat)],
              colour: band.colour,
            },
          ],
    ),
  );
  if (rule !== undefined) {
    const place = { x: options.width - 16, y: at("y", rule.y) - 5, "text-anchor": "end" };
    chart.append(svg("text", { ...place, "font-size": 11, fill: "var(--ink-3)" }, rule.name));
  }
  return { chart, marks };
}
