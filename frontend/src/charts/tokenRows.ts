import { svg } from "../dom/element.ts";
import { cellNumber } from "../dom/format.ts";
import { gridOf, numberSize, type Grid } from "../layout/grid.ts";
import type { Unit } from "../layout/picture.ts";
import type { Ramp } from "../scale/ramp.ts";
import { tellCell, type Cell } from "./cell.ts";
import { followArrows } from "./cursor.ts";
import { columnLabels } from "./labels.ts";

/** One value per token; null where there is none. */
export interface TokenRow {
  readonly name: string;
  readonly values: readonly (number | null)[];
  readonly ramp: Ramp;
  /** The value that the scale's end stands for. */
  readonly maximum: number;
  /** The power of ten in which cells are numbered. */
  readonly exponent: number;
}

export interface TokenRowsOptions {
  readonly width: number;
  readonly title: string;
}

const ROW = 34;

function cell(row: TokenRow, column: number, y: number, grid: Grid): SVGGElement {
  const value = row.values[column] ?? null;
  const x = grid.left + column * grid.cellWidth;
  const box = { x, y: y + 2, width: grid.cellWidth, height: ROW - 4, "shape-rendering": "crispEdges" };
  if (value === null) {
    return svg("g", {}, svg("rect", { ...box, fill: "none", stroke: "var(--line)" }));
  }
  const position = value / row.maximum;
  const group = svg("g", {}, svg("rect", { ...box, fill: row.ramp.colour(position) }));
  if (grid.numbers) {
    const place = { x: x + grid.cellWidth / 2, y: y + ROW / 2, dy: "0.35em", "text-anchor": "middle" };
    const style = { "font-size": numberSize(grid.cellWidth), fill: row.ramp.ink(position) };
    group.append(svg("text", { ...place, ...style }, cellNumber(value, row.exponent)));
  }
  return group;
}

function lines(rows: readonly TokenRow[], columns: number, grid: Grid): SVGGElement[] {
  return rows.map((row, place) => {
    const y = grid.top + place * ROW;
    const at = { x: grid.left - 8, y: y + ROW / 2, dy: "0.35em", "text-anchor": "end" };
    const name = svg("text", { ...at, "font-size": 12, fill: "var(--ink-2)" }, row.name);
    const cells = Array.from({ length: columns }, (_, column) => cell(row, column, y, grid));
    return svg("g", { class: "token-row" }, name, ...cells);
  });
}

function cueFrames(units: readonly Unit[], rows: number, grid: Grid): SVGElement[] {
  return units.flatMap(({ role }, column) =>
    role !== "cue"
      ? []
      : [
          svg("rect", {
            x: grid.left + column * grid.cellWidth,
            y: grid.top,
            width: grid.cellWidth,
            height: rows * ROW,
            rx: 3,
            fill: "none",
            stroke: "var(--cue)",
            "stroke-width": 2.5,
            "pointer-events": "none",
          }),
        ],
  );
}

/** Rows of values over the tokens of a sentence, each on its own scale; tells of the cell under pointer and cursor. */
export function tokenRows(
  units: readonly Unit[],
  rows: readonly TokenRow[],
  options: TokenRowsOptions,
): SVGSVGElement {
  const grid = gridOf({
    columns: units.length,
    rows: rows.length,
    rowLabels: rows.map(({ name }) => name),
    columnLabels: units.map(({ label }) => label),
    width: options.width,
    largestCell: 62,
    rowHeight: ROW,
  });
  const chart = svg(
    "svg",
    {
      viewBox: `0 0 ${grid.width} ${grid.height}`,
      width: grid.width,
      height: grid.height,
      class: "token-rows",
      role: "img",
      tabindex: 0,
      "aria-label": `${options.title} Arrow keys read the cells.`,
    },
    columnLabels(units, grid),
    ...lines(rows, units.length, grid),
    ...cueFrames(units, rows.length, grid),
  );
  const ring = svg("rect", {
    class: "token-ring",
    visibility: "hidden",
    fill: "none",
    stroke: "var(--ink)",
    "stroke-width": 2,
    width: grid.cellWidth,
    height: ROW,
    "pointer-events": "none",
  });
  chart.append(ring);
  listen(chart, { rows: rows.length, columns: units.length }, grid, (cellAt) => mark(ring, grid, cellAt));
  return chart;
}

function listen(
  chart: SVGSVGElement,
  ground: { readonly rows: number; readonly columns: number },
  grid: Grid,
  ring: (cell: Cell | null) => void,
): void {
  chart.addEventListener("pointermove", (event) => {
    const box = chart.getBoundingClientRect();
    const scale = grid.width / box.width;
    const column = Math.floor(((event.clientX - box.left) * scale - grid.left) / grid.cellWidth);
    const row = Math.floor(((event.clientY - box.top) * scale - grid.top) / ROW);
    const inside = column >= 0 && column < ground.columns && row >= 0 && row < ground.rows;
    ring(inside ? { row, column } : null);
    tellCell(chart, inside ? { row, column } : null);
  });
  chart.addEventListener("pointerleave", () => {
    ring(null);
    tellCell(chart, null);
  });
  followArrows(chart, {
    ...ground,
    start: { row: 0, column: 0 },
    told: (now) => {
      ring(now);
      return now;
    },
  });
  chart.addEventListener("blur", () => ring(null));
}

function mark(ring: SVGRectElement, grid: Grid, cellAt: Cell | null): void {
  ring.setAttribute("visibility", cellAt === null ? "hidden" : "visible");
  if (cellAt !== null) {
    ring.setAttribute("x", String(grid.left + cellAt.column * grid.cellWidth));
    ring.setAttribute("y", String(grid.top + cellAt.row * ROW));
  }
}
