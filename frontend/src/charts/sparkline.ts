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
  const points = values.flatMap((value, place) => (value === null ? [] : [{ place, value }]));
  const line = points.map(({ place, value }) => `${x(place)},${y(value)}`).join(" ");
  const dot = points.find(({ place }) => place === marked);
  return svg(
    "svg",
    { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, width: WIDTH, height: HEIGHT, "aria-hidden": "true" },
    minimum <= 0 &&
      maximum >= 0 &&
      svg("line", { x1: INSET, x2: WIDTH - INSET, y1: y(0), y2: y(0), stroke: "var(--line-strong)" }),
    svg("polyline", { points: line, fill: "none", stroke: colour, "stroke-width": 1.75 }),
    dot !== undefined && svg("circle", { cx: x(dot.place), cy: y(dot.value), r: 3, fill: colour }),
  );
}
