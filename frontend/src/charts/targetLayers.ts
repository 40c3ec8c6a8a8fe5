import { svg } from "../dom/element.ts";
import { cellNumber, percent, points } from "../dom/format.ts";
import { gridOf, largestSquare, numberSize, type Grid } from "../layout/grid.ts";
import { cueShare, type Picture } from "../layout/picture.ts";
import type { Ramp } from "../scale/ramp.ts";
import { tellCell, type Cell } from "./cell.ts";
import { axisName, columnLabels } from "./labels.ts";

export interface TargetLayersOptions {
  readonly ramp: Ramp;
  /** Whether scores are differences. */
  readonly signed: boolean;
  /** Per layer the score that the scale's end stands for. */
  readonly maxima: readonly number[];
  readonly names: readonly string[];
  readonly selected: number;
  readonly width: number;
  readonly title: string;
  chosen(layer: number): void;
}

const SHARE_WIDTH = 52;
/** Rows are higher where there are few layers. */
const rowHeight = (layers: number) => Math.round(Math.min(36, Math.max(22, 280 / layers)));

const share = (value: number, signed: boolean) => (signed ? `${points(value, 0)} pp` : percent(value, 0));

function rows(picture: Picture, grid: Grid, options: TargetLayersOptions): SVGGElement[] {
  const right = grid.left + picture.units.length * grid.cellWidth;
  return picture.maps.map((map, layer) => {
    const y = grid.top + layer * grid.cellHeight;
    const line = y + grid.cellHeight / 2;
    const chosen = layer === options.selected;
    const weight = chosen ? 650 : 400;
    const ink = chosen ? "var(--ink)" : "var(--ink-2)";
    const text = { y: line, dy: "0.35em", "font-size": 12, "font-weight": weight, fill: ink };
    const group = svg(
      "g",
      { class: "layer-row", "data-layer": layer },
      svg("rect", { x: 0, y, width: grid.width, height: grid.cellHeight, fill: "transparent" }),
      svg("text", { ...text, x: grid.left - 8, "text-anchor": "end" }, options.names[layer] ?? ""),
      svg("text", { ...text, x: right + 10 }, share(cueShare(picture, layer), options.signed)),
    );
    (map[picture.target] ?? []).forEach((value, column) => {
      const position = value / (options.maxima[layer] ?? 1);
      const x = grid.left + column * grid.cellWidth;
      const box = { x, y: y + 1, width: grid.cellWidth, height: grid.cellHeight - 2 };
      group.append(
        svg("rect", { ...box, fill: options.ramp.colour(position), "shape-rendering": "crispEdges" }),
      );
      if (grid.numbers) {
        const size = numberSize(grid.cellWidth);
        const place = { x: x + grid.cellWidth / 2, y: line, dy: "0.35em", "text-anchor": "middle" };
        group.append(
          svg("text", { ...place, "font-size": size, fill: options.ramp.ink(position) }, cellNumber(value)),
        );
      }
    });
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
    const x = ((event.clientX - box.left) * grid.width) / box.width;
    const column = Math.floor((x - grid.left) / grid.cellWidth);
    const inside = column >= 0 && column < picture.units.length;
    tellCell(chart, inside ? { row: picture.target, column } : null);
  });
  chart.addEventListener("pointerleave", () => tellCell(chart, null));
}

/** The target's row in every layer: what the masked position takes from each token; cues are framed. */
export function targetLayersChart(picture: Picture, options: TargetLayersOptions): SVGSVGElement {
  const labels = picture.units.map(({ label }) => label);
  const grid = gridOf({
    columns: picture.units.length,
    rows: picture.maps.length,
    rowLabels: options.names,
    columnLabels: labels,
    width: options.width,
    right: SHARE_WIDTH,
    largestCell: largestSquare(labels.length),
    rowHeight: rowHeight(picture.maps.length),
  });
  const right = grid.left + picture.units.length * grid.cellWidth;
  const selected = {
    x: grid.left - 1,
    y: grid.top + options.selected * grid.cellHeight,
    width: right - grid.left + 2,
    height: grid.cellHeight,
  };
  const chart = svg(
    "svg",
    {
      viewBox: `0 0 ${grid.width} ${grid.height}`,
      width: grid.width,
      height: grid.height,
      class: "target-chart",
      role: "img",
      "aria-label": options.title,
    },
    axisName("gives →", grid.left, 12),
    axisName("cues", right + 10, grid.top - 7),
    columnLabels(picture.units, grid),
    ...rows(picture, grid, options),
    cueFrames(picture, grid),
    svg("rect", {
      ...selected,
      fill: "none",
      stroke: "var(--target)",
      "stroke-width": 1.25,
      "pointer-events": "none",
    }),
    svg("g", { class: "cross", "pointer-events": "none" }),
  );
  chart.dataset["grid"] = JSON.stringify(grid);
  listen(chart, picture, grid);
  return chart;
}

/** Marks the column of a cell in every layer, or nothing. */
export function markColumn(chart: SVGSVGElement, cell: Cell | null, layers: number): void {
  const grid = JSON.parse(chart.dataset["grid"] ?? "{}") as Grid;
  const cross = chart.querySelector(".cross");
  cross?.replaceChildren();
  if (cell !== null) {
    const place = { x: grid.left + cell.column * grid.cellWidth, y: grid.top };
    const size = { width: grid.cellWidth, height: layers * grid.cellHeight };
    const style = { fill: "none", stroke: "var(--ink)", "stroke-width": 1.5, "stroke-opacity": 0.7, rx: 2 };
    cross?.append(svg("rect", { ...place, ...size, ...style }));
  }
}
