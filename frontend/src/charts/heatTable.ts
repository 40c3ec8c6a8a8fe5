import { svg } from "../dom/element.ts";
import { cellNumber } from "../dom/format.ts";
import { numberSize } from "../layout/grid.ts";
import { cut, textWidth } from "../layout/textLines.ts";
import type { Ramp } from "../scale/ramp.ts";
import { legendChart } from "./legend.ts";
import type { Drawn, Mark } from "./reading.ts";

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

interface Frame {
  readonly left: number;
  readonly cell: number;
  readonly maximum: number;
}

function frameOf(rows: readonly HeatRow[], { width, columns, maximum }: HeatOptions): Frame {
  const longest = Math.max(60, ...rows.map(({ name }) => textWidth(name, SIZE) + 14));
  const left = Math.ceil(Math.min(longest, Math.max(96, width * 0.44)));
  const largest = Math.max(0, ...rows.flatMap(({ values }) => values.map((value) => Math.abs(value ?? 0))));
  return {
    left,
    cell: Math.max(18, Math.min(96, Math.floor((width - left) / Math.max(1, columns.length)))),
    maximum: maximum ?? (largest > 0 ? largest : 1),
  };
}

function rowOf(row: HeatRow, place: number, frame: Frame, { ramp }: HeatOptions): SVGGElement {
  const y = TOP + place * ROW;
  const middle = y + ROW / 2;
  const name = { x: frame.left - 8, y: middle, dy: "0.35em", "text-anchor": "end", fill: "var(--ink)" };
  const cells = row.values.flatMap((value, column) => {
    const x = frame.left + column * frame.cell;
    const box = { x: x + 0.5, y: y + 0.5, width: frame.cell - 1, height: ROW - 1 };
    if (value === null) {
      const none = { x: x + frame.cell / 2, y: middle, dy: "0.35em", "text-anchor": "middle" };
      return [
        svg("rect", { ...box, fill: "var(--sunken)" }),
        svg("text", { ...none, fill: "var(--ink-3)" }, "–"),
      ];
    }
    const position = value / frame.maximum;
    const text = {
      x: x + frame.cell / 2,
      y: middle,
      dy: "0.35em",
      "text-anchor": "middle",
      "font-size": numberSize(frame.cell),
      fill: ramp.ink(position),
    };
    return [
      svg("rect", { ...box, fill: ramp.colour(position) }),
      ...(frame.cell >= 21 ? [svg("text", { ...text, class: "heat-number" }, cellNumber(value))] : []),
    ];
  });
  return svg("g", { class: "heat-row" }, svg("text", name, cut(row.name, frame.left - 12, SIZE)), ...cells);
}

function marksOf(rows: readonly HeatRow[], frame: Frame, options: HeatOptions): Mark[] {
  return rows.flatMap((row, place) =>
    row.values.map((value, column): Mark => ({
      x: frame.left + (column + 0.5) * frame.cell,
      y: TOP + (place + 0.5) * ROW,
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
export function heatTable(rows: readonly HeatRow[], options: HeatOptions): Drawn {
  const frame = frameOf(rows, options);
  const bottom = TOP + rows.length * ROW;
  const step = Math.ceil(26 / frame.cell);
  const heads = options.columns.flatMap((name, column) => {
    const x = frame.left + (column + 0.5) * frame.cell;
    return column % step === 0
      ? [svg("text", { x, y: TOP - 8, "text-anchor": "middle", fill: "var(--ink-2)" }, name)]
      : [];
  });
  const legend = legendChart(options.ramp, frame.maximum, options.signed);
  legend.setAttribute("x", String(frame.left - 10));
  legend.setAttribute("y", String(bottom + 12));
  const width = Math.max(options.width, frame.left + options.columns.length * frame.cell);
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
      svg("text", { x: 0, y: 13, fill: "var(--ink)", "font-weight": 600 }, options.head),
    svg("text", { x: frame.left, y: TOP - 28, fill: "var(--ink-2)", class: "axis-name" }, options.columnName),
    ...heads,
    ...rows.map((row, place) => rowOf(row, place, frame, options)),
    legend,
  );
  return { chart, marks: marksOf(rows, frame, options) };
}
