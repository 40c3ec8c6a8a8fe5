import type { Run } from "../../api/types.ts";
import type { ReadableChart } from "../../charts/chartCursor.ts";
import type { CsvValue } from "../../charts/exports.ts";
import type { LegendEntry } from "../../charts/figureLegend.ts";
import { CHART_WIDTH, type PaperParts } from "../../charts/figurePicture.ts";
import { routeGraph } from "../../charts/routeGraph.ts";
import { routeLegend } from "../../charts/routeLegend.ts";
import { sideBySide } from "../../charts/sideBySide.ts";
import { count, figure } from "../../dom/format.ts";
import { AGGREGATION_NAMES } from "../../dom/names.ts";
import { maximumOf, targetRow } from "../../layout/picture.ts";
import { type Routes, routesTo } from "../../layout/routes.ts";
import { rampOf, type Theme } from "../../scale/ramp.ts";
import { methodName, savedTitle, sentenceCaption, sideName, withoutSpecialNote } from "./captions.ts";
import type { SideLook } from "./savedSides.ts";
import type { SentencePicture, SidePicture } from "./sentencePicture.ts";

export const ROUTES_TITLE = "Routes to the target";

/** The threshold of the scores that are drawn, where the address names none. */
export const USUAL_THRESHOLD = 0.1;

/** The edges that are drawn at most. */
const MOST_EDGES = 400;

/** Why there are no routes through what is shown; undefined where there are. */
export function noRoutes({ aggregation, info, difference }: SentencePicture): string | undefined {
  if (difference) {
    return "Routes lead through one method's scores, not through differences. They are drawn of one method, before or after fine-tuning.";
  }
  if (aggregation === "last_layer") {
    return `Routes lead through all layers. They are drawn with the aggregation “${AGGREGATION_NAMES.none}”.`;
  }
  if (aggregation !== "none") {
    return `The map of a rollout already contains all layers below. Routes are drawn of each layer's own map, with the aggregation “${AGGREGATION_NAMES.none}”.`;
  }
  return info?.containsLayersBelow === true
    ? `The map of a layer by ${info.name} already contains all layers below, so that there are no routes from layer to layer.`
    : undefined;
}

/** The largest score of all sides, whatever its sign. */
export const largestScore = ({ sides }: SentencePicture): number =>
  maximumOf(sides.flatMap(({ picture }) => picture.maps));

/** The routes of a side. */
export const sideRoutes = ({ picture }: SidePicture, threshold: number): Routes =>
  routesTo(picture, threshold, MOST_EDGES);

/** One side's graph. */
export function drawRoutes(
  side: SidePicture,
  sentence: SentencePicture,
  routes: Routes,
  { width, colours }: SideLook,
): ReadableChart {
  const title = `${ROUTES_TITLE}, ${methodName(sentence)}, ${sideName(side).toLowerCase()}.`;
  return routeGraph(side.picture, routes, {
    ramp: rampOf(colours, sentence.signed),
    maximum: largestScore(sentence),
    signed: sentence.signed,
    levels: ["Input", ...sentence.names],
    width,
    title,
  });
}

/** What there is to say of one side alone: that it has no routes, or more than are drawn. */
export function routesNote({ picture }: SidePicture, { edges, found }: Routes, threshold: number): string {
  if (found === 0) {
    const largest = Math.max(...targetRow(picture, picture.maps.length - 1).map(Math.abs));
    return `No score of the target's row in the last layer reaches ${figure(threshold)}; the largest is ${figure(largest)}.`;
  }
  if (edges.length < found) {
    const least = Math.min(...edges.map(({ weakest }) => weakest));
    return `Of ${count(found)} lines the ${count(edges.length)} on the strongest routes are drawn, which a threshold of ${figure(least)} would leave.`;
  }
  return "";
}

/** How the graph is read. */
export function routesNotes(sentence: SentencePicture, threshold: number): string[] {
  return [
    `A line is a score of at least ${figure(threshold)}${sentence.signed ? ", whatever its sign" : ""}: what a token after a layer takes from a token before it. Only routes that lead to the target are drawn.`,
    ...(sentence.signed ? ["Blue: above 0; vermilion: below 0."] : []),
    ...withoutSpecialNote(sentence),
  ];
}

/** What dashes and stripes stand for. */
export const routesKey = (sentence: SentencePicture, colours: Theme): LegendEntry[] => [
  {
    name: "what a token keeps of itself",
    colour: rampOf(colours, sentence.signed).colour(0.66),
    dashed: true,
  },
  { name: "cue", colour: "var(--cue-soft)", kind: "box" },
];

/** The widths of the lines. */
export const routesScale = (sentence: SentencePicture, threshold: number, colours: Theme): SVGSVGElement =>
  routeLegend(
    rampOf(colours, sentence.signed),
    { least: threshold, most: largestScore(sentence) },
    sentence.signed,
  );

/** The graphs of all sides as one picture that is saved. */
export function savedRoutes(sentence: SentencePicture, threshold: number, run: Run): PaperParts | undefined {
  const look: SideLook = { width: CHART_WIDTH, colours: "light" };
  const sides = sentence.sides.map((side) => ({ side, routes: sideRoutes(side, threshold) }));
  const chart = sideBySide(
    sides.map(({ side, routes }) => ({
      name: sideName(side),
      picture: drawRoutes(side, sentence, routes, look).chart,
    })),
  );
  const several = sides.length > 1;
  const own = sides.map(({ side, routes }) => {
    const note = routesNote(side, routes, threshold);
    return note !== "" && several ? `${sideName(side)}: ${note}` : note;
  });
  return (
    chart && {
      title: savedTitle(sentence, ROUTES_TITLE, run),
      caption: sentenceCaption(sentence, [...routesNotes(sentence, threshold), ...own], run),
      legend: routesKey(sentence, "light"),
      scales: [{ name: "Score", picture: routesScale(sentence, threshold, "light") }],
      chart,
    }
  );
}

const HEAD = ["score run", "side", "layer", "receives", "receiving", "gives", "giving", "score"];

/** The drawn edges of all sides, the first row naming the columns. */
export const routeRows = (sentence: SentencePicture, threshold: number): CsvValue[][] => [
  HEAD,
  ...sentence.sides.flatMap((side) =>
    sideRoutes(side, threshold).edges.map(({ layer, receiver, giver, score }): CsvValue[] => {
      const name = (unit: number) => side.picture.units[unit]?.label ?? "";
      const where = [side.scoreRun.id, side.kind, sentence.names[layer] ?? ""];
      return [...where, receiver, name(receiver), giver, name(giver), score];
    }),
  ),
];
