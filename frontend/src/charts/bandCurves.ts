import * as Plot from "@observablehq/plot";
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
  /** Where a horizontal rule lies, as chance; the legend names it. */
  readonly rule?: number;
}

interface Row extends BandPoint {
  readonly series: string;
}

const isKnown = (value: number | null | undefined): value is number => Number.isFinite(value);

const rowsOf = (bands: readonly Band[]): Row[] =>
  bands.flatMap(({ name, points }) => points.map((point) => ({ ...point, series: name })));

const interval = ({ low, high }: BandPoint, format: (value: number) => string) =>
  isKnown(low) && isKnown(high) ? [`95 % interval ${format(low)} to ${format(high)}`] : [];

function lineOf(band: Band, place: (x: number) => number): Plot.Markish[] {
  const rows = band.points.map((point) => ({ ...point, x: place(point.x) }));
  const known = rows.filter(({ low, high }) => isKnown(low) && isKnown(high));
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
  const values = rows.flatMap(({ y, low, high }) => [y, low, high]).filter(isKnown);
  const all = [...values, ...(yDomain ?? []), ...(rule === undefined ? [] : [rule])];
  const [least, most] = [Math.min(...all), Math.max(...all)];
  return all.length === 0 ? [0, 1] : [least, most > least ? most : least + 1];
}

/** Lines with their intervals over a common x; all points can be read. */
export function bandCurves(bands: readonly Band[], options: BandOptions): Drawn {
  const rows = rowsOf(bands);
  const { rule } = options;
  const log = options.logX === true;
  const place = (x: number) => (log ? Math.log10(x) : x);
  const value = (at: number) => (log ? 10 ** at : at);
  const { chart, at } = plotted({
    said: `${options.title} Arrow keys read the points.`,
    width: options.width,
    height: options.height,
    marginTop: 26,
    marginLeft: 48,
    marginBottom: 44,
    marginRight: 24,
    x: {
      label: options.xName,
      ...(options.xTicks === undefined ? {} : { ticks: options.xTicks.map(place) }),
      tickFormat: (tick: number) => options.xFormat(value(tick)),
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
      Plot.ruleY(rule === undefined ? [] : [rule], { stroke: "var(--ink-3)", strokeWidth: 1.25 }),
      ...bands.flatMap((band) => lineOf(band, place)),
    ],
  });
  const marks = bands.flatMap((band) =>
    band.points.flatMap((point): Mark[] =>
      point.y === null
        ? []
        : [
            {
              x: at("x", place(point.x)),
              y: at("y", point.y),
              row: band.name,
              head: `${band.name}, ${options.xName.toLowerCase()} ${options.xFormat(point.x)}`,
              lines: [options.yFormat(point.y), ...interval(point, options.yFormat)],
              colour: band.colour,
            },
          ],
    ),
  );
  return { chart, marks };
}
