import { pointer, select } from "d3";
import { svg } from "../dom/element.ts";
import { cellNumber } from "../dom/format.ts";
import { gridOf, numberSize, type Grid } from "../layout/grid.ts";
import type { Unit } from "../layout/picture.ts";
import type { Ramp } from "../scale/ramp.ts";
import { onCell, tellCell, type Cell } from "./cell.ts";
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

/** A token's value in one row. */
interface TokenValue {
  readonly column: number;
  readonly value: number | null;
}

/** A cell for each token, with its number where there is room; an outline where there is no value. */
function cells(group: SVGGElement, row: TokenRow, place: number, { x, y, numbers }: Grid): void {
  const { values, ramp, maximum, exponent } = row;
  const cell = select(group)
    .selectAll("g")
    .data(values.map((value, column): TokenValue => ({ column, value })))
    .join("g");
  cell
    .append("rect")
    .attr("x", ({ column }) => x.start(column))
    .attr("y", y.start(place) + 2)
    .attr("width", x.size)
    .attr("height", ROW - 4)
    .attr("shape-rendering", "crispEdges")
    .attr("fill", ({ value }) => (value === null ? "none" : ramp.colour(value / maximum)))
    .attr("stroke", ({ value }) => (value === null ? "var(--line)" : null));
  cell
    .filter(({ value }) => value !== null && numbers)
    .append("text")
    .attr("x", ({ column }) => x.middle(column))
    .attr("y", y.middle(place))
    .attr("dy", "0.35em")
    .attr("text-anchor", "middle")
    .attr("font-size", numberSize(x.size))
    .attr("fill", ({ value }) => ramp.ink((value ?? 0) / maximum))
    .text(({ value }) => cellNumber(value ?? 0, exponent));
}

/** The rows below each other, each with its name. */
function lines(rows: readonly TokenRow[], grid: Grid): SVGGElement {
  const group = svg("g");
  const line = select(group)
    .selectAll<SVGGElement, unknown>("g")
    .data(rows)
    .join("g")
    .attr("class", "token-row");
  line
    .append("text")
    .attr("x", grid.left - 8)
    .attr("y", (_, place) => grid.y.middle(place))
    .attr("dy", "0.35em")
    .attr("text-anchor", "end")
    .attr("font-size", 12)
    .attr("fill", "var(--ink-2)")
    .text(({ name }) => name);
  line.each(function (row, place) {
    cells(this, row, place, grid);
  });
  return group;
}

/** Frames around the columns of the cues, through all rows. */
function cueFrames(units: readonly Unit[], { x, y }: Grid): SVGGElement {
  const group = svg("g", { "pointer-events": "none" });
  select(group)
    .selectAll("rect")
    .data(units.flatMap(({ role }, column) => (role === "cue" ? [column] : [])))
    .join("rect")
    .attr("x", (column) => x.start(column))
    .attr("y", y.start(0))
    .attr("width", x.size)
    .attr("height", y.end - y.start(0))
    .attr("rx", 3)
    .attr("fill", "none")
    .attr("stroke", "var(--cue)")
    .attr("stroke-width", 2.5);
  return group;
}

/** A ring that goes around the cell under pointer and cursor; gives what moves it. */
function cellRing(chart: SVGSVGElement, { x, y }: Grid): (cell: Cell | null) => void {
  const ring = select(chart)
    .append("rect")
    .attr("class", "token-ring")
    .attr("visibility", "hidden")
    .attr("fill", "none")
    .attr("stroke", "var(--ink)")
    .attr("stroke-width", 2)
    .attr("width", x.size)
    .attr("height", y.size)
    .attr("pointer-events", "none");
  return (cell) => {
    ring.attr("visibility", cell === null ? "hidden" : "visible");
    if (cell !== null) {
      ring.attr("x", x.start(cell.column)).attr("y", y.start(cell.row));
    }
  };
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
    lines(rows, grid),
    cueFrames(units, grid),
  );
  const tell = (cell: Cell | null) => tellCell(chart, cell);
  onCell(chart, cellRing(chart, grid));
  chart.addEventListener("pointermove", (event) => {
    const [left, top] = pointer(event, chart);
    const [column, row] = [grid.x.placeAt(left), grid.y.placeAt(top)];
    tell(column === undefined || row === undefined ? null : { row, column });
  });
  chart.addEventListener("pointerleave", () => tell(null));
  followArrows(chart, { rows: rows.length, columns: units.length, start: { row: 0, column: 0 } });
  return chart;
}
