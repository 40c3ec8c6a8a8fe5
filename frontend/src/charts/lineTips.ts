import { group } from "d3";
import type { Mark } from "./chartCursor.ts";
import { isNumber, type LineOptions, type LinePoint, type LineSeries } from "./lineSeries.ts";

/** Where values lie, in pixels of the chart. */
export interface Places {
  readonly x: (value: number) => number;
  readonly y: (value: number) => number;
}

function linesOf(point: LinePoint, y: number, { x, y: { format }, xInHead }: LineOptions): string[] {
  const { low, high, n, notes = [] } = point;
  return [
    xInHead === true ? format(y) : `${x.name} ${x.format(point.x)}: ${format(y)}`,
    ...(isNumber(low) && isNumber(high) ? [`95 % interval ${format(low)} to ${format(high)}`] : []),
    ...(n === undefined ? [] : [`n = ${n}`]),
    ...notes,
  ];
}

/** A mark for each point of each line. */
function marksOfPoints(series: readonly LineSeries[], places: Places, options: LineOptions): Mark[] {
  const { title, x, xInHead } = options;
  const parts = (point: LinePoint) => [
    ...(title === undefined ? [] : [title]),
    ...(xInHead === true ? [`${x.name.toLowerCase()} ${x.format(point.x)}`] : []),
  ];
  return series.flatMap((one) =>
    one.points.flatMap((point): Mark[] =>
      isNumber(point.y)
        ? [
            {
              x: places.x(point.x),
              y: places.y(point.y),
              row: [title ?? "", one.name, one.dashed === true ? "dashed" : ""].join(" "),
              colour: one.colour,
              head: [one.name, ...parts(point)].join(", "),
              lines: linesOf(point, point.y, options),
              datum: point.datum,
            },
          ]
        : [],
    ),
  );
}

/** A mark for each x, which says what every line has there. */
function marksOfPlaces(series: readonly LineSeries[], places: Places, options: LineOptions): Mark[] {
  const values = series.flatMap(({ name, colour, points }) =>
    points.flatMap(({ x, y }) => (isNumber(y) ? [{ name, colour, x, y }] : [])),
  );
  return [...group(values, ({ x }) => x)]
    .sort(([one], [other]) => one - other)
    .map(([x, all]) => ({
      x: places.x(x),
      y: Math.min(...all.map(({ y }) => places.y(y))),
      row: "",
      colour: "transparent",
      head: `${options.x.name} ${options.x.format(x)}`,
      lines: [],
      datum: x,
      readings: all.map(({ name, colour, y }) => ({
        name,
        colour,
        y: places.y(y),
        text: options.y.format(y),
      })),
    }));
}

/** What can be read in a chart of lines: its points one by one, or all lines at one x. */
export const lineTips = (series: readonly LineSeries[], places: Places, options: LineOptions): Mark[] =>
  options.crosshair === true
    ? marksOfPlaces(series, places, options)
    : marksOfPoints(series, places, options);
