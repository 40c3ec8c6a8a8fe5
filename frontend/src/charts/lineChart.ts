import * as Plot from "@observablehq/plot";
import { ticks } from "d3";
import { textWidth } from "../layout/textLines.ts";
import type { ReadableChart } from "./chartCursor.ts";
import { endLabels, headings, labelsWidth } from "./lineLabels.ts";
import { lineMarks } from "./lineMarks.ts";
import { domainsOf, type LineOptions, type LineSeries } from "./lineSeries.ts";
import { lineTips } from "./lineTips.ts";
import { gridAcross, gridDown, plotChart } from "./plotChart.ts";

const LEFT = 46;
const RIGHT = 14;
const BOTTOM = 44;
const BARE_BOTTOM = 12;
const LABEL_SIZE = 12;

/** Labels along x inside its range: the wanted ones; else whole numbers, all where they have room, or round ones. */
function xTicks([from, to]: readonly [number, number], room: number, { x }: LineOptions): number[] {
  if (x.ticks !== undefined) {
    return x.ticks.filter((tick) => tick >= from && tick <= to);
  }
  const format = x.tickFormat ?? x.format;
  const label = Math.max(...[from, to].map((value) => textWidth(format(value), LABEL_SIZE)));
  const all = (to - from + 1) * Math.max(16, label + 8) <= room;
  const most = Math.max(2, Math.floor(room / (2 * label + 12)));
  return ticks(from, to, all ? to - from : most).filter(Number.isInteger);
}

/** What lies behind the lines. */
const grounds = (low: number, rule: number | undefined, yTicks: number): Plot.Markish[] => [
  gridAcross(yTicks),
  Plot.ruleY(low < 0 ? [0] : [], { stroke: "var(--line-strong)" }),
  Plot.ruleY(rule === undefined ? [] : [rule], { stroke: "var(--ink-3)", strokeWidth: 1.25 }),
];

const spoken = ({ title = "", label, x, y }: LineOptions) =>
  label ?? `${title} ${y.name} by ${x.name}`.trim();

/** Lines that another line smooths are read after all others. */
const readingOrder = (series: readonly LineSeries[]) =>
  [...series].sort(
    (one, other) => Number(one.behind === "unsmoothed") - Number(other.behind === "unsmoothed"),
  );

/** Lines with their intervals over a common x, those behind first; all points can be read. */
export function lineChart(series: readonly LineSeries[], options: LineOptions): ReadableChart {
  const { x, y, width, height, rule, title } = options;
  const ordered = [...series].sort(
    (one, other) => Number(other.behind !== undefined) - Number(one.behind !== undefined),
  );
  const domains = domainsOf(series, options);
  const top = title === undefined ? 26 : 46;
  const yTicks = Math.max(3, Math.floor(height / 60));
  const bottom = x.bare === true ? BARE_BOTTOM : BOTTOM;
  const right = options.endLabels === true ? labelsWidth(series) : RIGHT;
  const labels = xTicks(domains.x, width - LEFT - right, options);
  const { chart, at } = plotChart({
    label: spoken(options),
    width,
    height,
    marginTop: top,
    marginRight: right,
    marginBottom: bottom,
    marginLeft: LEFT,
    x: {
      type: x.log === true ? "log" : "linear",
      domain: domains.x,
      ticks: labels,
      tickFormat: x.bare === true ? () => "" : (x.tickFormat ?? x.format),
      label: x.bare === true ? null : x.name,
      labelAnchor: "center",
      inset: 10,
    },
    y: {
      domain: domains.y,
      nice: true,
      ticks: yTicks,
      tickFormat: y.tickFormat ?? y.format,
      label: null,
    },
    marks: [
      ...(x.rules === true ? [gridDown(labels)] : []),
      ...grounds(domains.y[0], rule, yTicks),
      ...ordered.flatMap(lineMarks),
    ],
  });
  chart.classList.add("figure-chart");
  const places = { x: (value: number) => at("x", value), y: (value: number) => at("y", value) };
  chart.append(...headings(options, top));
  if (options.endLabels === true) {
    chart.append(endLabels(ordered, places, [top, height - bottom + 4]));
  }
  return { chart, marks: lineTips(readingOrder(ordered), places, options) };
}
