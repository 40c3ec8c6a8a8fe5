import { extent } from "d3";
import type { MethodSymbol } from "../scale/methodColours.ts";

/** A value at one place along x, with the 95 % interval where there is one. */
export interface LinePoint {
  readonly x: number;
  /** Null interrupts the line. */
  readonly y: number | null;
  readonly low?: number | null;
  readonly high?: number | null;
  /** Number of sentences. */
  readonly n?: number | undefined;
  /** Drawn as an outline: not significant. */
  readonly hollow?: boolean | undefined;
  /** Further lines of the point's tip. */
  readonly notes?: readonly string[] | undefined;
  /** What the point stands for; passed on when it is chosen. */
  readonly datum?: unknown;
}

export interface LineSeries {
  readonly name: string;
  readonly colour: string;
  /** The shape of the points, a circle where left out; "none" draws the line alone. */
  readonly symbol?: MethodSymbol | "none" | undefined;
  readonly dashed?: boolean | undefined;
  /** All points are outlines, which tell two lines of one colour apart. */
  readonly hollow?: boolean | undefined;
  /** Lines behind the others, without points: a baseline, or values that another line smooths. */
  readonly behind?: "baseline" | "unsmoothed" | undefined;
  readonly points: readonly LinePoint[];
}

export interface LineAxis {
  readonly name: string;
  readonly format: (value: number) => string;
  /** For the axis, where it is shorter than in tips. */
  readonly tickFormat?: (value: number) => string;
  /** What the axis covers at least. */
  readonly domain?: readonly [number, number];
  /** Where the axis is labelled; x at whole numbers where left out. */
  readonly ticks?: readonly number[];
  readonly log?: boolean;
  /** Whether a rule goes through every label, as where charts of one axis lie below each other. */
  readonly rules?: boolean;
  /** Whether the axis stays without name and labels, which another chart below has. */
  readonly bare?: boolean;
}

export interface LineOptions {
  readonly width: number;
  readonly height: number;
  /** Above the chart, where there are several. */
  readonly title?: string | undefined;
  /** What the chart says to those who do not see it; the names of its axes where left out. */
  readonly label?: string | undefined;
  readonly x: LineAxis;
  readonly y: LineAxis;
  /** Where a horizontal rule lies, as chance; the legend names it. */
  readonly rule?: number | undefined;
  /** Names at the right ends of the lines. */
  readonly endLabels?: boolean | undefined;
  /** Whether a tip says x beside the line's name rather than beside the value. */
  readonly xInHead?: boolean | undefined;
  /** Reads all lines at one x, as where their points are too many to be pointed at. */
  readonly crosshair?: boolean | undefined;
}

export const isNumber = (value: number | null | undefined): value is number => Number.isFinite(value);

/** All values of some lines with the ends of their intervals. */
const valuesOf = (series: readonly LineSeries[]): number[] =>
  series.flatMap(({ points }) => points.flatMap(({ y, low, high }) => [y, low, high].filter(isNumber)));

/** The smallest range that holds some values; [0, 1] for none, and never empty. */
function rangeOf(values: readonly number[]): [number, number] {
  const [least, most] = extent(values);
  return least === undefined ? [0, 1] : [least, most > least ? most : least + 1];
}

/** The range that holds all values and intervals, and 0. */
export const lineDomain = (series: readonly LineSeries[]): [number, number] =>
  rangeOf([0, ...valuesOf(series)]);

/** What the axes have to hold: all lines and their intervals, the rule, and what the caller wants at least. */
export function domainsOf(
  series: readonly LineSeries[],
  { x, y, rule }: LineOptions,
): Readonly<Record<"x" | "y", [number, number]>> {
  const places = series.flatMap(({ points }) => points.map((point) => point.x));
  const rules = rule === undefined ? [] : [rule];
  return {
    x: rangeOf([...places, ...(x.domain ?? [])]),
    y: rangeOf([...valuesOf(series), ...(y.domain ?? []), ...rules]),
  };
}

/** Known points without a known neighbour: neither line nor band shows them. */
export const isolated = (points: readonly LinePoint[]): LinePoint[] =>
  points.filter(
    ({ y }, place) => isNumber(y) && !isNumber(points[place - 1]?.y) && !isNumber(points[place + 1]?.y),
  );
