import { svg } from "../dom/element.ts";
import { figure } from "../dom/format.ts";
import type { Ramp } from "../scale/ramp.ts";
import { scaleLinear, ticks } from "d3";

const WIDTH = 200;

/** The picture of a legend, as wide as all of them. */
export const legendFrame = (name: string, ...children: readonly Node[]): SVGSVGElement =>
  svg(
    "svg",
    {
      viewBox: `0 0 ${WIDTH} 28`,
      width: WIDTH,
      height: 28,
      class: "legend",
      role: "img",
      "aria-label": name,
      "font-size": 11,
      fill: "var(--ink-2)",
    },
    ...children,
  );
const INSET = 10;
const BAR = 10;

/** Where the scale is labelled: its ends, 0, and round numbers that keep clear of the end. */
export function legendTicks(maximum: number, signed: boolean): number[] {
  if (signed) {
    return [-maximum, 0, maximum];
  }
  const between = ticks(0, maximum, 3).filter((tick) => tick > 0 && tick < maximum * 0.78);
  return [0, ...between, maximum];
}

/** The colour scale from 0, or from minus a maximum, to the maximum. */
export function legendChart(ramp: Ramp, maximum: number, signed = false): SVGSVGElement {
  const least = signed ? -maximum : 0;
  const x = scaleLinear([least, maximum], [INSET, WIDTH - INSET]);
  const slices = Array.from({ length: 60 }, (_, slice) => {
    const width = (WIDTH - 2 * INSET) / 60;
    const position = signed ? (2 * slice) / 59 - 1 : slice / 59;
    return svg("rect", {
      x: INSET + slice * width,
      width: width + 0.5,
      height: BAR,
      fill: ramp.colour(position),
    });
  });
  const labels = legendTicks(maximum, signed).flatMap((tick, place, all) => {
    const at = x(tick);
    const last = place === all.length - 1;
    const first = signed && place === 0;
    const anchor = last ? "end" : first ? "start" : "middle";
    const label = `${signed && tick > 0 ? "+" : ""}${figure(tick).replace("-", "−")}`;
    return [
      svg("line", { x1: at, x2: at, y1: BAR, y2: BAR + 4, stroke: "var(--ink-3)" }),
      svg(
        "text",
        { x: at, y: BAR + 15, "text-anchor": anchor, dx: last ? INSET : first ? -INSET : 0 },
        label,
      ),
    ];
  });
  return legendFrame(
    `Colour scale from ${figure(least)} to ${figure(maximum)}`,
    svg("g", { "shape-rendering": "crispEdges" }, ...slices),
    svg("rect", {
      x: INSET,
      width: WIDTH - 2 * INSET,
      height: BAR,
      fill: "none",
      stroke: "var(--line-strong)",
    }),
    ...labels,
  );
}
