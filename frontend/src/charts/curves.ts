import { axisBottom, axisLeft, line, max, min, scaleLinear, select, type ScaleLinear } from "d3";
import { h, svg } from "../dom/element.ts";
import { crosshair } from "./crosshair.ts";

export interface Point {
  readonly x: number;
  readonly y: number | null;
}

export interface Series {
  readonly name: string;
  readonly colour: string;
  readonly points: readonly Point[];
  /** A thin line behind the others, without a place in the legend. */
  readonly faint?: boolean;
  readonly dashed?: boolean;
  readonly dots?: boolean;
}

export interface CurveOptions {
  readonly width: number;
  readonly height: number;
  readonly xName: string;
  readonly yName: string;
  readonly xFormat: (value: number) => string;
  readonly yFormat: (value: number) => string;
  /** For the axis, where it is shorter. */
  readonly yTick?: (value: number) => string;
  /** The least that the axes show. */
  readonly xDomain?: readonly [number, number];
  readonly yDomain?: readonly [number, number];
  /** Whole numbers only along x. */
  readonly wholeX?: boolean;
}

export const MARGIN = { top: 24, right: 14, bottom: 38, left: 46 };

export interface Scales {
  readonly x: ScaleLinear<number, number>;
  readonly y: ScaleLinear<number, number>;
}

function scalesOf(series: readonly Series[], options: CurveOptions): Scales {
  const points = series.flatMap((one) => one.points);
  const ys = points.flatMap(({ y }) => (y === null ? [] : [y]));
  const [xLow, xHigh] = options.xDomain ?? [0, 1];
  const [yLow, yHigh] = options.yDomain ?? [0, 0];
  const x = scaleLinear(
    [Math.min(xLow, min(points, (p) => p.x) ?? xLow), Math.max(xHigh, max(points, (p) => p.x) ?? xHigh)],
    [MARGIN.left, options.width - MARGIN.right],
  );
  const top = Math.max(yHigh, max(ys) ?? yHigh);
  const bottom = Math.min(yLow, min(ys) ?? yLow);
  const y = scaleLinear(
    [bottom, top > bottom ? top : bottom + 1],
    [options.height - MARGIN.bottom, MARGIN.top],
  ).nice(4);
  return { x, y };
}

function axes(chart: SVGSVGElement, { x, y }: Scales, options: CurveOptions): void {
  const ticks = x.ticks(Math.max(2, options.width / 90));
  const shown = options.wholeX === true ? ticks.filter(Number.isInteger) : ticks;
  const root = select(chart);
  root
    .append("g")
    .attr("class", "grid-lines")
    .selectAll("line")
    .data(y.ticks(4))
    .join("line")
    .attr("x1", MARGIN.left)
    .attr("x2", options.width - MARGIN.right)
    .attr("y1", (tick) => y(tick))
    .attr("y2", (tick) => y(tick));
  root
    .append("g")
    .attr("class", "axis")
    .attr("transform", `translate(0,${options.height - MARGIN.bottom})`)
    .call(
      axisBottom(x)
        .tickValues(shown)
        .tickFormat((tick) => options.xFormat(Number(tick)))
        .tickSizeOuter(0),
    );
  root
    .append("g")
    .attr("class", "axis y")
    .attr("transform", `translate(${MARGIN.left},0)`)
    .call(
      axisLeft(y)
        .ticks(4)
        .tickFormat((tick) => (options.yTick ?? options.yFormat)(Number(tick)))
        .tickSize(0)
        .tickPadding(8),
    )
    .call((axis) => axis.select(".domain").remove());
  chart.append(
    svg("text", { x: 0, y: 11, class: "axis-name" }, options.yName),
    svg(
      "text",
      { x: options.width - MARGIN.right, y: options.height - 4, "text-anchor": "end", class: "axis-name" },
      options.xName,
    ),
  );
}

function drawSeries(chart: SVGSVGElement, series: readonly Series[], { x, y }: Scales): void {
  const path = line<Point>()
    .defined((point) => point.y !== null)
    .x((point) => x(point.x))
    .y((point) => y(point.y ?? 0));
  for (const one of series) {
    const stroke = {
      fill: "none",
      stroke: one.colour,
      "stroke-width": one.faint === true ? 1 : 2,
      "stroke-opacity": one.faint === true ? 0.75 : 1,
      "stroke-dasharray": one.dashed === true ? "5 4" : undefined,
      "stroke-linejoin": "round",
    };
    chart.append(svg("path", { d: path(one.points) ?? "", ...stroke, "data-series": one.name }));
    for (const point of one.dots === true ? one.points : []) {
      if (point.y !== null) {
        const place = { cx: x(point.x), cy: y(point.y), r: 3.5 };
        chart.append(
          svg("circle", { ...place, fill: one.colour, stroke: "var(--surface)", "stroke-width": 1.5 }),
        );
      }
    }
  }
}

/** Names and colours of the series. */
export function curveLegend(series: readonly Series[]): HTMLElement {
  const entries = series
    .filter((one) => one.faint !== true)
    .map((one) =>
      h(
        "li",
        {},
        svg(
          "svg",
          { width: 18, height: 10, "aria-hidden": "true" },
          svg("line", {
            x1: 0,
            x2: 18,
            y1: 5,
            y2: 5,
            stroke: one.colour,
            "stroke-width": 2,
            "stroke-dasharray": one.dashed === true ? "5 4" : undefined,
          }),
          one.dots === true && svg("circle", { cx: 9, cy: 5, r: 3, fill: one.colour }),
        ),
        one.name,
      ),
    );
  return h("ul", { class: "curve-legend" }, ...entries);
}

/** Lines over a common x, with axes, grid and a reading line under the pointer. */
export function curvesChart(series: readonly Series[], options: CurveOptions): HTMLElement {
  const scales = scalesOf(series, options);
  const ends = series.flatMap(({ name, points, faint }) => {
    const last = points.findLast(({ y }) => y !== null);
    return last === undefined || last.y === null || faint === true
      ? []
      : [`${name} ${options.yFormat(last.y)} at ${options.xFormat(last.x)}`];
  });
  const chart = svg("svg", {
    viewBox: `0 0 ${options.width} ${options.height}`,
    width: options.width,
    height: options.height,
    class: "curves-chart",
    role: "img",
    "aria-label": `${options.yName} over ${options.xName}. ${ends.join(", ")}`,
  });
  axes(chart, scales, options);
  drawSeries(chart, series, scales);
  return h("div", { class: "curves" }, chart, crosshair(chart, series, scales, options));
}
