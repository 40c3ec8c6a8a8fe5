import { pointer, select } from "d3";
import { svg } from "../dom/element.ts";
import { gridOf, largestSquare, type Grid } from "../layout/grid.ts";
import type { Picture } from "../layout/picture.ts";
import { onMark, tellCell, type Cell } from "./cell.ts";
import { followArrows } from "./cursor.ts";
import { axisName, columnLabels } from "./labels.ts";
import { marginNames, marginWidth } from "./targetMargin.ts";
import { targetRows, type TargetLayersOptions } from "./targetRows.ts";

/** Rows are higher where there are few layers, and where the chart is the main picture. */
function rowHeight(layers: number, main: boolean): number {
  return main
    ? Math.round(Math.min(44, Math.max(26, 400 / layers)))
    : Math.round(Math.min(36, Math.max(22, 280 / layers)));
}

/** Places beside each other as one: the first and the last of each run. */
function runsOf(places: readonly number[]): [number, number][] {
  const runs: [number, number][] = [];
  for (const place of places) {
    const last = runs.at(-1);
    if (last?.[1] === place - 1) {
      last[1] = place;
    } else {
      runs.push([place, place]);
    }
  }
  return runs;
}

/** Frames around the columns of the cues, through all layers; neighbours share a frame. */
function cueFrames({ cues }: Picture, { x, y }: Grid): SVGGElement {
  const group = svg("g", { "pointer-events": "none" });
  select(group)
    .selectAll("rect")
    .data(runsOf(cues))
    .join("rect")
    .attr("x", ([from]) => x.start(from))
    .attr("y", y.start(0))
    .attr("width", ([from, to]) => (to - from + 1) * x.size)
    .attr("height", y.end - y.start(0))
    .attr("rx", 3)
    .attr("fill", "none")
    .attr("stroke", "var(--cue)")
    .attr("stroke-width", 2.5);
  return group;
}

/** Tells of the cell under the pointer, above and below the rows of its column alone. */
function followPointer(chart: SVGSVGElement, row: number, { x, y }: Grid): void {
  chart.addEventListener("pointermove", (event) => {
    const [left, top] = pointer(event, chart);
    const [column, layer] = [x.placeAt(left), y.placeAt(top)];
    tellCell(
      chart,
      column === undefined ? null : layer === undefined ? { row, column } : { row, column, layer },
    );
  });
  chart.addEventListener("pointerleave", () => tellCell(chart, null));
}

function gridFor(picture: Picture, options: TargetLayersOptions): Grid {
  const main = options.selected === undefined;
  return gridOf({
    columns: picture.units.length,
    rows: picture.maps.length,
    rowLabels: options.names,
    columnLabels: picture.units.map(({ label }) => label),
    width: options.width,
    right: marginWidth(options.margin),
    largestCell: main ? 68 : largestSquare(picture.units.length),
    rowHeight: rowHeight(picture.maps.length, main),
  });
}

/** A frame around the layer that is shown in large. */
function selectedFrame(grid: Grid, layer: number): SVGRectElement {
  return svg("rect", {
    x: grid.left - 1,
    y: grid.y.start(layer),
    width: grid.x.end - grid.left + 2,
    height: grid.y.size,
    fill: "none",
    stroke: "var(--target)",
    "stroke-width": 1.25,
    "pointer-events": "none",
  });
}

/** Marks the column of a cell in every layer and, in a chart that is read by keyboard, the cell itself; or nothing. */
function markColumn(chart: SVGSVGElement, { x, y }: Grid, cell: Cell | null): void {
  const column =
    cell === null ? [] : [{ y: y.start(0), height: y.end - y.start(0), opacity: 0.7, line: 1.5 }];
  const own =
    cell?.layer === undefined || chart.tabIndex !== 0
      ? []
      : [{ y: y.start(cell.layer), height: y.size, opacity: 1, line: 2.5 }];
  select(chart)
    .select(".cross")
    .selectAll("rect")
    .data([...column, ...own])
    .join("rect")
    .attr("x", x.start(cell?.column ?? 0))
    .attr("y", (frame) => frame.y)
    .attr("width", x.size)
    .attr("height", ({ height }) => height)
    .attr("rx", 2)
    .attr("fill", "none")
    .attr("stroke", "var(--ink)")
    .attr("stroke-width", ({ line }) => line)
    .attr("stroke-opacity", ({ opacity }) => opacity);
}

/**
 * The target's row in every layer: what the masked position takes from each token; cues are framed. As the main
 * picture of a page it is larger, and the arrow keys read its cells.
 */
export function targetLayersChart(picture: Picture, options: TargetLayersOptions): SVGSVGElement {
  const grid = gridFor(picture, options);
  const { selected } = options;
  const chart = svg(
    "svg",
    {
      viewBox: `0 0 ${grid.width} ${grid.height}`,
      width: grid.width,
      height: grid.height,
      class: "target-chart",
      role: "img",
      tabindex: selected === undefined ? 0 : undefined,
      "aria-label": selected === undefined ? `${options.title} Arrow keys read the cells.` : options.title,
    },
    axisName(options.columnName, grid.left, 12),
    ...marginNames(options.margin, grid.x.end, grid.top),
    columnLabels(picture.units, grid),
    targetRows(picture, grid, options),
    cueFrames(picture, grid),
    ...(selected === undefined ? [] : [selectedFrame(grid, selected)]),
    svg("g", { class: "cross", "pointer-events": "none" }),
  );
  followPointer(chart, picture.target, grid);
  onMark(chart, (cell) => markColumn(chart, grid, cell));
  if (selected === undefined) {
    const ground = { rows: picture.maps.length, columns: picture.units.length };
    followArrows(chart, {
      ...ground,
      start: { row: picture.maps.length - 1, column: picture.cues[0] ?? 0 },
      cellAt: ({ row, column }) => ({ row: picture.target, column, layer: row }),
    });
  }
  return chart;
}
