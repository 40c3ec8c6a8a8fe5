import { svg } from "../dom/element.ts";
import { cellNumber } from "../dom/format.ts";
import { gridOf, largestSquare, numberSize, type Grid } from "../layout/grid.ts";
import { targetRow, type Picture } from "../layout/picture.ts";
import type { Ramp } from "../scale/ramp.ts";
import { tellCell, type Cell } from "./cell.ts";
import { followArrows } from "./cursor.ts";
import { axisName, columnLabels } from "./labels.ts";
import { marginNames, marginTexts, marginWidth, type Margin } from "./targetMargin.ts";

export interface TargetLayersOptions {
  readonly ramp: Ramp;
  /** Per layer the score that the scale's end stands for. */
  readonly maxima: readonly number[];
  /** Per layer the power of ten in which the cells are numbered. */
  readonly exponents: readonly number[];
  /** What the columns are. */
  readonly columnName: string;
  readonly names: readonly string[];
  /** The layer that another chart shows in large; undefined where this one is the main picture. */
  readonly selected: number | undefined;
  readonly width: number;
  readonly title: string;
  /** What stands at the right of the cells. */
  readonly margin: Margin;
  chosen(layer: number): void;
}

/** Rows are higher where there are few layers, and where the chart is the main picture. */
function rowHeight(layers: number, main: boolean): number {
  return main
    ? Math.round(Math.min(44, Math.max(26, 400 / layers)))
    : Math.round(Math.min(36, Math.max(22, 280 / layers)));
}

function cells(picture: Picture, layer: number, grid: Grid, options: TargetLayersOptions): SVGGElement {
  const y = grid.top + layer * grid.cellHeight;
  const group = svg("g", { class: "layer-cells", "text-anchor": "middle" });
  targetRow(picture, layer).forEach((value, column) => {
    const position = value / (options.maxima[layer] ?? 1);
    const x = grid.left + column * grid.cellWidth;
    const box = { x, y: y + 1, width: grid.cellWidth, height: grid.cellHeight - 2 };
    group.append(
      svg("rect", { ...box, fill: options.ramp.colour(position), "shape-rendering": "crispEdges" }),
    );
    if (grid.numbers) {
      const place = { x: x + grid.cellWidth / 2, y: y + grid.cellHeight / 2, dy: "0.35em" };
      const style = { "font-size": numberSize(grid.cellWidth), fill: options.ramp.ink(position) };
      group.append(svg("text", { ...place, ...style }, cellNumber(value, options.exponents[layer])));
    }
  });
  return group;
}

function rows(picture: Picture, grid: Grid, options: TargetLayersOptions): SVGGElement[] {
  const right = grid.left + picture.units.length * grid.cellWidth;
  return picture.maps.map((_, layer) => {
    const y = grid.top + layer * grid.cellHeight;
    const chosen = layer === options.selected;
    const text = {
      y: y + grid.cellHeight / 2,
      dy: "0.35em",
      "font-size": 12,
      "font-weight": chosen ? 650 : 400,
      fill: chosen ? "var(--ink)" : "var(--ink-2)",
    };
    const group = svg(
      "g",
      { class: options.selected === undefined ? "layer-line" : "layer-row", "data-layer": layer },
      svg("rect", { x: 0, y, width: grid.width, height: grid.cellHeight, fill: "transparent" }),
      svg("text", { ...text, x: grid.left - 8, "text-anchor": "end" }, options.names[layer] ?? ""),
      ...marginTexts(options.margin, layer, right, text),
      cells(picture, layer, grid, options),
    );
    group.addEventListener("click", () => options.chosen(layer));
    return group;
  });
}

/** Frames around the columns of the cues, through all layers; neighbours share a frame. */
function cueFrames(picture: Picture, grid: Grid): SVGGElement {
  const runs: [number, number][] = [];
  for (const cue of picture.cues) {
    const last = runs.at(-1);
    if (last?.[1] === cue - 1) {
      last[1] = cue;
    } else {
      runs.push([cue, cue]);
    }
  }
  const height = picture.maps.length * grid.cellHeight;
  const frames = runs.map(([from, to]) => {
    const x = grid.left + from * grid.cellWidth;
    const width = (to - from + 1) * grid.cellWidth;
    const stroke = { stroke: "var(--cue)", "stroke-width": 2.5 };
    return svg("rect", { x, y: grid.top, width, height, rx: 3, fill: "none", ...stroke });
  });
  return svg("g", { "pointer-events": "none" }, ...frames);
}

function listen(chart: SVGSVGElement, picture: Picture, grid: Grid): void {
  chart.addEventListener("pointermove", (event) => {
    const box = chart.getBoundingClientRect();
    const scale = grid.width / box.width;
    const column = Math.floor(((event.clientX - box.left) * scale - grid.left) / grid.cellWidth);
    const layer = Math.floor(((event.clientY - box.top) * scale - grid.top) / grid.cellHeight);
    const inside = column >= 0 && column < picture.units.length;
    const told = { row: picture.target, column };
    const among = layer >= 0 && layer < picture.maps.length;
    tellCell(chart, inside ? (among ? { ...told, layer } : told) : null);
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
function chosenFrame(picture: Picture, grid: Grid, layer: number): SVGRectElement {
  return svg("rect", {
    x: grid.left - 1,
    y: grid.top + layer * grid.cellHeight,
    width: picture.units.length * grid.cellWidth + 2,
    height: grid.cellHeight,
    fill: "none",
    stroke: "var(--target)",
    "stroke-width": 1.25,
    "pointer-events": "none",
  });
}

/**
 * The target's row in every layer: what the masked position takes from each token; cues are framed. As the main
 * picture of a page it is larger, and the arrow keys read its cells.
 */
export function targetLayersChart(picture: Picture, options: TargetLayersOptions): SVGSVGElement {
  const grid = gridFor(picture, options);
  const { selected } = options;
  const right = grid.left + picture.units.length * grid.cellWidth;
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
    ...marginNames(options.margin, right, grid.top),
    columnLabels(picture.units, grid),
    ...rows(picture, grid, options),
    cueFrames(picture, grid),
    ...(selected === undefined ? [] : [chosenFrame(picture, grid, selected)]),
    svg("g", { class: "cross", "pointer-events": "none" }),
  );
  chart.dataset["grid"] = JSON.stringify(grid);
  listen(chart, picture, grid);
  if (selected === undefined) {
    const ground = { rows: picture.maps.length, columns: picture.units.length };
    followArrows(chart, {
      ...ground,
      start: { row: picture.maps.length - 1, column: picture.cues[0] ?? 0 },
      told: ({ row, column }) => ({ row: picture.target, column, layer: row }),
    });
  }
  return chart;
}

/** Marks the column of a cell in every layer and, where it is known, the cell's own layer; or nothing. */
export function markColumn(chart: SVGSVGElement, cell: Cell | null, layers: number): void {
  const grid = JSON.parse(chart.dataset["grid"] ?? "{}") as Grid;
  const cross = chart.querySelector(".cross");
  cross?.replaceChildren();
  if (cell !== null) {
    const x = grid.left + cell.column * grid.cellWidth;
    const size = { width: grid.cellWidth, height: layers * grid.cellHeight };
    const style = { fill: "none", stroke: "var(--ink)", "stroke-width": 1.5, "stroke-opacity": 0.7, rx: 2 };
    cross?.append(svg("rect", { x, y: grid.top, ...size, ...style }));
    if (cell.layer !== undefined && chart.tabIndex === 0) {
      const y = grid.top + cell.layer * grid.cellHeight;
      const one = {
        width: grid.cellWidth,
        height: grid.cellHeight,
        "stroke-opacity": 1,
        "stroke-width": 2.5,
      };
      cross?.append(svg("rect", { x, y, ...style, ...one }));
    }
  }
}
