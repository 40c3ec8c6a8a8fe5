import { svg } from "../dom/element.ts";
import { cellNumber } from "../dom/format.ts";
import type { Ramp } from "../scale/ramp.ts";
import type { ReadableChart, Mark } from "./chartCursor.ts";
import { cut } from "../layout/textLines.ts";

/** A cell of the matrix: what the row has more than the column. */
export interface ComparisonCell {
  readonly value: number | null;
  /** Whether it may be read as a difference; else it is drawn muted. */
  readonly counts: boolean;
  /** What stands in the cell; the value where left out. */
  readonly text?: string;
  readonly head: string;
  readonly lines: readonly string[];
}

export interface MatrixOptions {
  readonly width: number;
  readonly ramp: Ramp;
  /** The difference that the scale's end stands for. */
  readonly maximum: number;
  /** 1 where more is better, -1 where less is, so that blue always means ahead. */
  readonly better: 1 | -1;
  readonly exponent: number;
  readonly title: string;
  /** What the number of a cell is, over the columns; a difference where left out. */
  readonly over?: string;
}

const SMALLEST = 24;
const LARGEST = 46;
const HEIGHT = 26;
const TOP = 44;
const CHARACTER = 6.4;

/** The size of the matrix's parts in the width there is. */
export function matrixGrid(names: readonly string[], width: number): { left: number; cell: number } {
  const longest = Math.max(0, ...names.map((name, place) => `${place + 1}  ${name}`.length)) * CHARACTER + 12;
  const left = Math.min(longest, Math.max(120, width * 0.42));
  const cell = Math.max(SMALLEST, Math.min(LARGEST, Math.floor((width - left) / Math.max(1, names.length))));
  return { left: Math.round(left), cell };
}

const centre = (place: number, cell: number, from: number) => from + (place + 0.5) * cell;

const fillOf = ({ value, counts }: ComparisonCell, { ramp, better, maximum }: MatrixOptions) =>
  counts && value !== null ? ramp.colour((better * value) / maximum) : "var(--sunken)";

function cellOf(
  cell: ComparisonCell | null,
  x: number,
  y: number,
  side: number,
  options: MatrixOptions,
): SVGGElement {
  const box = { x: x + 0.75, y: y + 0.75, width: side - 1.5, height: HEIGHT - 1.5, rx: 2 };
  if (cell === null) {
    return svg("g", {}, svg("rect", { ...box, fill: "none" }));
  }
  if (cell.value === null) {
    return svg("g", {}, svg("rect", { ...box, fill: "none", stroke: "var(--line)" }));
  }
  const position = (options.better * cell.value) / options.maximum;
  const fill = fillOf(cell, options);
  const ink = cell.counts ? options.ramp.ink(position) : "var(--ink-3)";
  const text = cell.text ?? cellNumber(cell.value, options.exponent);
  const size = Math.max(9, Math.min(11.5, side * 0.36));
  const place = {
    x: x + side / 2,
    y: y + HEIGHT / 2,
    dy: "0.35em",
    "text-anchor": "middle",
    "font-size": size,
  };
  return svg("g", {}, svg("rect", { ...box, fill }), svg("text", { ...place, fill: ink }, text));
}

function labels(names: readonly string[], left: number, cell: number): SVGTextElement[] {
  return names.flatMap((name, place) => {
    const row = svg(
      "text",
      { x: 0, y: centre(place, HEIGHT, TOP), dy: "0.35em", fill: "var(--ink)", "font-size": 12 },
      svg("tspan", { fill: "var(--ink-3)" }, `${place + 1}`),
      svg("tspan", { x: 24 }, cut(name, left - 34, 12)),
      svg("title", {}, name),
    );
    const column = svg(
      "text",
      {
        x: centre(place, cell, left),
        y: TOP - 8,
        "text-anchor": "middle",
        fill: "var(--ink-3)",
        "font-size": 11,
      },
      `${place + 1}`,
      svg("title", {}, name),
    );
    return [row, column];
  });
}

/** Every method against every other: the row's lead on the column, muted where it does not count. */
export function comparisonMatrix(
  names: readonly string[],
  cells: readonly (readonly (ComparisonCell | null)[])[],
  options: MatrixOptions,
): ReadableChart {
  const { left, cell } = matrixGrid(names, options.width);
  const [width, height] = [left + cell * names.length + 2, TOP + HEIGHT * names.length + 4];
  const parts = cells.flatMap((row, r) =>
    row.map((one, c) => cellOf(one, left + c * cell, TOP + r * HEIGHT, cell, options)),
  );
  const over = svg(
    "text",
    { x: left + 4, y: 14, fill: "var(--ink-2)", "font-size": 12, class: "axis-name" },
    options.over ?? "row minus column →",
  );
  const chart = svg(
    "svg",
    {
      viewBox: `0 0 ${width} ${height}`,
      width,
      height,
      class: "comparison-matrix",
      role: "img",
      "font-family": "var(--font)",
      "aria-label": `${options.title} Arrow keys read the cells.`,
    },
    over,
    ...labels(names, left, cell),
    svg("g", { class: "comparison-cells" }, ...parts),
  );
  const marks = cells.flatMap((row, r) =>
    row.flatMap((one, c): Mark[] =>
      one === null
        ? []
        : [
            {
              x: centre(c, cell, left),
              y: centre(r, HEIGHT, TOP),
              row: String(r),
              colour: fillOf(one, options),
              head: one.head,
              lines: one.lines,
            },
          ],
    ),
  );
  return { chart, marks };
}
