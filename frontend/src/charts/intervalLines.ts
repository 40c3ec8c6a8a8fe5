import * as Plot from "@observablehq/plot";
import { svg } from "../dom/element.ts";
import { dodge, textWidth } from "../layout/textLines.ts";
import type { MethodSymbol } from "../scale/methodColours.ts";
import type { Drawn, Mark } from "./reading.ts";

/** A mean with its interval at one place. */
export interface IntervalPoint {
  readonly x: number;
  readonly y: number | null;
  readonly low: number | null;
  readonly high: number | null;
  /** Number of sentences. */
  readonly n?: number | undefined;
  /** Drawn as an outline: not told from what it is held against. */
  readonly hollow?: boolean | undefined;
  /** Further lines of its tip. */
  readonly notes?: readonly string[] | undefined;
  readonly datum?: unknown;
}

export interface IntervalSeries {
  readonly name: string;
  readonly colour: string;
  readonly symbol?: MethodSymbol | undefined;
  readonly dashed?: boolean | undefined;
  /** A thin line behind the others. */
  readonly baseline?: boolean | undefined;
  readonly points: readonly IntervalPoint[];
}

export interface IntervalOptions {
  readonly width: number;
  readonly height: number;
  /** Above the chart, where there are several. */
  readonly title?: string | undefined;
  readonly xName: string;
  readonly yName: string;
  readonly yFormat: (value: number) => string;
  readonly yDomain: readonly [number, number];
  readonly xDomain: readonly [number, number];
  /** How a place along x is named; its number where left out. */
  readonly xFormat?: ((value: number) => string) | undefined;
  /** Names at the right ends of the lines. */
  readonly labels?: boolean | undefined;
}

const LEFT = 46;
const LABEL_SIZE = 11;

/** The range that holds all means and intervals, and 0. */
export function intervalDomain(series: readonly IntervalSeries[]): [number, number] {
  let [low, high] = [0, 0];
  for (const { points } of series) {
    for (const point of points) {
      for (const value of [point.y, point.low, point.high]) {
        low = Math.min(low, value ?? 0);
        high = Math.max(high, value ?? 0);
      }
    }
  }
  return high > low ? [low, high] : [0, 1];
}

/** Not-a-number interrupts a line. */
const gap = (value: number | null) => value ?? Number.NaN;

function marksOf(one: IntervalSeries): Plot.Markish[] {
  const points = [...one.points];
  const dash = one.dashed === true ? { strokeDasharray: "5 4" } : {};
  const x = (point: IntervalPoint) => point.x;
  const y = (point: IntervalPoint) => gap(point.y);
  const y1 = (point: IntervalPoint) => gap(point.low);
  const y2 = (point: IntervalPoint) => gap(point.high);
  const band = { x, y1, y2, fill: one.colour, fillOpacity: one.dashed === true ? 0.07 : 0.14 };
  const line = { x, y, stroke: one.colour, strokeWidth: one.baseline === true ? 1.5 : 2, ...dash };
  const shape = one.symbol ?? "circle";
  const [hollow, full] = [points.filter((point) => point.hollow), points.filter((point) => !point.hollow)];
  const dot = { x, y, fill: one.colour, symbol: shape, r: 3.6, stroke: "var(--surface)", strokeWidth: 0.75 };
  const outline = { ...dot, fill: "var(--surface)", stroke: one.colour, strokeWidth: 1.5 };
  return [
    Plot.areaY(points, band),
    Plot.lineY(points, line),
    ...(one.baseline === true ? [] : [Plot.dot(full, dot), Plot.dot(hollow, outline)]),
  ];
}

interface Places {
  readonly x: (value: number) => number;
  readonly y: (value: number) => number;
}

function readings(series: readonly IntervalSeries[], { x, y }: Places, options: IntervalOptions): Mark[] {
  const write = options.xFormat ?? String;
  const { yFormat, xName, title } = options;
  return series.flatMap((one) =>
    one.points.flatMap((point): Mark[] => {
      if (point.y === null) {
        return [];
      }
      const interval =
        point.low === null || point.high === null
          ? []
          : [`95 % interval ${yFormat(point.low)} to ${yFormat(point.high)}`];
      return [
        {
          x: x(point.x),
          y: y(point.y),
          row: `${title ?? ""} ${one.name}${one.dashed === true ? " dashed" : ""}`,
          colour: one.colour,
          head: title === undefined ? one.name : `${one.name}, ${title}`,
          lines: [
            `${xName} ${write(point.x)}: ${yFormat(point.y)}`,
            ...interval,
            ...(point.n === undefined ? [] : [`n = ${point.n}`]),
            ...(point.notes ?? []),
          ],
          datum: point.datum,
        },
      ];
    }),
  );
}

/** Names at the ends of the lines, moved apart. */
function endLabels(series: readonly IntervalSeries[], places: Places, options: IntervalOptions, top: number) {
  const ends = series.flatMap((one) => {
    const last = one.dashed === true ? undefined : one.points.findLast(({ y }) => y !== null);
    return last === undefined || last.y === null ? [] : [{ one, x: places.x(last.x), y: places.y(last.y) }];
  });
  const ys = dodge(
    ends.map(({ y }) => y),
    LABEL_SIZE + 3,
    top,
    options.height - 40,
  );
  const labels = ends.flatMap(({ one, x, y }, place) => {
    const at = ys[place] ?? y;
    const lead = { x1: x + 6, y1: y, x2: x + 15, y2: at, stroke: one.colour, "stroke-opacity": 0.5 };
    return [
      svg("line", lead),
      svg("text", { x: x + 18, y: at, dy: "0.35em", fill: one.colour, "font-weight": 600 }, one.name),
    ];
  });
  return svg("g", { "font-size": LABEL_SIZE, "text-anchor": "start", class: "end-labels" }, ...labels);
}

function ticksOf([from, to]: readonly [number, number], room: number, width: number): number[] {
  const all = Array.from(
    { length: Math.floor(to) - Math.ceil(from) + 1 },
    (_, place) => Math.ceil(from) + place,
  );
  const step = Math.max(1, Math.ceil((all.length * width) / Math.max(1, room)));
  return all.filter((_, place) => place % step === 0);
}

/** The space that names at the ends of the lines take. */
export const labelsWidth = (series: readonly IntervalSeries[]): number =>
  Math.max(0, ...series.map(({ name }) => textWidth(name, LABEL_SIZE + 1))) + 24;

const STYLE = {
  background: "transparent",
  color: "var(--ink-2)",
  fontFamily: "var(--font)",
  fontSize: "12px",
};

/** What lies behind the lines. */
const grounds = ({ yDomain }: IntervalOptions): Plot.Markish[] => [
  Plot.gridY({ ticks: 5, stroke: "var(--line)", strokeOpacity: 1 }),
  ...(yDomain[0] < 0 ? [Plot.ruleY([0], { stroke: "var(--line-strong)" })] : []),
];

/** The chart's own title, and what goes up. */
function names({ title, yName }: IntervalOptions, top: number): SVGTextElement[] {
  const start = { x: 0, "text-anchor": "start" };
  const head = { ...start, y: 13, fill: "var(--ink)", "font-weight": 600, "font-size": 12.5 };
  return [
    ...(title === undefined ? [] : [svg("text", head, title)]),
    svg("text", { ...start, y: top - 14, fill: "var(--ink-2)", class: "axis-name" }, yName),
  ];
}

/** Means by layer as lines, with their intervals as bands; baselines behind all others. */
export function intervalLines(series: readonly IntervalSeries[], options: IntervalOptions): Drawn {
  const ordered = [...series].sort(
    (one, other) => Number(other.baseline === true) - Number(one.baseline === true),
  );
  const top = options.title === undefined ? 26 : 46;
  const right = options.labels === true ? labelsWidth(series) : 12;
  const { xFormat, yFormat } = options;
  const tick = Math.max(16, ...options.xDomain.map((value) => textWidth((xFormat ?? String)(value), 12) + 8));
  const plot = Plot.plot({
    width: options.width,
    height: options.height,
    marginLeft: LEFT,
    marginRight: right,
    marginTop: top,
    marginBottom: 42,
    style: STYLE,
    x: {
      domain: [...options.xDomain],
      ticks: ticksOf(options.xDomain, options.width - LEFT - right, tick),
      tickFormat: (value: number) => (xFormat ?? String)(value),
      label: options.xName,
      labelAnchor: "center",
      labelArrow: "none",
      inset: 10,
    },
    y: {
      domain: [...options.yDomain],
      nice: true,
      ticks: 5,
      tickFormat: (value: number) => yFormat(value),
      label: null,
    },
    marks: [...grounds(options), ...ordered.flatMap(marksOf)],
  });
  const chart = plot as unknown as SVGSVGElement;
  const places: Places = {
    x: (value) => Number(plot.scale("x")?.apply(value)),
    y: (value) => Number(plot.scale("y")?.apply(value)),
  };
  chart.classList.add("figure-chart");
  chart.setAttribute("role", "img");
  chart.setAttribute("aria-label", `${options.title ?? ""} ${options.yName} by ${options.xName}`.trim());
  chart.append(...names(options, top));
  if (options.labels === true) {
    chart.append(endLabels(ordered, places, options, top));
  }
  return { chart, marks: readings(ordered, places, options) };
}
