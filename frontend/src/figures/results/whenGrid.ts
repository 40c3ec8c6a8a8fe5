import type { ReadableChart } from "../../charts/chartCursor.ts";
import { lineChart } from "../../charts/lineChart.ts";
import { lineDomain, type LineSeries } from "../../charts/lineSeries.ts";
import { columnsFor, multiples, multipleWidth } from "../../charts/multiples.ts";
import { figure } from "../../dom/format.ts";
import type { Theme } from "../../scale/ramp.ts";
import type { WhenRow } from "./whenRows.ts";

/** What the charts of one row of a grid have in common. */
export type GridRow = Pick<WhenRow, "title" | "measure" | "guessing" | "layers">;

/** Charts below each other, one for each row of a grid. */
export interface GridColumn {
  /** What stands above one of its charts, and what its vertical axis is called. */
  names(row: GridRow): { readonly title: string; readonly axis: string };
  /** The lines of one of the rows. */
  lines(row: GridRow, theme: Theme): LineSeries[];
}

export interface WhenGrid {
  readonly rows: readonly GridRow[];
  readonly columns: readonly GridColumn[];
  /** From what width on a column stands beside another. */
  readonly least: number;
  /** What the picture says to those who do not see it. */
  readonly label: string;
}

/** The axis of all charts: from the embeddings on where any evaluation reads them. */
function layerAxis(rows: readonly GridRow[]): readonly [number, number] {
  const first = Math.min(...rows.map(({ layers }) => layers[0]));
  const last = Math.max(...rows.map(({ layers }) => layers[1]));
  return first === last ? [first - 1, last + 1] : [first, last];
}

/** One scale for a row in all columns. Compression is read against 1, which is guessing, and everything else against 0. */
function domainOf(row: GridRow, columns: readonly GridColumn[], theme: Theme): readonly [number, number] {
  const all = columns.flatMap((column) => column.lines(row, theme));
  const values = all.flatMap(({ points }) => points.flatMap(({ y, low, high }) => [y, low, high]));
  const numbers = values.filter((value) => typeof value === "number");
  return row.guessing === 1 ? [Math.min(1, ...numbers), Math.max(1, ...numbers)] : lineDomain(all);
}

/** Charts of one layer axis, evaluations below each other; where there is no room for all columns, some of them below the others. */
export function drawGrid(
  { rows, columns, least, label }: WhenGrid,
  theme: Theme,
  width: number,
): ReadableChart {
  const beside = columnsFor(columns.length, width, least);
  const each = multipleWidth(width, beside);
  const domain = layerAxis(rows);
  const scales = new Map(rows.map((row) => [row, domainOf(row, columns, theme)]));
  const chartOf = (row: GridRow, column: GridColumn, last: boolean) => {
    const { title, axis } = column.names(row);
    return lineChart(column.lines(row, theme), {
      width: each,
      height: (width < 560 ? 170 : 190) + (last ? 32 : 0),
      title,
      x: {
        name: "Layer",
        format: String,
        tickFormat: (layer) => (layer === 0 ? "emb." : String(layer)),
        domain,
        rules: true,
        bare: !last,
      },
      y: { name: axis, format: figure, domain: scales.get(row) ?? [0, 1] },
      rule: row.guessing,
    });
  };
  const blocks = Array.from({ length: Math.ceil(columns.length / beside) }, (_, block) =>
    columns.slice(block * beside, (block + 1) * beside),
  );
  const drawn = blocks.map((some) =>
    multiples(
      rows.flatMap((row) => some.map((column) => chartOf(row, column, row === rows.at(-1)))),
      some.length,
      label,
    ),
  );
  return multiples(drawn, 1, label);
}
