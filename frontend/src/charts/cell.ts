/** A cell of a map: row receives, column gives. Charts tell of the cell under the pointer and mark one on request. */
export interface Cell {
  readonly row: number;
  readonly column: number;
  /** The layer, where the chart shows several. */
  readonly layer?: number;
}

/** In this event a chart tells of the cell under the pointer or the keyboard's cursor; null when there is none. */
const CELL_EVENT = "cell";
/** In this event a chart is told which cell to mark; null for none. */
const MARK_EVENT = "mark";

type CellEvent = CustomEvent<Cell | null>;

const listen = (chart: Element, event: string, listener: (cell: Cell | null) => void): void =>
  chart.addEventListener(event, (message) => listener((message as CellEvent).detail));

/** Tells the listeners of a chart which cell is meant. */
export function tellCell(chart: Element, cell: Cell | null): void {
  chart.dispatchEvent(new CustomEvent(CELL_EVENT, { detail: cell }));
}

/** Calls the listener whenever the chart tells of a cell. */
export const onCell = (chart: Element, listener: (cell: Cell | null) => void): void =>
  listen(chart, CELL_EVENT, listener);

/** Marks a cell in a chart, or nothing. */
export function markCell(chart: Element, cell: Cell | null): void {
  chart.dispatchEvent(new CustomEvent(MARK_EVENT, { detail: cell }));
}

/** How a chart marks the cell that it is asked to. */
export const onMark = (chart: Element, mark: (cell: Cell | null) => void): void =>
  listen(chart, MARK_EVENT, mark);
