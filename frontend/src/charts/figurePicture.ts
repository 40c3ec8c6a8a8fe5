import { svg } from "../dom/element.ts";
import { flow, textLines, textWidth } from "../layout/textLines.ts";
import { legendIn, type Figure } from "./figure.ts";
import { GLYPH, legendGlyph, type LegendEntry } from "./figureLegend.ts";
import type { NamedPicture } from "./sideBySide.ts";

const INSET = 16;
const TITLE = { size: 15, line: 20 };
const CAPTION = { size: 11.5, line: 16 };
const LEGEND = { size: 12, line: 20, gap: 18, mark: GLYPH.width + 6 };
/** Distance between the colour scale and its name. */
const SCALE_GAP = 10;
/** Width of a figure as a file. */
export const PICTURE_WIDTH = 760;
/** Width of a chart in a figure as a file. */
export const CHART_WIDTH = PICTURE_WIDTH - 2 * INSET;

/** The parts of a picture that can stand alone in a paper. */
export interface PaperParts {
  readonly title: string;
  readonly caption: string;
  readonly legend?: readonly LegendEntry[];
  /** Colour scales, each beside its name. */
  readonly scales?: readonly NamedPicture[];
  /** In the colours of a light page. */
  readonly chart: SVGSVGElement;
}

interface Block {
  readonly group: SVGGElement;
  readonly height: number;
}

type Style = Readonly<Record<string, string | number>>;

/** Lines of text below each other. */
function textBlock(text: string, width: number, line: number, style: Style & { "font-size": number }): Block {
  const lines = textLines(text, width, style["font-size"]);
  const group = svg(
    "g",
    {},
    ...lines.map((one, place) => svg("text", { ...style, x: 0, y: (place + 1) * line - 5 }, one)),
  );
  return { group, height: lines.length * line };
}

/** Blocks in lines, each line as high as its highest block. */
function flowing(blocks: readonly (Block & { readonly width: number })[], width: number): Block {
  const places = flow(
    blocks.map((block) => block.width),
    width,
    LEGEND.gap,
  );
  const heights: number[] = [];
  places.forEach(({ line }, index) => {
    heights[line] = Math.max(heights[line] ?? 0, blocks[index]?.height ?? 0);
  });
  const topOf = (line: number) => heights.slice(0, line).reduce((sum, height) => sum + height, 0);
  blocks.forEach(({ group }, index) => {
    const { x = 0, line = 0 } = places[index] ?? {};
    group.setAttribute("transform", `translate(${x},${topOf(line)})`);
  });
  return { group: svg("g", {}, ...blocks.map(({ group }) => group)), height: topOf(heights.length) };
}

/** The entries of a legend; a name that is longer than the width is broken. */
function entriesBlock(entries: readonly LegendEntry[], width: number): Block {
  const blocks = entries.map((entry) => {
    const style = { "font-size": LEGEND.size, fill: "var(--ink-2)" };
    const { group, height } = textBlock(entry.name, width - LEGEND.mark, LEGEND.line, style);
    group.setAttribute("transform", `translate(${LEGEND.mark},-5)`);
    const own = Math.min(width, LEGEND.mark + textWidth(entry.name, LEGEND.size));
    return { group: svg("g", {}, legendGlyph(entry), group), width: own, height };
  });
  return flowing(blocks, width);
}

function scalesBlock(scales: readonly NamedPicture[], width: number): Block {
  const blocks = scales.map(({ name, picture }) => {
    const left = name === "" ? 0 : textWidth(name, LEGEND.size) + SCALE_GAP;
    const [own, height] = [picture.width.baseVal.value, picture.height.baseVal.value];
    picture.setAttribute("x", String(left));
    const text = svg("text", { y: 10, "font-size": LEGEND.size, fill: "var(--ink-2)" }, name);
    return { group: svg("g", {}, text, picture), width: left + own, height: height + 4 };
  });
  return flowing(blocks, width);
}

/** A picture that can stand alone in a paper: on white, with its title, legend, chart and caption. */
export function paperPicture(parts: PaperParts, width = PICTURE_WIDTH): SVGSVGElement {
  const { title, caption, legend = [], scales = [], chart } = parts;
  const size = { width: chart.width.baseVal.value, height: chart.height.baseVal.value };
  const whole = Math.max(width, Math.ceil(size.width + 2 * INSET));
  const inner = whole - 2 * INSET;
  const heading = { "font-size": TITLE.size, "font-weight": 600, fill: "var(--ink)" };
  const note = { "font-size": CAPTION.size, fill: "var(--ink-2)" };
  const blocks: [block: Block, below: number][] = [
    [textBlock(title, inner, TITLE.line, heading), 4],
    [entriesBlock(legend, inner), 6],
    [scalesBlock(scales, inner), scales.length === 0 ? 0 : 6],
    [{ group: svg("g", {}, chart), height: size.height }, 8],
    [textBlock(caption, inner, CAPTION.line, note), INSET - 6],
  ];
  let y = INSET;
  const placed = blocks.map(([{ group, height }, below]) => {
    const at = svg("g", { transform: `translate(${INSET},${y})` }, group);
    y += height + below;
    return at;
  });
  return svg(
    "svg",
    {
      viewBox: `0 0 ${whole} ${y}`,
      width: whole,
      height: y,
      class: "on-paper",
      "font-family": "var(--font)",
    },
    svg("rect", { width: whole, height: y, fill: "#ffffff" }),
    ...placed,
  );
}

/** The parts of a figure as a file. */
export const paperParts = (figure: Figure, width = CHART_WIDTH): PaperParts => ({
  title: figure.title,
  caption: figure.caption,
  legend: legendIn(figure, "light"),
  chart: figure.draw(width, "light").chart,
});
