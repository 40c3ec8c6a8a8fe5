import { svg } from "../dom/element.ts";

const CELLS: readonly (readonly [number, number, number])[] = [
  [0, 0, 1],
  [1, 0, 0.12],
  [0, 1, 0.4],
  [1, 1, 0.7],
  [2, 1, 0.12],
  [0, 2, 0.2],
  [1, 2, 0.45],
  [2, 2, 1],
];

/** The mark: a small context-mixing map whose cue stands out. */
export function mark(): SVGElement {
  const cells = CELLS.map(([column, row, opacity]) =>
    svg("rect", { x: column * 7, y: row * 7, width: 6, height: 6, rx: 1.2, opacity, fill: "currentColor" }),
  );
  const cue = svg("rect", { x: 14, y: 0, width: 6, height: 6, rx: 1.2, fill: "var(--cue)" });
  return svg("svg", { viewBox: "0 0 20 20", width: 20, height: 20, "aria-hidden": "true" }, ...cells, cue);
}
