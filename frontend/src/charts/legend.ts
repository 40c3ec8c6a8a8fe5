import { svg } from "../dom/element.ts";
import { figure } from "../dom/format.ts";
import type { Ramp } from "../scale/ramp.ts";
import { scaleLinear } from "d3";

const WIDTH = 200;
const INSET = 10;
const BAR = 10;

/** The colour scale from 0 to a maximum. */
export function legendChart(ramp: Ramp, maximum: number): SVGSVGElement {
  const x = scaleLinear([0, maximum], [INSET, WIDTH - INSET]);
  const slices = Array.from({ length: 60 }, (_, slice) => {
    const width = (WIDTH - 2 * INSET) / 60;
    return svg("rect", {
      x: INSET + slice * width,
      width: width + 0.5,
      height: BAR,
      fill: ramp.colour(slice / 59),
    });
  });
  const ticks = [0, ...x.ticks(3).filter((tick) => tick > 0 && tick < maximum * 0.78), maximum].flatMap(
    (tick, place, all) => {
      const [at, last] = [x(tick), place === all.length - 1];
      return [
        svg("line", { x1: at, x2: at, y1: BAR, y2: BAR + 4, stroke: "var(--ink-3)" }),
        svg(
          "text",
          { x: at, y: BAR + 15, "text-anchor": last ? "end" : "middle", dx: last ? INSET : 0 },
          figure(tick),
        ),
      ];
    },
  );
  return svg(
    "svg",
    {
      viewBox: `0 0 ${WIDTH} 28`,
      width: WIDTH,
      height: 28,
      class: "legend",
      role: "img",
      "aria-label": `Colour scale from 0 to ${figure(maximum)}`,
      "font-size": 11,
      fill: "var(--ink-2)",
    },
    svg("g", { "shape-rendering": "crispEdges" }, ...slices),
    svg("rect", {
      x: INSET,
      width: WIDTH - 2 * INSET,
      height: BAR,
      fill: "none",
      stroke: "var(--line-strong)",
    }),
    ...ticks,
  );
}
