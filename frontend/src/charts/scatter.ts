import { extent } from "d3";
import * as Plot from "@observablehq/plot";
import { fittedText } from "./fittedText.ts";
import type { ReadableChart, Mark } from "./chartCursor.ts";
import { svg } from "../dom/element.ts";
import { gridAcross, gridDown, plotChart } from "./plotChart.ts";

export interface Dot {
  readonly x: number;
  readonly y: number;
  /** Written beside the dot where it is given. */
  readonly label?: string;
  readonly head: string;
  readonly colour: string;
  /** What the dot stands for; passed on when it is chosen. */
  readonly datum?: unknown;
}

export interface ScatterOptions {
  readonly width: number;
  readonly height: number;
  readonly xName: string;
  readonly yName: string;
  readonly format: (value: number) => string;
  readonly yFormat?: (value: number) => string;
  /** Above the chart, where there are several, with a line below it. */
  readonly heading?: { readonly name: string; readonly note: string };
  readonly title: string;
  readonly xDomain?: readonly [number, number];
  readonly yDomain?: readonly [number, number];
  /** Joins the dots in their order. */
  readonly joined?: boolean;
  /** The line on which both values are the same. */
  readonly diagonal?: boolean;
}

/** The least and the largest of some values, a little widened; [0, 1] for none. */
export function widened(values: readonly number[], share = 0.06): [number, number] {
  const [least, most] = extent(values);
  if (least === undefined) {
    return [0, 1];
  }
  const more = (most > least ? most - least : Math.abs(most) || 1) * share;
  return [least - more, most + more];
}

function marksOf(dots: readonly Dot[], options: ScatterOptions, [x, y]: [number, number][]): Plot.Markish[] {
  const many = dots.length > 60;
  const low = Math.max(x?.[0] ?? 0, y?.[0] ?? 0);
  const high = Math.min(x?.[1] ?? 1, y?.[1] ?? 1);
  const diagonal = options.diagonal === true && high > low ? [{ low, high }] : [];
  return [
    gridAcross(),
    gridDown(),
    Plot.link(diagonal, {
      x1: "low",
      y1: "low",
      x2: "high",
      y2: "high",
      stroke: "var(--ink-3)",
      strokeDasharray: "3 3",
    }),
    ...(options.joined === true
      ? [Plot.line(dots, { x: "x", y: "y", stroke: "var(--line-strong)", strokeWidth: 1.25 })]
      : []),
    Plot.dot(dots, {
      x: "x",
      y: "y",
      r: many ? 2.75 : 4,
      fill: "colour",
      fillOpacity: many ? 0.6 : 1,
      stroke: many ? "none" : "var(--surface)",
      strokeWidth: 1.25,
    }),
    Plot.text(
      dots.filter(({ label }) => label !== undefined),
      {
        x: "x",
        y: "y",
        text: "label",
        dx: 7,
        dy: -7,
        textAnchor: "start",
        fill: "var(--ink)",
        stroke: "var(--surface)",
        strokeWidth: 3,
      },
    ),
  ];
}

const headingOf = ({ name, note }: NonNullable<ScatterOptions["heading"]>, width: number) => [
  fittedText(name, width, {
    x: 0,
    y: 14,
    "text-anchor": "start",
    "font-size": 13,
    "font-weight": 600,
    fill: "var(--ink)",
  }),
  svg("text", { x: 0, y: 31, "text-anchor": "start", "font-size": 12, fill: "var(--ink-2)" }, note),
];

/** Two values of every thing against each other. */
export function scatter(dots: readonly Dot[], options: ScatterOptions): ReadableChart {
  const { format, yFormat = format } = options;
  const x =
    options.xDomain === undefined
      ? widened(dots.map((dot) => dot.x))
      : ([...options.xDomain] as [number, number]);
  const y =
    options.yDomain === undefined
      ? widened(dots.map((dot) => dot.y))
      : ([...options.yDomain] as [number, number]);
  const { chart, at } = plotChart({
    label: `${options.title} Arrow keys read the dots.`,
    width: options.width,
    height: options.height,
    marginTop: options.heading === undefined ? 26 : 66,
    marginLeft: 50,
    marginBottom: 40,
    marginRight: 18,
    x: {
      label: options.xName,
      domain: x,
      nice: true,
      ticks: Math.max(3, Math.floor(options.width / 90)),
      tickFormat: format,
    },
    y: {
      label: null,
      domain: y,
      nice: true,
      ticks: Math.max(3, Math.floor(options.height / 60)),
      tickFormat: yFormat,
    },
    marks: marksOf(dots, options, [x, y]),
  });
  const top = options.heading === undefined ? 11 : 50;
  const name = { x: 0, y: top, "text-anchor": "start", fill: "var(--ink-2)" };
  chart.append(svg("text", name, options.yName));
  if (options.heading !== undefined) {
    chart.append(...headingOf(options.heading, options.width));
  }
  const marks = dots.map((dot): Mark => ({
    x: at("x", dot.x),
    y: at("y", dot.y),
    row: options.heading?.name ?? "",
    colour: dot.colour,
    head: dot.head,
    lines: [`${options.xName} ${format(dot.x)}`, `${options.yName} ${yFormat(dot.y)}`],
    datum: dot.datum,
  }));
  return { chart, marks: marks.sort((one, other) => one.x - other.x) };
}
