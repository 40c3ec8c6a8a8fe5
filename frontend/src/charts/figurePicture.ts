import { svg } from "../dom/element.ts";
import { flow, textLines, textWidth } from "../layout/textLines.ts";
import { legendIn, type Figure } from "./figure.ts";
import { GLYPH, legendGlyph, type LegendEntry } from "./figureLegend.ts";

const INSET = 16;
const TITLE = { size: 15, line: 20 };
const CAPTION = { size: 11.5, line: 16 };
const LEGEND = { size: 12, line: 20, gap: 18 };
/** Width of a figure as a file. */
export const PICTURE_WIDTH = 760;

const texts = (lines: readonly string[], y: number, line: number, style: Record<string, string | number>) =>
  lines.map((text, place) => svg("text", { ...style, x: INSET, y: y + (place + 1) * line - 5 }, text));

function legend(
  entries: readonly LegendEntry[],
  width: number,
  top: number,
): { group: SVGGElement; height: number } {
  const widths = entries.map(({ name }) => GLYPH.width + 6 + textWidth(name, LEGEND.size));
  const places = flow(widths, width, LEGEND.gap);
  const items = entries.map((entry, index) => {
    const { x, line } = places[index] ?? { x: 0, line: 0 };
    const text = { x: GLYPH.width + 6, y: GLYPH.height - 2, "font-size": LEGEND.size, fill: "var(--ink-2)" };
    const place = `translate(${INSET + x},${top + line * LEGEND.line})`;
    return svg("g", { transform: place }, legendGlyph(entry), svg("text", text, entry.name));
  });
  const lines = entries.length === 0 ? 0 : (places.at(-1)?.line ?? 0) + 1;
  return { group: svg("g", {}, ...items), height: lines * LEGEND.line };
}

/** A figure that can stand alone in a paper: on white, with its title, legend, axes and caption. */
export function figurePicture(figure: Figure, width = PICTURE_WIDTH): SVGSVGElement {
  const inner = width - 2 * INSET;
  const { chart } = figure.draw(inner, "light");
  const size = { width: chart.width.baseVal.value, height: chart.height.baseVal.value };
  const whole = Math.max(width, size.width + 2 * INSET);
  const title = textLines(figure.title, inner, TITLE.size);
  const caption = textLines(figure.caption, whole - 2 * INSET, CAPTION.size);
  let y = INSET;
  const heads = texts(title, y, TITLE.line, {
    "font-size": TITLE.size,
    "font-weight": 600,
    fill: "var(--ink)",
  });
  y += title.length * TITLE.line + 4;
  const entries = legend(legendIn(figure, "light"), whole - 2 * INSET, y);
  y += entries.height + 6;
  chart.setAttribute("x", String(INSET));
  chart.setAttribute("y", String(y));
  y += size.height + 8;
  const notes = texts(caption, y, CAPTION.line, { "font-size": CAPTION.size, fill: "var(--ink-2)" });
  const height = y + caption.length * CAPTION.line + INSET - 6;
  return svg(
    "svg",
    {
      viewBox: `0 0 ${whole} ${height}`,
      width: whole,
      height,
      class: "on-paper",
      "font-family": "var(--font)",
    },
    svg("rect", { width: whole, height, fill: "#ffffff" }),
    ...heads,
    entries.group,
    chart,
    ...notes,
  );
}
