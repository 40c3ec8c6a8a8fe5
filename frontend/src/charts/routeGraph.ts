import { linkVertical, select } from "d3";
import { svg } from "../dom/element.ts";
import { figure, signedFigure } from "../dom/format.ts";
import { bandOf, type Band } from "../layout/band.ts";
import { gridOf, type Grid } from "../layout/grid.ts";
import type { Picture, Unit } from "../layout/picture.ts";
import { type RouteEdge, type RouteNode, type Routes, routesThrough, scoresAt } from "../layout/routes.ts";
import type { Ramp } from "../scale/ramp.ts";
import type { Mark, ReadableChart } from "./chartCursor.ts";
import { labelsIn } from "./labels.ts";
import { DASHES, edgeLook } from "./routeLegend.ts";

export interface RouteGraphOptions {
  readonly ramp: Ramp;
  /** The score, without its sign, that the widest line stands for. */
  readonly maximum: number;
  readonly signed: boolean;
  /** Names of the levels, that of the input first. */
  readonly levels: readonly string[];
  readonly width: number;
  readonly title: string;
}

/** Where units and levels lie. */
interface Ground {
  readonly grid: Grid;
  /** Levels from the last one at the top to the input at the bottom. */
  readonly y: Band;
  readonly at: (node: RouteNode) => readonly [x: number, y: number];
  readonly height: number;
}

/** Where the last level lies. */
const TOP = 20;
/** How far stripes go beyond the first and the last level. */
const STRIPE = 12;
/** Height of all layers together, as far as each has enough room and not too much. */
const TALL = 440;
/** The scores that a tip lists in each direction. */
const LISTED = 5;

function groundOf({ units }: Picture, { levels, width }: RouteGraphOptions): Ground {
  const rowHeight = Math.round(Math.min(72, Math.max(36, TALL / Math.max(1, levels.length - 1))));
  const grid = gridOf({
    columns: units.length,
    rows: levels.length,
    rowLabels: levels,
    columnLabels: units.map(({ label }) => label),
    width,
    largestCell: 68,
    rowHeight,
  });
  const y = bandOf(levels.length, TOP - rowHeight / 2, rowHeight);
  const at = ({ level, unit }: RouteNode) =>
    [grid.x.middle(unit), y.middle(levels.length - 1 - level)] as const;
  return { grid, y, at, height: y.end - rowHeight / 2 + grid.top - 4 };
}

/** A stripe behind each cue's column. */
function cueStripes({ cues }: Picture, { grid: { x }, y }: Ground): SVGGElement {
  const ends = { y: y.middle(0) - STRIPE, height: y.end - y.start(0) - y.size + 2 * STRIPE };
  const stripes = cues.map((cue) => svg("rect", { x: x.start(cue), width: x.size, ...ends, rx: 3 }));
  return svg("g", { fill: "var(--cue-soft)" }, ...stripes);
}

/** A rule for each level with its name. */
function levelRules({ levels }: RouteGraphOptions, { grid, y }: Ground): SVGGElement {
  const rules = levels.flatMap((name, level) => {
    const middle = y.middle(levels.length - 1 - level);
    return [
      svg("line", { x1: grid.left, x2: grid.x.end, y1: middle, y2: middle, stroke: "var(--line)" }),
      svg("text", { x: grid.left - 8, y: middle, dy: "0.35em", "text-anchor": "end" }, name),
    ];
  });
  return svg("g", { "font-size": 12, fill: "var(--ink-2)" }, ...rules);
}

/** Names of the units, tilted, below the input. */
function unitNames(units: readonly Unit[], { grid, y }: Ground): SVGGElement {
  const group = svg("g", { class: "labels", "font-size": grid.labelSize, "text-anchor": "end" });
  const below = y.middle(Math.round((y.end - y.start(0)) / y.size) - 1) + 16;
  labelsIn(group, units).attr(
    "transform",
    (_, unit) => `translate(${grid.x.middle(unit) + 4},${below}) rotate(-55)`,
  );
  return group;
}

/** The edges, weak ones below strong ones; those of a unit to itself dashed. */
function edgeLines({ edges }: Routes, { ramp, maximum }: RouteGraphOptions, { at }: Ground): SVGGElement {
  const group = svg("g", { fill: "none", class: "routes" });
  const link = linkVertical<RouteEdge, RouteNode>()
    .source(({ layer, receiver }) => ({ level: layer + 1, unit: receiver }))
    .target(({ layer, giver }) => ({ level: layer, unit: giver }))
    .x((node) => at(node)[0])
    .y((node) => at(node)[1]);
  const look = ({ score }: RouteEdge) => edgeLook(score / maximum, ramp);
  select(group)
    .selectAll("path")
    .data([...edges].sort((one, other) => Math.abs(one.score) - Math.abs(other.score)))
    .join("path")
    .attr("class", "route")
    .attr("d", link)
    .attr("stroke", (edge) => look(edge).colour)
    .attr("stroke-width", (edge) => Number(look(edge).width.toFixed(2)))
    .attr("stroke-opacity", (edge) => Number(look(edge).opacity.toFixed(2)))
    .attr("stroke-dasharray", ({ receiver, giver }) => (receiver === giver ? DASHES : null));
  return group;
}

/** A dot for each unit that is reached, a faint one for each that is not, and a ring around the target. */
function nodeDots({ nodes }: Routes, picture: Picture, { grid, y, at }: Ground): SVGGElement {
  const levels = Math.round((y.end - y.start(0)) / y.size);
  const reached = new Set(nodes.map(keyOf));
  const all = picture.units.flatMap((_, unit) =>
    Array.from({ length: levels }, (__, level) => ({ level, unit })),
  );
  const others = all.filter((node) => !reached.has(keyOf(node)));
  const radius = Math.max(2, Math.min(4, grid.x.size * 0.28));
  const dots = (data: readonly RouteNode[], r: number, look: Record<string, string | number>) => {
    const group = svg("g", look);
    select(group)
      .selectAll("circle")
      .data(data)
      .join("circle")
      .attr("cx", (node) => at(node)[0])
      .attr("cy", (node) => at(node)[1])
      .attr("r", r);
    return group;
  };
  const ring = { fill: "none", stroke: "var(--target)", "stroke-width": 1.5 };
  return svg(
    "g",
    {},
    dots(others, 1.2, { fill: "var(--line-strong)" }),
    dots(nodes, radius, { fill: "var(--ink-2)", class: "route-nodes" }),
    dots(nodes.slice(0, 1), radius + 3, ring),
  );
}

const keyOf = ({ level, unit }: RouteNode) => `${level} ${unit}`;

const endsOf = ({ layer, receiver, giver }: RouteEdge) => [
  keyOf({ level: layer + 1, unit: receiver }),
  keyOf({ level: layer, unit: giver }),
];

/** Scores in words, a line each, the further ones counted. */
function listed(edges: readonly RouteEdge[], write: (edge: RouteEdge) => string): string[] {
  const further = edges.length - LISTED;
  return [...edges.slice(0, LISTED).map(write), ...(further > 0 ? [`and ${further} more`] : [])];
}

/** What can be read at each node: its scores in both directions. */
function nodeMarks(routes: Routes, { units }: Picture, options: RouteGraphOptions, { at }: Ground): Mark[] {
  const written = options.signed ? signedFigure : figure;
  const name = (unit: number) => units[unit]?.label ?? "";
  const other = (own: number, unit: number) => (own === unit ? "itself" : name(unit));
  return routes.nodes.map((node): Mark => {
    const [x, y] = at(node);
    const { takes, gives } = scoresAt(routes, node);
    return {
      x,
      y,
      row: String(node.level),
      colour: options.ramp.colour(0.66),
      head: `${options.levels[node.level] ?? ""}, ${name(node.unit)}`,
      lines: [
        ...listed(gives, (edge) => `gives ${other(node.unit, edge.receiver)} ${written(edge.score)}`),
        ...listed(takes, (edge) => `takes from ${other(node.unit, edge.giver)} ${written(edge.score)}`),
      ],
      datum: node,
    };
  });
}

/**
 * The routes to the target: units along one axis, levels along the other, the target's after the last layer at the top.
 * Its marks are the nodes.
 */
export function routeGraph(picture: Picture, routes: Routes, options: RouteGraphOptions): ReadableChart {
  const ground = groundOf(picture, options);
  const { width } = ground.grid;
  const chart = svg(
    "svg",
    {
      viewBox: `0 0 ${width} ${ground.height}`,
      width,
      height: ground.height,
      class: "route-chart",
      role: "img",
      "aria-label": `${options.title} Arrow keys read the tokens.`,
    },
    cueStripes(picture, ground),
    levelRules(options, ground),
    edgeLines(routes, options, ground),
    nodeDots(routes, picture, ground),
    unitNames(picture.units, ground),
  );
  return { chart, marks: nodeMarks(routes, picture, options, ground) };
}

/** Makes faint what no route through a node has; all of it strong again where there is no node. */
export function markRoutes(chart: ReadableChart["chart"], routes: Routes, node: RouteNode | undefined): void {
  const through = node && routesThrough(routes, node);
  const own = new Set(node === undefined ? [] : [keyOf(node), ...[...(through ?? [])].flatMap(endsOf)]);
  select(chart)
    .selectAll<SVGPathElement, RouteEdge>(".route")
    .classed("aside", (edge) => through?.has(edge) === false);
  select(chart)
    .selectAll<SVGCircleElement, RouteNode>(".route-nodes circle")
    .classed("aside", (one) => node !== undefined && !own.has(keyOf(one)));
}
