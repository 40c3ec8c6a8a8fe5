import { svg } from "../dom/element.ts";
import { percent } from "../dom/format.ts";

const WIDTH = 72;
const HEIGHT = 16;
const INSET = 4;

/** A small line from chance (50 %) to 100 % with accuracy before (ring) and after (dot) fine-tuning. */
export function accuracyChange(before: number, after: number | null): SVGSVGElement {
  const x = (accuracy: number) =>
    INSET + (WIDTH - 2 * INSET) * Math.min(1, Math.max(0, (accuracy - 0.5) / 0.5));
  const y = HEIGHT / 2;
  const said = `Accuracy ${percent(before)} before${after === null ? "" : `, ${percent(after)} after`}`;
  const chart = svg(
    "svg",
    { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, width: WIDTH, height: HEIGHT, role: "img", "aria-label": said },
    svg("title", {}, `${said}; the line runs from 50 % to 100 %`),
    svg("line", { x1: INSET, x2: WIDTH - INSET, y1: y, y2: y, stroke: "var(--line-strong)" }),
  );
  if (after !== null) {
    chart.append(
      svg("line", { x1: x(before), x2: x(after), y1: y, y2: y, stroke: "var(--accent)", "stroke-width": 2 }),
    );
  }
  chart.append(
    svg("circle", {
      cx: x(before),
      cy: y,
      r: 3,
      fill: "var(--surface)",
      stroke: "var(--ink-3)",
      "stroke-width": 1.5,
    }),
  );
  if (after !== null) {
    chart.append(svg("circle", { cx: x(after), cy: y, r: 3.5, fill: "var(--accent)" }));
  }
  return chart;
}
