import {
  symbol,
  symbolCircle,
  symbolCross,
  symbolDiamond,
  symbolSquare,
  symbolStar,
  symbolTriangle,
} from "d3";
import { h, svg } from "../dom/element.ts";
import type { MethodSymbol } from "../scale/methodColours.ts";

/** One line of a figure's legend. */
export interface LegendEntry {
  readonly name: string;
  readonly colour: string;
  /** Undefined: the line alone, or the area. */
  readonly symbol?: MethodSymbol | undefined;
  readonly dashed?: boolean | undefined;
  /** A line with a point, a point alone, or a filled box. */
  readonly kind?: "line" | "point" | "box" | undefined;
}

const SHAPES = {
  circle: symbolCircle,
  square: symbolSquare,
  diamond: symbolDiamond,
  triangle: symbolTriangle,
  cross: symbolCross,
  star: symbolStar,
};

/** The outline of a symbol around 0, 0. */
export const symbolPath = (name: MethodSymbol, size = 44): string => symbol(SHAPES[name], size)() ?? "";

export const GLYPH = { width: 24, height: 12 };

/** What an entry looks like in the chart, in a box of {@link GLYPH}. */
export function legendGlyph({ colour, symbol: shape, dashed, kind = "line" }: LegendEntry): SVGGElement {
  const middle = GLYPH.height / 2;
  if (kind === "box") {
    return svg("g", {}, svg("rect", { x: 6, y: 1, width: 12, height: 10, rx: 2, fill: colour }));
  }
  const line = svg("line", {
    x1: 0,
    x2: GLYPH.width,
    y1: middle,
    y2: middle,
    stroke: colour,
    "stroke-width": 2,
    "stroke-dasharray": dashed === true ? "5 4" : undefined,
  });
  const point =
    shape !== undefined &&
    svg("path", { d: symbolPath(shape), fill: colour, transform: `translate(${GLYPH.width / 2},${middle})` });
  return svg("g", {}, kind === "line" && line, point);
}

/** The legend below a figure's title. */
export function legendList(entries: readonly LegendEntry[]): HTMLElement {
  return h(
    "ul",
    { class: "curve-legend", hidden: entries.length === 0 },
    ...entries.map((entry) =>
      h(
        "li",
        {},
        svg("svg", { width: GLYPH.width, height: GLYPH.height, "aria-hidden": "true" }, legendGlyph(entry)),
        entry.name,
      ),
    ),
  );
}
