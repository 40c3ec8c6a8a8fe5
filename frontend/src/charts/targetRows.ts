import { select } from "d3";
import { svg } from "../dom/element.ts";
import { cellNumber } from "../dom/format.ts";
import { numberSize, type Grid } from "../layout/grid.ts";
import { targetRow, type Picture } from "../layout/picture.ts";
import type { Ramp } from "../scale/ramp.ts";
import { marginTexts, type Margin } from "./targetMargin.ts";

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
  choose(layer: number): void;
}

/** Cells of the target's row in a layer, with their numbers where there is room. */
function cells(picture: Picture, layer: number, { x, y, numbers }: Grid, options: TargetLayersOptions) {
  const group = svg("g", { class: "layer-cells", "text-anchor": "middle" });
  const { ramp, maxima, exponents } = options;
  const position = (value: number) => value / (maxima[layer] ?? 1);
  const cell = select(group).selectAll("g").data(targetRow(picture, layer)).join("g");
  cell
    .append("rect")
    .attr("x", (_, column) => x.start(column))
    .attr("y", y.start(layer) + 1)
    .attr("width", x.size)
    .attr("height", y.size - 2)
    .attr("fill", (value) => ramp.colour(position(value)))
    .attr("shape-rendering", "crispEdges");
  if (numbers) {
    cell
      .append("text")
      .attr("x", (_, column) => x.middle(column))
      .attr("y", y.middle(layer))
      .attr("dy", "0.35em")
      .attr("font-size", numberSize(x.size))
      .attr("fill", (value) => ramp.ink(position(value)))
      .text((value) => cellNumber(value, exponents[layer]));
  }
  return group;
}

/** One layer: its name, what stands beside the cells, and the cells; a click chooses it. */
function layerLine(
  group: SVGGElement,
  layer: number,
  { picture, grid, options }: { picture: Picture; grid: Grid; options: TargetLayersOptions },
): void {
  const isSelected = layer === options.selected;
  const text = {
    y: grid.y.middle(layer),
    dy: "0.35em",
    "font-size": 12,
    "font-weight": isSelected ? 650 : 400,
    fill: isSelected ? "var(--ink)" : "var(--ink-2)",
  };
  const ground = { x: 0, y: grid.y.start(layer), width: grid.width, height: grid.y.size };
  group.append(
    svg("rect", { ...ground, fill: "transparent" }),
    svg("text", { ...text, x: grid.left - 8, "text-anchor": "end" }, options.names[layer] ?? ""),
    ...marginTexts(options.margin, layer, grid.x.end, text),
    cells(picture, layer, grid, options),
  );
}

/** The target's row of every layer, below each other. */
export function targetRows(picture: Picture, grid: Grid, options: TargetLayersOptions): SVGGElement {
  const group = svg("g");
  select(group)
    .selectAll<SVGGElement, unknown>("g")
    .data(picture.maps)
    .join("g")
    .attr("class", options.selected === undefined ? "layer-line" : "layer-row")
    .attr("data-layer", (_, layer) => layer)
    .each(function (_, layer) {
      layerLine(this, layer, { picture, grid, options });
      this.addEventListener("click", () => options.choose(layer));
    });
  return group;
}
