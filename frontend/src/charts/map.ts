import { pointer, select } from "d3";
import { svg } from "../dom/element.ts";
import { cellNumber, figure } from "../dom/format.ts";
import { gridOf, largestSquare, numberSize, type Grid } from "../layout/grid.ts";
import type { Picture } from "../layout/picture.ts";
import type { Ramp } from "../scale/ramp.ts";
import { onMark, tellCell, type Cell } from "./cell.ts";
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

interface Score extends Cell {
  readonly value: number;
}

const scoresOf = (map: Picture["maps"][number]): Score[] =>
  map.flatMap((values, row) => values.map((value, column) => ({ row, column, value })));

/** Where the cells of a picture's maps lie in a width. */
export function mapGrid({ units }: Picture, width: number): Grid {
  const names = units.map(({ label }) => label);
  return gridOf({
    columns: units.length,
    rows: units.length,
    rowLabels: names,
    columnLabels: names,
    width,
    largestCell: largestSquare(units.length),
  });
}

function cells(scores: readonly Score[], { x, y, numbers }: Grid, options: MapOptions): SVGGElement {
  const { ramp, maximum, exponent } = options;
  const group = svg("g", { "pointer-events": "none" });
  select(group)
    .append("g")
    .attr("shape-rendering", "crispEdges")
    .selectAll("rect")
    .data(scores)
    .join("rect")
    .attr("class", "cell")
    .attr("x", ({ column }) => x.start(column))
    .attr("y", ({ row }) => y.start(row))
    .attr("width", x.size)
    .attr("height", y.size)
    .attr("fill", ({ value }) => ramp.colour(value / maximum));
  select(group)
    .append("g")
    .attr("font-size", numberSize(x.size))
    .attr("text-anchor", "middle")
    .selectAll("text")
    .data(numbers ? scores : [])
    .join("text")
    .attr("x", ({ column }) => x.middle(column))
    .attr("y", ({ row }) => y.middle(row))
    .attr("dy", "0.35em")
    .attr("fill", ({ value }) => ramp.ink(value / maximum))
    .text(({ value }) => cellNumber(value, exponent));
  return group;
}

/** Frames around the target's row and, in it, the cues. */
function frames({ target, cues }: Picture, { x, y }: Grid): SVGGElement {
  const row = { from: x.start(0), width: x.end - x.start(0), stroke: "var(--target)", line: 1.25 };
  const cueFrames = cues.map((cue) => ({
    from: x.start(cue),
    width: x.size,
    stroke: "var(--cue)",
    line: 2.5,
  }));
  const group = svg("g", { "pointer-events": "none" });
  select(group)
    .selectAll("rect")
    .data([row, ...cueFrames])
    .join("rect")
    .attr("x", ({ from }) => from)
    .attr("y", y.start(target))
    .attr("width", ({ width }) => width)
    .attr("height", y.size)
    .attr("rx", 2)
    .attr("fill", "none")
    .attr("stroke", ({ stroke }) => stroke)
    .attr("stroke-width", ({ line }) => line);
  return group;
}

/** Tells of the cell under the pointer. */
function followPointer(chart: SVGSVGElement, { x, y }: Grid): void {
  chart.addEventListener("pointermove", (event) => {
    const [left, top] = pointer(event, chart);
    const [column, row] = [x.placeAt(left), y.placeAt(top)];
    tellCell(chart, column === undefined || row === undefined ? null : { row, column });
  });
  chart.addEventListener("pointerleave", () => tellCell(chart, null));
}

/** Frames the row and the column of a cell, and makes their names bold. */
function markCross(chart: SVGSVGElement, { x, y }: Grid, cell: Cell | null): void {
  const rects =
    cell === null
      ? []
      : [
          { x: x.start(0), y: y.start(cell.row), width: x.end - x.start(0), height: y.size },
          { x: x.start(cell.column), y: y.start(0), width: x.size, height: y.end - y.start(0) },
        ];
  select(chart)
    .select(".cross")
    .selectAll("rect")
    .data(rects)
    .join("rect")
    .attr("fill", "none")
    .attr("stroke", "var(--ink)")
    .attr("stroke-width", 1.5)
    .attr("stroke-opacity", 0.7)
    .attr("rx", 2)
    .attr("x", (rect) => rect.x)
    .attr("y", (rect) => rect.y)
    .attr("width", ({ width }) => width)
    .attr("height", ({ height }) => height);
  for (const label of chart.querySelectorAll<SVGElement>(".labels text")) {
    const { row, column } = label.dataset;
    const named = cell !== null && (row === String(cell.row) || column === String(cell.column));
    label.classList.toggle("named", named);
  }
}

/** One layer's map with its numbers: rows receive, columns give; the target's row and the cues in it are framed. */
export function mapChart(picture: Picture, layer: number, options: MapOptions): SVGSVGElement {
  const { units, maps, target, cues } = picture;
  const grid = mapGrid(picture, options.width);
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
      "data-chart": "map",
    },
    axisName("gives →", grid.left, 12),
    axisName("receives ↓", grid.left - 8, grid.top - 7, "end"),
    columnLabels(units, grid),
    rowLabels(units, grid),
    cells(scoresOf(maps[layer] ?? []), grid, options),
    frames(picture, grid),
    svg("g", { class: "cross", "pointer-events": "none" }),
  );
  followPointer(chart, grid);
  onMark(chart, (cell) => markCross(chart, grid, cell));
  const start = { row: target, column: cues[0] ?? 0 };
  followArrows(chart, { rows: units.length, columns: units.length, start });
  return chart;
}
