import { svg } from "../dom/element.ts";
import { cut, dodge, textWidth } from "../layout/textLines.ts";
import { fittedText } from "./fittedText.ts";
import { isNumber, type LineOptions, type LineSeries } from "./lineSeries.ts";
import type { Places } from "./lineTips.ts";

const SIZE = 11;

/** The space that names at the ends of the lines take. */
export const labelsWidth = (series: readonly LineSeries[]): number =>
  Math.max(0, ...series.map(({ name }) => textWidth(name, SIZE + 1))) + 24;

/** Names at the ends of the lines that are not dashed, moved apart between two heights. */
export function endLabels(
  series: readonly LineSeries[],
  places: Places,
  [top, bottom]: readonly [number, number],
): SVGGElement {
  const ends = series.flatMap((one) => {
    const last = one.dashed === true ? undefined : one.points.findLast(({ y }) => isNumber(y));
    return last === undefined || last.y === null ? [] : [{ one, x: places.x(last.x), y: places.y(last.y) }];
  });
  const heights = dodge(
    ends.map(({ y }) => y),
    SIZE + 3,
    top,
    bottom,
  );
  const labels = ends.flatMap(({ one, x, y }, place) => {
    const at = heights[place] ?? y;
    const lead = { x1: x + 6, y1: y, x2: x + 15, y2: at, stroke: one.colour, "stroke-opacity": 0.5 };
    return [
      svg("line", lead),
      svg("text", { x: x + 18, y: at, dy: "0.35em", fill: one.colour, "font-weight": 600 }, one.name),
    ];
  });
  return svg("g", { "font-size": SIZE, "text-anchor": "start", class: "end-labels" }, ...labels);
}

/** A name cut to the width of a chart, in the size of its class; the whole name is its tool tip then. */
function shortened(name: string, width: number): (SVGElement | string)[] {
  const short = cut(name, width, SIZE + 1);
  return short === name ? [name] : [svg("title", {}, name), short];
}

/** The chart's own title, and the name of what goes up. */
export function headings({ title, y, width }: LineOptions, top: number): SVGTextElement[] {
  const start = { x: 0, "text-anchor": "start" };
  const head = { ...start, y: 13, fill: "var(--ink)", "font-weight": 600, "font-size": 12.5 };
  return [
    ...(title === undefined ? [] : [fittedText(title, width, head)]),
    svg(
      "text",
      { ...start, y: top - 14, fill: "var(--ink-2)", class: "axis-name" },
      ...shortened(y.name, width),
    ),
  ];
}
