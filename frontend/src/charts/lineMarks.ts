import * as Plot from "@observablehq/plot";
import { isNumber, isolated, type LinePoint, type LineSeries } from "./lineSeries.ts";

/** Not-a-number interrupts a line. */
const gap = (value: number | null | undefined) => value ?? Number.NaN;
const x = ({ x: place }: LinePoint) => place;
const y = ({ y: value }: LinePoint) => gap(value);
const low = (point: LinePoint) => gap(point.low);
const high = (point: LinePoint) => gap(point.high);

/** Intervals as a band; as a bar where a point stands alone. */
function intervals({ points, colour, dashed }: LineSeries): Plot.Markish[] {
  const bars = isolated(points).filter((point) => isNumber(point.low) && isNumber(point.high));
  return [
    Plot.areaY(points, { x, y1: low, y2: high, fill: colour, fillOpacity: dashed === true ? 0.08 : 0.15 }),
    Plot.ruleX(bars, { x, y1: low, y2: high, stroke: colour, strokeOpacity: 0.5, strokeWidth: 1.5 }),
  ];
}

const WIDTHS = { baseline: 1.5, unsmoothed: 1 } as const;

function lineOf({ points, colour, dashed, behind }: LineSeries): Plot.Markish {
  return Plot.lineY(points, {
    x,
    y,
    stroke: colour,
    strokeWidth: behind === undefined ? 2 : WIDTHS[behind],
    strokeOpacity: behind === "unsmoothed" ? 0.75 : 1,
    strokeLinejoin: "round",
    ...(dashed === true ? { strokeDasharray: "5 4" } : {}),
  });
}

/** The points of a line; of one without points those that would not be seen otherwise. */
function dots(series: LineSeries): Plot.Markish[] {
  const { colour, symbol = "circle", behind } = series;
  const bare = symbol === "none" || behind !== undefined;
  const points = bare ? isolated(series.points) : series.points;
  const isHollow = ({ hollow = series.hollow }: LinePoint) => hollow === true;
  const shape = { x, y, r: 3.6, symbol: symbol === "none" ? ("circle" as const) : symbol };
  return [
    Plot.dot(
      points.filter((point) => !isHollow(point)),
      { ...shape, fill: colour, stroke: "var(--surface)", strokeWidth: 0.75 },
    ),
    Plot.dot(points.filter(isHollow), {
      ...shape,
      fill: "var(--surface)",
      stroke: colour,
      strokeWidth: 1.5,
    }),
  ];
}

/** Interval, line and points of a series. */
export const lineMarks = (series: LineSeries): Plot.Markish[] => [
  ...intervals(series),
  lineOf(series),
  ...dots(series),
];
