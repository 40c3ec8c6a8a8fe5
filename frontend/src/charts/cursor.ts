import { tellCell, type Cell } from "./cell.ts";

/** The cells that a cursor goes over. */
export interface CursorGround {
  readonly rows: number;
  readonly columns: number;
  readonly start: Cell;
  /** The cell that a place of the cursor stands for; the place itself where left out. */
  readonly cellAt?: (cell: Cell) => Cell;
}

const STEPS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
};

const within = (place: number, count: number) => Math.min(count - 1, Math.max(0, place));

/** The arrow keys move a cursor over a chart that has the focus; the chart tells of the cell it is at. */
export function followArrows(chart: SVGSVGElement, ground: CursorGround): void {
  const { rows, columns, start, cellAt = (cell: Cell): Cell => cell } = ground;
  let cursor = start;
  chart.addEventListener("focus", () => {
    if (chart.matches(":focus-visible")) {
      tellCell(chart, cellAt(cursor));
    }
  });
  chart.addEventListener("blur", () => tellCell(chart, null));
  chart.addEventListener("keydown", (event) => {
    const step = STEPS[event.key];
    if (step !== undefined) {
      event.preventDefault();
      event.stopPropagation();
      cursor = { row: within(cursor.row + step[0], rows), column: within(cursor.column + step[1], columns) };
      tellCell(chart, cellAt(cursor));
    }
  });
}
