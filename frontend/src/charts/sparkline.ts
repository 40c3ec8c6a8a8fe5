import { svg } from "../dom/element.ts";

export interface SparklineOptions {
  readonly minimum: number;
  readonly maximum: number;
  readonly colour: string;
  /** The place that is marked, from 0. */
  readonly marked: number;
}

const WIDTH = 96;
const HEIGHT = 26;
const INSET = 4;

/** A small line of values by layer between fixed ends, with 0 ruled where it lies inside; the numbers stand beside it. */
export function sparkline(values: readonly (number | null)[], options: SparklineOptions): SVGSVGElement {
  const { minimum, maximum, colour, marked } = options;
  const steps = Math.max(1, values.length - 1);
  const x = (place: number) => INSET + ((WIDTH - 2 * INSET) * place) / steps;
  const y = (value: number) =>
    HEIGHT - INSET - ((HEIGHT - 2 * INSET) * (value - minimum)) / (maximum > minimum ? maximum - minimum : 1);
  const known = (place: number) => typeof values[place] === "number";
  const alone = (place: number) => !known(place - 1) && !known(place + 1);
  const points = values.flatMap((value, place) => (value === null ? [] : [{ place, value }]));
  const path = points
    .map(({ place, value }) => `${known(place - 1) ? "L" : "M"}${x(place)},${y(value)}`)
    .join("");
  // A point without a neighbour would not be seen as part of the line.
  const dots = points.filter(({ place }) => place === marked || alone(place));
  return svg(
    "svg",
    { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, width: WIDTH, height: HEIGHT, "aria-hidden": "true" },
    minimum <= 0 &&
      maximum >= 0 &&
      svg("line", { x1: INSET, x2: WIDTH - INSET, y1: y(0), y2: y(0), stroke: "var(--line-strong)" }),
    svg("path", { d: path, fill: "none", stroke: colour, "stroke-width": 1.75 }),
    ...dots.map(({ place, value }) =>
      svg("circle", { cx: x(place), cy: y(value), r: place === marked ? 3 : 2, fill: colour }),
    ),
  );
}
