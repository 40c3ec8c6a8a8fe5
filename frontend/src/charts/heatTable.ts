import { max, select } from "d3";
import { svg } from "../dom/element.ts";
import { cellNumber } from "../dom/format.ts";
import { bandOf, type Band } from "../layout/band.ts";
import { numberSize } from "../layout/grid.ts";
import { cut, textWidth } from "../layout/textLines.ts";
import type { Ramp } from "../scale/ramp.ts";
import { fittedText } from "./fittedText.ts";
import { legendChart } from "./legend.ts";
import type { ReadableChart, Mark } from "./chartCursor.ts";

export interface HeatRow {
  readonly name: string;
  /** By column; null where undefined. */
  readonly values: readonly (number | null)[];
  readonly data?: readonly unknown[] | undefined;
}

export interface HeatOptions {
  readonly width: number;
  readonly ramp: Ramp;
  /** Whether values below 0 have a colour of their own. */
  readonly signed: boolean;
  /** The value at the scale's end; the largest of all where left out. */
  readonly maximum?: number | undefined;
  readonly columns: readonly string[];
  /** What the columns are. */
  readonly columnName: string;
  readonly title: string;
  /** Above the table, where there are several. */
  readonly head?: string | undefined;
  readonly format: (value: number) => string;
}

const ROW = 22;
/** Room for the head and the names of the columns. */
const TOP = 58;
const SIZE = 12;
/** Numbers have no room in narrower cells. */
const SMALLEST_NUMBERED = 21;

interface Frame {
  readonly left: number;
  readonly x: Band;
  readonly y: Band;
  /** The value at the scale's end. */
  readonly maximum: number;
}

function frameOf(rows: readonly HeatRow[], { width, columns, maximum }: HeatOptions): Frame {
  const longest = Math.max(60, ...rows.map(({ name }) => textWidth(name, SIZE) + 14));
  const left = Math.ceil(Math.min(longest, Math.max(96, width * 0.44)));
  const size = Math.max(18, Math.min(96, Math.floor((width - left) / Math.max(1, columns.length))));
  const largest = max(
    rows.flatMap(({ values }) => values),
    (value) => Math.abs(value ?? 0),
  );
  return {
    left,
    x: bandOf(columns.length, left, size),
    y: bandOf(rows.length, TOP, ROW),
    maximum: maximum ?? (largest || 1),
  };
}

/** A value of the table with its place. */
interface HeatCell {
  readonly value: number | null;
  readonly column: number;
}

/** Cells with their numbers, where there is room; a dash where a value is undefined. */
function cells(group: SVGGElement, row: HeatRow, y: number, { x, maximum }: Frame, ramp: Ramp): void {
  const cell = select(group)
    .selectAll("g")
    .data(row.values.map((value, column): HeatCell => ({ value, column })))
    .join("g");
  cell
    .append("rect")
    .attr("x", ({ column }) => x.start(column) + 0.5)
    .attr("y", y + 0.5)
    .attr("width", x.size - 1)
    .attr("height", ROW - 1)
    .attr("fill", ({ value }) => (value === null ? "var(--sunken)" : ramp.colour(value / maximum)));
  const text = cell
    .filter(({ value }) => value === null || x.size >= SMALLEST_NUMBERED)
    .append("text")
    .attr("x", ({ column }) => x.middle(column))
    .attr("y", y + ROW / 2)
    .attr("dy", "0.35em")
    .attr("text-anchor", "middle")
    .text(({ value }) => (value === null ? "–" : cellNumber(value)));
  text.filter(({ value }) => value === null).attr("fill", "var(--ink-3)");
  text
    .filter(({ value }) => value !== null)
    .attr("class", "heat-number")
    .attr("font-size", numberSize(x.size))
    .attr("fill", ({ value }) => ramp.ink((value ?? 0) / maximum));
}

/** The rows below each other, each with its name. */
function rowsOf(rows: readonly HeatRow[], frame: Frame, { ramp }: HeatOptions): SVGGElement {
  const group = svg("g");
  const line = select(group)
    .selectAll<SVGGElement, unknown>("g")
    .data(rows)
    .join("g")
    .attr("class", "heat-row");
  line
    .append("text")
    .attr("x", frame.left - 8)
    .attr("y", (_, place) => frame.y.middle(place))
    .attr("dy", "0.35em")
    .attr("text-anchor", "end")
    .attr("fill", "var(--ink)")
    .text(({ name }) => cut(name, frame.left - 12, SIZE));
  line.each(function (row, place) {
    cells(this, row, frame.y.start(place), frame, ramp);
  });
  return group;
}

/** Names of the columns, as many as have room. */
function columnNames({ columns }: HeatOptions, { x }: Frame): SVGGElement {
  const step = Math.ceil(26 / x.size);
  const group = svg("g", { "text-anchor": "middle", fill: "var(--ink-2)" });
  select(group)
    .selectAll("text")
    .data(columns.map((name, column) => ({ name, column })).filter(({ column }) => column % step === 0))
    .join("text")
    .attr("x", ({ column }) => x.middle(column))
    .attr("y", TOP - 8)
    .text(({ name }) => name);
  return group;
}

function marksOf(rows: readonly HeatRow[], frame: Frame, options: HeatOptions): Mark[] {
  return rows.flatMap((row, place) =>
    row.values.map((value, column): Mark => ({
      x: frame.x.middle(column),
      y: frame.y.middle(place),
      row: `${options.head ?? ""} ${place} ${row.name}`,
      colour: value === null ? "var(--sunken)" : options.ramp.colour(value / frame.maximum),
      head: options.head === undefined ? row.name : `${row.name}, ${options.head}`,
      lines: [
        `${options.columnName} ${options.columns[column] ?? ""}: ${value === null ? "undefined" : options.format(value)}`,
      ],
      datum: row.data?.[column],
    })),
  );
}

/** Rows of numbers in cells of an even colour scale, with the scale below. */
export function heatTable(rows: readonly HeatRow[], options: HeatOptions): ReadableChart {
  const frame = frameOf(rows, options);
  const bottom = frame.y.end;
  const legend = legendChart(options.ramp, frame.maximum, options.signed);
  legend.setAttribute("x", String(frame.left - 10));
  legend.setAttribute("y", String(bottom + 12));
  const width = Math.max(options.width, frame.x.end);
  const height = bottom + 44;
  const chart = svg(
    "svg",
    {
      viewBox: `0 0 ${width} ${height}`,
      width,
      height,
      class: "figure-chart heat-table",
      role: "img",
      "aria-label": options.title,
      "font-size": SIZE,
      "font-family": "var(--font)",
    },
    options.head !== undefined &&
      fittedText(options.head, width, {
        x: 0,
        y: 13,
        fill: "var(--ink)",
        "font-weight": 600,
        "font-size": SIZE,
      }),
    svg("text", { x: frame.left, y: TOP - 28, fill: "var(--ink-2)", class: "axis-name" }, options.columnName),
    columnNames(options, frame),
    rowsOf(rows, frame, options),
    legend,
  );
  return { chart, marks: marksOf(rows, frame, options) };
}
