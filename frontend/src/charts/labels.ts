import { select } from "d3";
import { svg } from "../dom/element.ts";
import { shortened, type Grid } from "../layout/grid.ts";
import type { Unit } from "../layout/picture.ts";

const INKS: Record<Unit["role"], string> = {
  target: "var(--ink)",
  cue: "var(--cue-ink)",
  special: "var(--ink-3)",
  plain: "var(--ink-2)",
};

/** The ink of a unit's name. */
export const unitInk = ({ role }: Unit): string => INKS[role];

/** The weight of a unit's name. */
export const unitWeight = ({ role }: Unit): number => (role === "target" || role === "cue" ? 650 : 400);

/** Distance between the labels and the cells. */
const GAP = { beside: 8, above: 7 };

const labelGroup = ({ labelSize }: Grid) => svg("g", { class: "labels", "font-size": labelSize });

/** The names of units in a group, without their places. */
export const labelsIn = (group: SVGGElement, units: readonly Unit[]) =>
  select(group)
    .selectAll("text")
    .data(units)
    .join("text")
    .attr("fill", unitInk)
    .attr("font-weight", unitWeight)
    .text(({ label }) => shortened(label));

/** Names of the columns, tilted, above the cells. */
export function columnLabels(units: readonly Unit[], grid: Grid): SVGGElement {
  const group = labelGroup(grid);
  const y = grid.top - GAP.above;
  labelsIn(group, units)
    .attr("transform", (_, column) => `translate(${grid.x.middle(column) + 3},${y}) rotate(-55)`)
    .attr("data-column", (_, column) => column);
  return group;
}

/** Names of the rows, at the left of the cells. */
export function rowLabels(units: readonly Unit[], grid: Grid): SVGGElement {
  const group = labelGroup(grid);
  labelsIn(group, units)
    .attr("x", grid.left - GAP.beside)
    .attr("y", (_, row) => grid.y.middle(row))
    .attr("dy", "0.35em")
    .attr("text-anchor", "end")
    .attr("data-row", (_, row) => row);
  return group;
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
