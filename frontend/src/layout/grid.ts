import { type Band, bandOf } from "./band.ts";

/** Where the cells and labels of a map lie. */
export interface Grid {
  /** The columns of cells, from left to right. */
  readonly x: Band;
  /** The rows of cells, from the top down. */
  readonly y: Band;
  readonly cellWidth: number;
  readonly cellHeight: number;
  /** Size of the labels beside the cells, in pixels. */
  readonly labelSize: number;
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

const LABEL_SIZE = 12;
const SMALLEST_LABEL = 8;
/** Width of a character, as a share of the labels' size. */
const CHARACTER = 0.56;
const LONGEST_LABEL = 14;
const SMALLEST_NUMBER = 21;
/** A cell beside which labels keep their size and can be told apart. */
const READABLE_CELL = 16;
const TALLEST_MAP = 600;
const NARROWEST_MARGIN = 80;
const TILT = Math.sin((55 * Math.PI) / 180);
const LEAN = Math.cos((55 * Math.PI) / 180);

/** Size of the numbers in cells of a width. */
export const numberSize = (cellWidth: number): number => Math.max(9, Math.min(12, cellWidth * 0.36));

/** A label cut to what has room beside a map. */
export const shortened = (label: string): string =>
  label.length > LONGEST_LABEL ? `${label.slice(0, LONGEST_LABEL - 1)}…` : label;

const labelsExtent = (labels: readonly string[], size: number) =>
  Math.max(0, ...labels.map((label) => shortened(label).length)) * CHARACTER * size;

type Margins = Pick<Grid, "left" | "top"> & { readonly right: number };

function margins(request: GridRequest, size: number): Margins {
  const longest = labelsExtent(request.columnLabels, size);
  return {
    left: Math.max(NARROWEST_MARGIN, Math.ceil(labelsExtent(request.rowLabels, size) + 14)),
    top: Math.ceil(longest * TILT + 30),
    right: Math.max(request.right ?? 0, Math.min(48, Math.ceil(longest * LEAN) - 8)),
  };
}

function cellWidthOf({ columns, width, largestCell = 54 }: GridRequest, { left, right }: Margins): number {
  const room = (width - left - right) / Math.max(1, columns);
  return Math.max(9, Math.min(largestCell, Math.floor(room)));
}

/** Cells as large as the width allows, and labels that shrink with small cells rather than overlap. */
export function gridOf(request: GridRequest): Grid {
  const first = cellWidthOf(request, margins(request, LABEL_SIZE));
  const labelSize = Math.max(SMALLEST_LABEL, Math.min(LABEL_SIZE, first * 0.75));
  const { left, top, right } = margins(request, labelSize);
  const cellWidth = cellWidthOf(request, { left, top, right });
  const cellHeight = request.rowHeight ?? cellWidth;
  return {
    x: bandOf(request.columns, left, cellWidth),
    y: bandOf(request.rows, top, cellHeight),
    cellWidth,
    cellHeight,
    labelSize,
    left,
    top,
    width: left + request.columns * cellWidth + right,
    height: top + request.rows * cellHeight + 4,
    numbers: cellWidth >= SMALLEST_NUMBER && cellHeight >= 16,
  };
}

/** Cells of a square map grow until the map is as high as a screen shows at once. */
export const largestSquare = (tokens: number): number =>
  Math.max(28, Math.min(54, Math.floor(TALLEST_MAP / Math.max(1, tokens))));

/** The width that a map of so many tokens should have at least. */
export const readableWidth = (tokens: number): number => tokens * READABLE_CELL + 140;

/** The width from which on a map of so many tokens has room for its numbers. */
export const numberedWidth = (tokens: number): number => tokens * SMALLEST_NUMBER + 128;
