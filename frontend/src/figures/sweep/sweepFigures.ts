import type { SweepTable } from "../../api/types.ts";
import { type ColumnDot, dotColumns } from "../../charts/dotColumns.ts";
import type { Mark } from "../../charts/chartCursor.ts";
import type { CsvValue } from "../../charts/exports.ts";
import type { Figure } from "../../charts/figure.ts";
import type { Table } from "../../charts/table.ts";
import { figure } from "../../dom/format.ts";
import { itemLook } from "../../scale/itemLooks.ts";
import type { Theme } from "../../scale/ramp.ts";
import { dimensionsOf, valuesOf, writtenMetric } from "../../state/sweeps/sweepMetrics.ts";

/** What the figures of a sweep are made of. */
export interface SweepData {
  readonly sweep: string;
  readonly table: SweepTable;
  /** The figure's name, and what it is of. */
  readonly metricName: string;
  readonly note: string;
}

/** The combinations by their settings. */
function groups({ table: { cells } }: SweepData) {
  const [across, ...others] = dimensionsOf(cells);
  const seriesOf = (cell: (typeof cells)[number]) =>
    others.length === 0 ? "All runs" : others.map(({ of }) => of(cell)).join(", ");
  const series = others.length === 0 ? ["All runs"] : [...new Set(cells.map(seriesOf))];
  return { across, others, seriesOf, series };
}

function dotsOf(data: SweepData, theme: Theme): ColumnDot[] {
  const { across, seriesOf, series } = groups(data);
  return data.table.cells.flatMap((cell) =>
    cell.runs.flatMap((run): ColumnDot[] =>
      run.value === null || across === undefined
        ? []
        : [
            {
              column: across.of(cell),
              series: seriesOf(cell),
              value: run.value,
              colour: itemLook(series.indexOf(seriesOf(cell)), theme).colour,
              head: `Seed ${run.seed}${run.layer === null ? "" : `, layer ${run.layer}`}`,
              datum: run.runId,
            },
          ],
    ),
  );
}

/** Every seed as a dot, by the setting that differs, with the mean. */
export function sweepFigure(data: SweepData, open: (runId: string) => void): Figure {
  const { across, others, series } = groups(data);
  const { cells, metric } = data.table;
  const format = (value: number) => writtenMetric(metric, value);
  const byOthers =
    others.length === 0 ? "" : ` Colours: ${others.map(({ name }) => name.toLowerCase()).join(", ")}.`;
  return {
    title: `${data.metricName} by ${across?.name.toLowerCase() ?? "model"}`,
    caption: `Each dot is a run with a seed of its own; the bar is the mean over seeds.${byOthers} ${data.note}`,
    legend: (theme) =>
      others.length === 0
        ? []
        : series.map((name, place) => ({
            name,
            colour: itemLook(place, theme).colour,
            symbol: "circle",
            kind: "point",
          })),
    draw: (width, theme) =>
      dotColumns(dotsOf(data, theme), {
        width,
        height: width < 560 ? 260 : 320,
        columns: across === undefined ? [] : valuesOf(cells, across),
        series,
        xName: across?.name ?? "",
        yName: data.metricName,
        format,
        bounds: metric === "accuracy_after" || metric === "accuracy_before" ? [0, 1] : undefined,
        title: `${data.metricName} of the runs of ${data.sweep}.`,
      }),
    rows: () => runRows(data),
    file: `${data.sweep}-${metric}`,
    reading: {
      choose: ({ datum }: Mark) => (typeof datum === "string" ? open(datum) : undefined),
      hint: "Opens the run",
    },
  };
}

/** The figure of every run. */
function runRows({ table: { cells, metric } }: SweepData): CsvValue[][] {
  const rows = cells.flatMap((cell) =>
    cell.runs.map((run): CsvValue[] => [
      cell.modelId,
      cell.learningRate,
      cell.batchSize,
      cell.epochs,
      cell.maskedShare,
      run.seed,
      run.state,
      run.value,
      run.layer,
    ]),
  );
  return [
    ["Model", "Learning rate", "Batch size", "Epochs", "Masked share", "Seed", "State", metric, "Layer"],
    ...rows,
  ];
}

/** The combinations over their seeds. */
export function cellTable({ sweep, table: { cells, metric }, metricName, note }: SweepData): Table {
  const dimensions = dimensionsOf(cells);
  const first = dimensions.length;
  return {
    title: `${metricName} over seeds`,
    caption: `n: runs that have the figure, of all. SD: standard deviation over seeds. ${note}`,
    rows: [
      [...dimensions.map(({ name }) => name), "n", "Runs", "Best", "Mean", "SD", "Least", "Greatest"],
      ...cells.map((cell): CsvValue[] => [
        ...dimensions.map(({ of }) => {
          const value = of(cell);
          return Number.isFinite(Number(value)) ? Number(value) : value;
        }),
        cell.n,
        cell.runs.length,
        cell.best,
        cell.mean,
        cell.deviation,
        cell.minimum,
        cell.maximum,
      ]),
    ],
    file: `${sweep}-${metric}-over-seeds`,
    cell: (value, row, column) => {
      const cell = cells[row];
      const dimension = dimensions[column];
      if (cell !== undefined && dimension !== undefined) {
        return dimension.of(cell);
      }
      return column < first + 2 || typeof value !== "number"
        ? String(value ?? "–")
        : column === first + 4
          ? deviationText(metric, value)
          : writtenMetric(metric, value);
    },
  };
}

const deviationText = (metric: string, value: number): string =>
  metric.startsWith("accuracy_") ? `${(100 * value).toFixed(1)} points` : figure(value);
