/** A cell of a map: row receives, column gives. Charts tell of the cell under the pointer and mark one on request. */
export interface Cell {
  readonly row: number;
  readonly column: number;
  /** The layer, where the chart shows several. */
  readonly layer?: number;
}

/** The event in which a chart tells of the cell under the pointer or the keyboard's cursor; null when there is none. */
export const CELL_EVENT = "cell";

export type CellEvent = CustomEvent<Cell | null>;

/** Tells the listeners of a chart which cell is meant. */
export function tellCell(chart: Element, cell: Cell | null): void {
  chart.dispatchEvent(new CustomEvent(CELL_EVENT, { detail: cell }));
}

/** Calls the listener whenever the chart tells of a cell. */
export function onCell(chart: Element, listener: (cell: Cell | null) => void): void {
  chart.addEventListener(CELL_EVENT, (event) => listener((event as CellEvent).detail));
}
