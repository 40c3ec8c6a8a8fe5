import { svg } from "../dom/element.ts";
import { legendFrame } from "./legend.ts";
import { figure } from "../dom/format.ts";
import type { Ramp } from "../scale/ramp.ts";

/** How an edge of a route graph is drawn. */
export interface EdgeLook {
  readonly width: number;
  readonly opacity: number;
  readonly colour: string;
}

const LEAST = 0.75;
const MOST = 6;
/** Where on the ramp edges have their colour: it tells the sign alone. */
const SHADE = 0.66;
const FAINTEST = 0.3;

/** An edge by its score, as a share of the largest: the larger, the wider and the less transparent. */
export function edgeLook(share: number, ramp: Ramp): EdgeLook {
  const size = Math.min(1, Math.abs(share));
  return {
    width: LEAST + (MOST - LEAST) * size,
    opacity: FAINTEST + (1 - FAINTEST) * size,
    colour: ramp.colour(share < 0 ? -SHADE : SHADE),
  };
}

/** Lines from a token to itself are dashed. */
export const DASHES = "4 3";

const WIDTH = 200;
const INSET = 10;
const SLICES = 40;

/** The widths from a threshold to the largest score; of both signs beside each other where there are two. */
export function routeLegend(
  ramp: Ramp,
  range: { least: number; most: number },
  signed: boolean,
): SVGSVGElement {
  const { most } = range;
  const least = Math.min(range.least, most);
  const slice = (WIDTH - 2 * INSET) / SLICES;
  const bars = Array.from({ length: SLICES }, (_, place) => {
    const along = place / (SLICES - 1);
    const score = signed ? along * 2 - 1 : along;
    const size = (least + (most - least) * Math.abs(score)) / most;
    const { width, opacity, colour } = edgeLook(score < 0 ? -size : size, ramp);
    const look = { width: slice + 0.2, height: width, fill: colour, "fill-opacity": opacity };
    return svg("rect", { ...look, x: INSET + place * slice, y: (MOST - width) / 2 + 2 });
  });
  const written = (score: number) => figure(score).replace("-", "−");
  const texts: [x: number, anchor: string, text: string][] = signed
    ? [
        [0, "start", written(-most)],
        [WIDTH / 2, "middle", `±${figure(least)}`],
        [WIDTH, "end", `+${figure(most)}`],
      ]
    : [
        [0, "start", figure(least)],
        [WIDTH, "end", figure(most)],
      ];
  return legendFrame(
    `Width of lines for scores from ${figure(least)} to ${figure(most)}`,
    ...bars,
    ...texts.map(([x, anchor, text]) => svg("text", { x, y: 25, "text-anchor": anchor }, text)),
  );
}
