import { h, svg } from "../dom/element.ts";
import type { Picture } from "../layout/picture.ts";
import type { Ramp } from "../scale/ramp.ts";
import type { Cell } from "./cell.ts";

export interface StripOptions {
  readonly ramp: Ramp;
  /** Per layer the score that the scale's end stands for. */
  readonly maxima: readonly number[];
  /** Per layer its name. */
  readonly names: readonly string[];
  readonly selected: number;
  /** The width that is there. */
  readonly width: number;
  choose(layer: number): void;
}

const SMALLEST = 76;

/** A map's cells as pixels, one each; the browser scales them up without smoothing. */
export function pixels(
  map: readonly (readonly number[])[],
  maximum: number,
  ramp: Ramp,
): Uint8ClampedArray<ArrayBuffer> {
  const bytes = new Uint8ClampedArray(map.length * map.length * 4);
  let place = 0;
  for (const row of map) {
    for (const value of row) {
      bytes.set([...ramp.bytes(value / maximum), 255], place);
      place += 4;
    }
  }
  return bytes;
}

function paint(map: readonly (readonly number[])[], maximum: number, ramp: Ramp): HTMLCanvasElement {
  const canvas = h("canvas", { width: map.length, height: map.length, "aria-hidden": "true" });
  canvas.getContext("2d")?.putImageData(new ImageData(pixels(map, maximum, ramp), map.length), 0, 0);
  return canvas;
}

function thumbnail(picture: Picture, layer: number, options: StripOptions): HTMLButtonElement {
  const name = options.names[layer] ?? "";
  const map = picture.maps[layer] ?? [];
  const side = 100 / Math.max(1, map.length);
  const target = h("i", { class: "target-row", style: `top:${picture.target * side}%;height:${side}%` });
  const button = h(
    "button",
    { type: "button", role: "radio", class: "thumbnail", "aria-checked": String(layer === options.selected) },
    h(
      "span",
      { class: "thumbnail-map" },
      paint(map, options.maxima[layer] ?? 1, options.ramp),
      target,
      h("i", { class: "cross-cell", hidden: true }),
    ),
    h("span", { class: "thumbnail-name" }, name),
  );
  button.tabIndex = layer === options.selected ? 0 : -1;
  button.addEventListener("click", () => options.choose(layer));
  return button;
}

/** How many small maps stand in a row: all, or as few rows as there is room for, filled evenly. */
export function stripColumns(maps: number, width: number, smallest = SMALLEST): number {
  const most = Math.max(1, Math.min(maps, Math.floor(width / smallest)));
  return Math.ceil(maps / Math.ceil(maps / most));
}

/** The maps of all layers, small, side by side, on canvas; one of them is chosen. */
export function stripChart(picture: Picture, options: StripOptions): HTMLElement {
  const thumbnails = picture.maps.map((_, layer) => thumbnail(picture, layer, options));
  const columns = stripColumns(thumbnails.length, options.width);
  const style = `grid-template-columns:repeat(${columns}, minmax(0, 148px))`;
  return h("div", { class: "strip", role: "radiogroup", "aria-label": "Layer", style }, ...thumbnails);
}

/** Marks a cell in every small map, or none. */
export function markInStrip(strip: HTMLElement, cell: Cell | null, units: number): void {
  for (const mark of strip.querySelectorAll<HTMLElement>(".cross-cell")) {
    mark.hidden = cell === null;
    if (cell !== null) {
      const side = 100 / units;
      mark.style.cssText = `left:${cell.column * side}%;top:${cell.row * side}%;width:${side}%;height:${side}%`;
    }
  }
}

/** The strip as one SVG picture, for downloading. */
export function stripPicture(picture: Picture, options: StripOptions): SVGSVGElement {
  const [side, gap, top] = [108, 16, 20];
  const columns = stripColumns(picture.maps.length, options.width + gap, side + gap);
  const cell = side / Math.max(1, picture.units.length);
  const maps = picture.maps.map((map, layer) => {
    const rects = map.flatMap((row, r) =>
      row.map((value, c) => {
        const fill = options.ramp.colour(value / (options.maxima[layer] ?? 1));
        return svg("rect", { x: c * cell, y: r * cell, width: cell, height: cell, fill });
      }),
    );
    const name = svg("text", { y: -6, "font-size": 12, fill: "var(--ink-2)" }, options.names[layer] ?? "");
    const [column, line] = [layer % columns, Math.floor(layer / columns)];
    const place = `translate(${column * (side + gap)},${top + line * (side + top + gap)})`;
    return svg("g", { transform: place }, name, svg("g", { "shape-rendering": "crispEdges" }, ...rects));
  });
  const width = columns * (side + gap) - gap;
  const height = Math.ceil(maps.length / columns) * (side + top + gap) - gap;
  return svg("svg", { viewBox: `0 0 ${width} ${height}`, width, height }, ...maps);
}
