import { routeGraph } from "../../../src/charts/routeGraph.ts";
import { routeLegend } from "../../../src/charts/routeLegend.ts";
import { maximumOf, type Picture } from "../../../src/layout/picture.ts";
import { routesTo } from "../../../src/layout/routes.ts";
import { rampOf, type Theme } from "../../../src/scale/ramp.ts";
import type { Example } from "../example.ts";
import { longSentence, picture, signed } from "../sentence.ts";

interface Look {
  readonly threshold: number;
  readonly signed?: boolean;
  readonly width?: number;
}

const graph = (of: Picture, theme: Theme, { threshold, signed: both = false, width = 620 }: Look) =>
  routeGraph(of, routesTo(of, threshold, 400), {
    ramp: rampOf(theme, both),
    maximum: maximumOf(of.maps),
    signed: both,
    levels: ["Input", "Layer 1", "Layer 2", "Layer 3", "Layer 4"],
    width,
    title: "Routes.",
  }).chart;

/** The routes to the target, and the legend of their widths. */
export const examples: readonly Example[] = [
  {
    file: "routes",
    title: "the routes to the target of a sentence",
    draw: (theme) => graph(picture, theme, { threshold: 0.15 }),
  },
  {
    file: "routes-dark",
    title: "the same through fewer scores, in the dark",
    theme: "dark",
    draw: (theme) => graph(picture, theme, { threshold: 0.2 }),
  },
  {
    file: "routes-signed",
    title: "routes through scores of both signs",
    draw: (theme) => graph(signed, theme, { threshold: 0.15, signed: true }),
  },
  {
    file: "routes-long-sentence",
    title: "the routes of thirty tokens in a narrow window",
    draw: (theme) => graph(longSentence, theme, { threshold: 0.08, width: 360 }),
  },
  {
    file: "routes-none",
    title: "a target that no score reaches",
    draw: (theme) => graph(picture, theme, { threshold: 1 }),
  },
  {
    file: "routes-legend",
    title: "the widths of lines",
    draw: (theme) => routeLegend(rampOf(theme), { least: 0.1, most: 0.62 }, false),
  },
  {
    file: "routes-legend-signed",
    title: "the widths of lines for scores of both signs",
    draw: (theme) => routeLegend(rampOf(theme, true), { least: 0.1, most: 1.3 }, true),
  },
];
