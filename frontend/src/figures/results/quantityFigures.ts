import type { Quantities } from "../../api/types.ts";
import type { CsvValue } from "../../charts/exports.ts";
import type { Figure } from "../../charts/figure.ts";
import type { LegendEntry } from "../../charts/figureLegend.ts";
import { type HeatRow, heatTable } from "../../charts/heatTable.ts";
import { lineChart } from "../../charts/lineChart.ts";
import { lineDomain, type LineSeries } from "../../charts/lineSeries.ts";
import { columnsFor, multiples, multipleWidth } from "../../charts/multiples.ts";
import type { CursorOptions } from "../../charts/chartCursor.ts";
import { count, figure } from "../../dom/format.ts";
import { rampOf } from "../../scale/ramp.ts";
import type { ModelRun, ScoredSide } from "../../state/results/scoredSides.ts";
import { groupName } from "../../state/results/sentenceGroups.ts";
import { intervalNote } from "./linesFigure.ts";
import { modelNames, WHEN_NAMES } from "./loadFigures.ts";
import { SIDE_COLOURS } from "./probingFigures.ts";

/** Figures of what was measured of a model itself, by layer or by layer and head. */

/** One score run's quantities. */
export interface SideQuantities {
  readonly model: ModelRun;
  readonly side: ScoredSide;
  readonly table: Quantities;
}

/** One of the quantities of an evaluation, with its figures by layer. */
export type Quantity = Quantities["quantities"][number];

/** The cell of a grid that was chosen; layer and head count from 1. */
export interface ChosenHead {
  readonly scoreRunId: string;
  readonly layer: number;
  readonly head: number;
}

export interface QuantityRequest {
  readonly quantity: string;
  readonly group: string;
  readonly sides: readonly SideQuantities[];
  readonly resamples: number;
  /** File name without the quantity. */
  readonly file: string;
  readonly reading?: CursorOptions | undefined;
}

/** Two charts stand beside each other from this width on. */
const LEAST = 420;

/** A quantity of a side by its id. */
export const quantityOf = ({ table }: SideQuantities, id: string): Quantity | undefined =>
  table.quantities.find((quantity) => quantity.id === id);

/** What tells a side from the others: its run and whether it is before or after fine-tuning, as far as they differ. */
function nameOf(sides: readonly SideQuantities[], { model, side }: SideQuantities): string {
  const names = modelNames([...new Set(sides.map((one) => one.model))]);
  const parts = [
    ...(names.size > 1 ? [names.get(model.run.id) ?? ""] : []),
    ...(new Set(sides.map((one) => one.side.when)).size > 1
      ? [`${WHEN_NAMES[side.when].toLowerCase()} fine-tuning`]
      : []),
  ];
  return parts.join(", ");
}

/** How many sentences the means of a quantity are over, at most. */
function sentences(sides: readonly SideQuantities[], id: string): string {
  const numbers = sides.map((side) => Math.max(0, ...(quantityOf(side, id)?.figures.n ?? [])));
  const least = Math.min(...numbers);
  const most = Math.max(...numbers);
  return least === most ? count(most) : `${count(least)} to ${count(most)}`;
}

function seriesOf({ side, table }: SideQuantities, quantity: Quantity | undefined): LineSeries {
  const { mean = [], low = [], high = [], n = [] } = quantity?.figures ?? {};
  return {
    name: `${WHEN_NAMES[side.when]} fine-tuning`,
    colour: SIDE_COLOURS[side.when],
    points: mean.map((y, place) => ({
      x: table.firstLayer + place,
      y,
      low: low[place] ?? null,
      high: high[place] ?? null,
      n: n[place],
    })),
  };
}

/** The lines of one run. */
interface RunLines {
  readonly model: ModelRun;
  readonly series: readonly LineSeries[];
}

function linesOf(sides: readonly SideQuantities[], id: string): RunLines[] {
  const models = [...new Set(sides.map(({ model }) => model))];
  return models.map((model) => ({
    model,
    series: sides.filter((one) => one.model === model).map((one) => seriesOf(one, quantityOf(one, id))),
  }));
}

const FIGURE_COLUMNS = ["mean", "low", "high", "n"];

function rowsOf(sides: readonly SideQuantities[], id: string): CsvValue[][] {
  const heads = sides.some(({ table }) => table.heads !== null);
  const body = sides.flatMap((one) => {
    const { mean = [], low = [], high = [], n = [] } = quantityOf(one, id)?.figures ?? {};
    const each = one.table.heads ?? 1;
    return mean.map((value, cell): CsvValue[] => [
      one.model.run.id,
      one.side.when,
      one.table.firstLayer + Math.floor(cell / each),
      ...(heads ? [(cell % each) + 1] : []),
      value,
      low[cell] ?? null,
      high[cell] ?? null,
      n[cell] ?? null,
    ]);
  });
  return [["run", "fine-tuning", "layer", ...(heads ? ["head"] : []), ...FIGURE_COLUMNS], ...body];
}

/** A quantity by layer, a line for each side; a chart for each run, all with one scale. */
export function quantityLinesFigure(request: QuantityRequest): Figure {
  const { quantity, group, sides, resamples } = request;
  const described = sides.map((side) => quantityOf(side, quantity)).find((one) => one !== undefined);
  const name = described?.name ?? quantity;
  const runs = linesOf(sides, quantity);
  const names = modelNames(runs.map(({ model }) => model));
  const whens = (["before", "after"] as const).filter((when) => sides.some(({ side }) => side.when === when));
  const domain = lineDomain(runs.flatMap(({ series }) => series));
  return {
    title: `${name} by layer`,
    caption: `${described?.description ?? ""} Mean over n = ${sentences(sides, quantity)} sentences (${groupName(group).toLowerCase()}). Layer 0 is the embedding output. ${intervalNote(resamples)}`,
    legend: whens.map((when): LegendEntry => ({
      name: `${WHEN_NAMES[when]} fine-tuning`,
      colour: SIDE_COLOURS[when],
      symbol: "circle",
    })),
    draw: (width) => {
      const columns = columnsFor(runs.length, width, LEAST);
      const charts = runs.map(({ model, series }) =>
        lineChart(series, {
          width: multipleWidth(width, columns),
          height: width < 560 ? 260 : 300,
          title: runs.length > 1 ? names.get(model.run.id) : undefined,
          x: { name: "Layer", format: String, tickFormat: (layer) => (layer === 0 ? "emb." : String(layer)) },
          y: { name, format: figure, domain },
          label: `${name} by layer. Arrow keys read the points.`,
        }),
      );
      return multiples(charts, columns, `${name} by layer`);
    },
    rows: () => rowsOf(sides, quantity),
    file: `${request.file}-${quantity}-${group}`,
    reading: request.reading,
  };
}

function gridRows(one: SideQuantities, id: string): HeatRow[] {
  const values = quantityOf(one, id)?.figures.mean ?? [];
  const heads = one.table.heads ?? 1;
  return Array.from({ length: one.table.layers }, (_, row): HeatRow => {
    const layer = one.table.firstLayer + row;
    return {
      name: `Layer ${layer}`,
      values: values.slice(row * heads, (row + 1) * heads),
      data: Array.from({ length: heads }, (_cell, head): ChosenHead => ({
        scoreRunId: one.side.scoreRunId,
        layer,
        head: head + 1,
      })),
    };
  });
}

/** A quantity of every head as a grid of layers and heads; a grid for each side of each run. */
export function headGridFigure(request: QuantityRequest): Figure {
  const { quantity, group, sides } = request;
  const described = sides.map((side) => quantityOf(side, quantity)).find((one) => one !== undefined);
  const name = described?.name ?? quantity;
  const grids = sides.map((side) => gridRows(side, quantity));
  const values = grids.flat().flatMap((row) => row.values.map((value) => value ?? 0));
  const signed = described?.signed === true;
  const maximum = Math.max(...values.map(Math.abs), 1e-9);
  return {
    title: name,
    caption: `${described?.description ?? ""} Mean over n = ${sentences(sides, quantity)} sentences (${groupName(group).toLowerCase()}); all cells share one scale.`,
    legend: [],
    draw: (width, theme) => {
      const columns = columnsFor(sides.length, width, LEAST);
      const charts = sides.map((side, place) =>
        heatTable(grids[place] ?? [], {
          width: multipleWidth(width, columns),
          ramp: rampOf(theme, signed),
          signed,
          maximum,
          columns: Array.from({ length: side.table.heads ?? 1 }, (_, head) => String(head + 1)),
          columnName: "Head",
          title: `${name}, layers and heads`,
          head: nameOf(sides, side) || undefined,
          format: figure,
        }),
      );
      return multiples(charts, columns, name);
    },
    rows: () => rowsOf(sides, quantity),
    file: `${request.file}-${quantity}-${group}`,
    reading: request.reading,
  };
}
