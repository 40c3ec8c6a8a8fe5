import { svg } from "../dom/element.ts";
import type { ReadableChart, Mark } from "./chartCursor.ts";

const GAP = { x: 20, y: 18 };

/** How many charts of at least a width stand beside each other; as few rows as there is room for, filled evenly. Pairs stay side by side. */
export function columnsFor(count: number, width: number, least: number, pairs = false): number {
  const most = Math.max(1, Math.min(count, Math.floor((width + GAP.x) / (least + GAP.x))));
  const columns = Math.ceil(count / Math.ceil(count / most));
  return pairs && columns % 2 === 1 && columns > 1 ? columns - 1 : columns;
}

/** The width of each of some charts beside each other. */
export const multipleWidth = (width: number, columns: number): number =>
  Math.floor((width - (columns - 1) * GAP.x) / columns);

/** Charts of one width in one picture, row by row, each row as high as its highest; their marks stay what they are. */
export function multiples(charts: readonly ReadableChart[], columns: number, label: string): ReadableChart {
  const [first] = charts;
  if (first !== undefined && charts.length === 1) {
    return first;
  }
  const width = first?.chart.width.baseVal.value ?? 0;
  const rows = Array.from({ length: Math.ceil(charts.length / Math.max(1, columns)) }, (_, row) =>
    Math.max(
      ...charts.slice(row * columns, (row + 1) * columns).map(({ chart }) => chart.height.baseVal.value),
    ),
  );
  const topOf = (row: number) => rows.slice(0, row).reduce((top, height) => top + height + GAP.y, 0);
  const marks = charts.flatMap((one, place): Mark[] => {
    const x = (place % columns) * (width + GAP.x);
    const y = topOf(Math.floor(place / columns));
    one.chart.setAttribute("x", String(x));
    one.chart.setAttribute("y", String(y));
    one.chart.removeAttribute("role");
    return one.marks.map((mark) => ({ ...mark, x: mark.x + x, y: mark.y + y }));
  });
  const size = {
    width: columns * (width + GAP.x) - GAP.x,
    height: Math.max(1, topOf(rows.length) - GAP.y),
  };
  const chart = svg(
    "svg",
    {
      ...size,
      viewBox: `0 0 ${size.width} ${size.height}`,
      class: "figure-chart",
      role: "img",
      "aria-label": label,
      "font-family": "var(--font)",
    },
    ...charts.map((one) => one.chart),
  );
  return { chart, marks };
}
