import type { CsvValue } from "../../charts/exports.ts";
import type { Figure } from "../../charts/figure.ts";
import { type HeatRow, heatTable } from "../../charts/heatTable.ts";
import { columnsFor, multiples, multipleWidth } from "../../charts/multiples.ts";
import type { CursorOptions } from "../../charts/chartCursor.ts";
import { figure } from "../../dom/format.ts";
import { rampOf, type Theme } from "../../scale/ramp.ts";
import type { EvaluationMeasure } from "../../state/results/measures.ts";
import type { ChartPoint } from "../../state/results/sentenceFields.ts";
import { groupName } from "../../state/results/sentenceGroups.ts";
import { modelNames, type SideFigures, WHEN_NAMES } from "./loadFigures.ts";
import { chosenFigures, type MethodChoice } from "./methodSeries.ts";
import { sentenceCount } from "./sentenceCount.ts";

/** The input of a heat table of methods by layers. */
export interface HeatRequest {
  readonly title: string;
  readonly measure: EvaluationMeasure;
  readonly group: string;
  readonly sides: readonly SideFigures[];
  readonly choice: MethodChoice;
  readonly file: string;
  readonly reading?: CursorOptions | undefined;
}

/** Two tables stand beside each other from this width on. */
const LEAST = 440;

function rowsOfSide({ side, table }: SideFigures, choice: MethodChoice): HeatRow[] {
  return chosenFigures(table, choice).map(({ method, name, view }) => {
    const first = view.aggregation === "last_layer" ? table.layers : 1;
    const values = view.figures.mean;
    const data = values.map((_, place): ChartPoint => ({
      scoreRunId: side.scoreRunId,
      method,
      layer: first + place,
    }));
    return { name, values, data };
  });
}

/** The name that tells a side from the other sides in the figure; undefined where there is no other. */
function headOf(sides: readonly SideFigures[], { model, side }: SideFigures): string | undefined {
  const names = modelNames([...new Set(sides.map((one) => one.model))]);
  const parts = [
    ...(names.size > 1 ? [names.get(model.run.id) ?? ""] : []),
    ...(new Set(sides.map((one) => one.side.when)).size > 1 ? [WHEN_NAMES[side.when].toLowerCase()] : []),
  ];
  return parts.length === 0 ? undefined : parts.join(", ");
}

function tableRows(sides: readonly SideFigures[], choice: MethodChoice): CsvValue[][] {
  const layers = Math.max(1, ...sides.map(({ table }) => table.layers));
  const last = choice.aggregation === "last_layer";
  const numbers = last ? [layers] : Array.from({ length: layers }, (_, place) => place + 1);
  const heads = [
    "method",
    ...(sides.length > 1 ? ["side"] : []),
    ...numbers.map((layer) => `layer ${layer}`),
  ];
  const body = sides.flatMap((side) =>
    rowsOfSide(side, choice).map(({ name, values }): CsvValue[] => [
      name,
      ...(sides.length > 1 ? [headOf(sides, side) ?? ""] : []),
      ...numbers.map((_, place) => values[place] ?? null),
    ]),
  );
  return [heads, ...body];
}

/** Every method in every layer as a number in a colour; a table for each side. */
export function heatFigure(request: HeatRequest): Figure {
  const { measure, group, sides, choice, title } = request;
  const rows = sides.map((side) => rowsOfSide(side, choice));
  const values = rows.flat().flatMap((row) => row.values.map((value) => value ?? 0));
  const signed = measure.minimum < 0 && Math.min(0, ...values) < 0;
  const maximum = Math.max(...values.map(Math.abs), 1e-9);
  const draw = (width: number, theme: Theme) => {
    const columns = columnsFor(sides.length, width, LEAST);
    const charts = sides.map((side, place) =>
      heatTable(rows[place] ?? [], {
        width: multipleWidth(width, columns),
        ramp: rampOf(theme, signed),
        signed,
        maximum,
        columns:
          choice.aggregation === "last_layer"
            ? [String(side.table.layers)]
            : Array.from({ length: side.table.layers }, (_, layer) => String(layer + 1)),
        columnName: "Layer",
        title,
        head: headOf(sides, side),
        format: figure,
      }),
    );
    return multiples(charts, columns, title);
  };
  return {
    title,
    caption: `${measure.name}, mean over n = ${sentenceCount(sides.map(({ table }) => table))} sentences (${groupName(group).toLowerCase()}); all cells share one scale. The figure by layer shows the intervals.`,
    legend: [],
    draw,
    rows: () => tableRows(sides, choice),
    file: request.file,
    reading: request.reading,
  };
}
