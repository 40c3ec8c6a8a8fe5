import { svg } from "../dom/element.ts";
import { cellNumber, figure } from "../dom/format.ts";
import { gridOf, largestSquare, numberSize, type Grid } from "../layout/grid.ts";
import type { Picture } from "../layout/picture.ts";
import type { Ramp } from "../scale/ramp.ts";
import { tellCell, type Cell } from "./cell.ts";
import { followArrows } from "./cursor.ts";
import { axisName, columnLabels, rowLabels } from "./labels.ts";

export interface MapOptions {
  readonly ramp: Ramp;
  /** The score that the scale's end stands for. */
  readonly maximum: number;
  /** The width that is there. */
  readonly width: number;
  /** The power of ten in which the cells are numbered. */
  readonly exponent: number;
  /** What the map shows, for readers who do not see it. */
  readonly title: string;
}

const NAME = "map";

function cells(picture: Picture, layer: number, grid: Grid, options: MapOptions): SVGGElement {
  const group = svg("g", { "shape-rendering": "crispEdges" });
  const numbers = svg("g", { "font-size": numberSize(grid.cellWidth), "text-anchor": "middle" });
  picture.maps[layer]?.forEach((row, rowIndex) => {
    row.forEach((value, columnIndex) => {
      const position = value / options.maximum;
      const x = grid.left + columnIndex * grid.cellWidth;
      const y = grid.top + rowIndex * grid.cellHeight;
      const size = { width: grid.cellWidth, height: grid.cellHeight };
      group.append(svg("rect", { x, y, ...size, fill: options.ramp.colour(position), class: "cell" }));
      if (grid.numbers) {
        const [middle, line] = [x + grid.cellWidth / 2, y + grid.cellHeight / 2];
        const ink = options.ramp.ink(position);
        numbers.append(
          svg("text", { x: middle, y: line, dy: "0.35em", fill: ink }, cellNumber(value, options.exponent)),
        );
      }
    });
  });
  return svg("g", { "pointer-events": "none" }, group, numbers);
}

/** Frames around the target's row and, in it, the cues. */
function frames(picture: Picture, grid: Grid): SVGGElement {
  const y = grid.top + picture.target * grid.cellHeight;
  const frame = (x: number, width: number, stroke: string, strokeWidth: number) =>
    svg("rect", {
      x,
      y,
      width,
      height: grid.cellHeight,
      fill: "none",
      stroke,
      "stroke-width": strokeWidth,
      rx: 2,
    });
  const row = frame(grid.left, picture.units.length * grid.cellWidth, "var(--target)", 1.25);
  const cues = picture.cues.map((cue) =>
    frame(grid.left + cue * grid.cellWidth, grid.cellWidth, "var(--cue)", 2.5),
  );
  return svg("g", { "pointer-events": "none" }, row, ...cues);
}

function cellAt(chart: SVGSVGElement, grid: Grid, units: number, event: PointerEvent): Cell | null {
  const box = chart.getBoundingClientRect();
  const scale = grid.width / box.width;
  const column = Math.floor(((event.clientX - box.left) * scale - grid.left) / grid.cellWidth);
  const row = Math.floor(((event.clientY - box.top) * scale - grid.top) / grid.cellHeight);
  const inside = column >= 0 && row >= 0 && column < units && row < units;
  return inside ? { row, column } : null;
}

/** One layer's map with its numbers: rows receive, columns give; the target's row and the cues in it are framed. */
export function mapChart(picture: Picture, layer: number, options: MapOptions): SVGSVGElement {
  const { units } = picture;
  const names = units.map(({ label }) => label);
  const size = { columns: units.length, rows: units.length, rowLabels: names, columnLabels: names };
  const grid = gridOf({ ...size, width: options.width, largestCell: largestSquare(units.length) });
  const chart = svg(
    "svg",
    {
      viewBox: `0 0 ${grid.width} ${grid.height}`,
      width: grid.width,
      height: grid.height,
      class: "map-chart",
      role: "img",
      tabindex: 0,
      "aria-label": `${options.title}. Largest score ${figure(options.maximum)}. Arrow keys read the cells.`,
      "data-chart": NAME,
    },
    axisName("gives →", grid.left, 12),
    axisName("receives ↓", grid.left - 8, grid.top - 7, "end"),
    columnLabels(units, grid),
    rowLabels(units, grid),
    cells(picture, layer, grid, options),
    frames(picture, grid),
  );
  const cross = svg("g", { class: "cross", "pointer-events": "none" });
  chart.append(cross);
  chart.dataset["grid"] = JSON.stringify({ ...grid, units: units.length });
  chart.addEventListener("pointermove", (event) => tellCell(chart, cellAt(chart, grid, units.length, event)));
  chart.addEventListener("pointerleave", () => tellCell(chart, null));
  const start = { row: picture.target, column: picture.cues[0] ?? 0 };
  followArrows(chart, { rows: units.length, columns: units.length, start });
  return chart;
}

/** Marks the row and the column of a cell, or nothing. */
export function markCell(chart: SVGSVGElement, cell: Cell | null): void {
  const grid = JSON.parse(chart.dataset["grid"] ?? "{}") as Grid & { units: number };
  const cross = chart.querySelector(".cross");
  cross?.replaceChildren();
  if (cell !== null && cross !== null) {
    const whole = { width: grid.units * grid.cellWidth, height: grid.units * grid.cellHeight };
    const x = grid.left + cell.column * grid.cellWidth;
    const y = grid.top + cell.row * grid.cellHeight;
    const style = { fill: "none", stroke: "var(--ink)", "stroke-width": 1.5, "stroke-opacity": 0.7 };
    cross.append(
      svg("rect", { ...style, x: grid.left, y, width: whole.width, height: grid.cellHeight, rx: 2 }),
      svg("rect", { ...style, x, y: grid.top, width: grid.cellWidth, height: whole.height, rx: 2 }),
    );
  }
  for (const label of chart.querySelectorAll<SVGElement>(".labels text")) {
    const { row, column } = label.dataset;
    const named = cell !== null && (row === String(cell.row) || column === String(cell.column));
    label.classList.toggle("named", named);
  }
}
