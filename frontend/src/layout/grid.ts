/** Where the cells and labels of a map lie. */
export interface Grid {
  readonly cellWidth: number;
  readonly cellHeight: number;
  /** Space for the labels at the left and above. */
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  /** Whether numbers fit into the cells. */
  readonly numbers: boolean;
}

export interface GridRequest {
  readonly columns: number;
  readonly rows: number;
  readonly rowLabels: readonly string[];
  readonly columnLabels: readonly string[];
  /** The width that is there. */
  readonly width: number;
  /** Space at the right of the cells. */
  readonly right?: number;
  readonly largestCell?: number;
  /** Height of a row where cells are not square. */
  readonly rowHeight?: number;
}

export const LABEL_SIZE = 12;
const CHARACTER = 6.7;
const LONGEST_LABEL = 14;
const SMALLEST_NUMBER = 21;
const NARROWEST_MARGIN = 68;
const TILT = Math.sin((55 * Math.PI) / 180);
const LEAN = Math.cos((55 * Math.PI) / 180);

/** Size of the numbers in cells of a width. */
export const numberSize = (cellWidth: number): number => Math.max(9, Math.min(12, cellWidth * 0.36));

/** A label cut to what has room beside a map. */
export const shortened = (label: string): string =>
  label.length > LONGEST_LABEL ? `${label.slice(0, LONGEST_LABEL - 1)}…` : label;

const extent = (labels: readonly string[]) =>
  Math.max(0, ...labels.map((label) => shortened(label).length)) * CHARACTER;

/** Cells as large as the width allows. */
export function gridOf(request: GridRequest): Grid {
  const { columns, rows, width, largestCell = 54 } = request;
  const left = Math.max(NARROWEST_MARGIN, Math.ceil(extent(request.rowLabels) + 14));
  const longest = extent(request.columnLabels);
  const top = Math.ceil(longest * TILT + 30);
  const right = Math.max(request.right ?? 0, Math.min(48, Math.ceil(longest * LEAN) - 8));
  const room = (width - left - right) / Math.max(1, columns);
  const cellWidth = Math.max(9, Math.min(largestCell, Math.floor(room)));
  const cellHeight = request.rowHeight ?? cellWidth;
  return {
    cellWidth,
    cellHeight,
    left,
    top,
    width: left + columns * cellWidth + right,
    height: top + rows * cellHeight + 4,
    numbers: cellWidth >= SMALLEST_NUMBER && cellHeight >= 16,
  };
}
