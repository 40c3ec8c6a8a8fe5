import { svg } from "../dom/element.ts";
import { shortened, type Grid } from "../layout/grid.ts";
import type { Unit } from "../layout/picture.ts";

const INKS: Record<Unit["role"], string> = {
  target: "var(--ink)",
  cue: "var(--cue-ink)",
  special: "var(--ink-3)",
  plain: "var(--ink-2)",
};

const weight = (role: Unit["role"]) => (role === "target" || role === "cue" ? 650 : 400);

/** Names of the columns, tilted, above the cells. */
export function columnLabels(units: readonly Unit[], grid: Grid): SVGGElement {
  const labels = units.map(({ label, role }, column) => {
    const x = grid.left + (column + 0.5) * grid.cellWidth;
    return svg(
      "text",
      {
        transform: `translate(${x + 3},${grid.top - 7}) rotate(-55)`,
        fill: INKS[role],
        "font-weight": weight(role),
        "data-column": column,
      },
      shortened(label),
    );
  });
  return svg("g", { class: "labels", "font-size": grid.labelSize }, ...labels);
}

/** Names of the rows, at the left of the cells. */
export function rowLabels(units: readonly Unit[], grid: Grid): SVGGElement {
  const labels = units.map(({ label, role }, row) =>
    svg(
      "text",
      {
        x: grid.left - 8,
        y: grid.top + (row + 0.5) * grid.cellHeight,
        dy: "0.35em",
        "text-anchor": "end",
        fill: INKS[role],
        "font-weight": weight(role),
        "data-row": row,
      },
      shortened(label),
    ),
  );
  return svg("g", { class: "labels", "font-size": grid.labelSize }, ...labels);
}

/** A line of text that names an axis. */
export function axisName(
  text: string,
  x: number,
  y: number,
  anchor: "start" | "end" = "start",
): SVGTextElement {
  return svg(
    "text",
    { x, y, "text-anchor": anchor, "font-size": 11, fill: "var(--ink-3)", class: "axis-name" },
    text,
  );
}
