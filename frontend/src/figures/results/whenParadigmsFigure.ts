import type { CursorOptions } from "../../charts/chartCursor.ts";
import type { CsvValue } from "../../charts/exports.ts";
import type { Figure } from "../../charts/figure.ts";
import type { LineSeries } from "../../charts/lineSeries.ts";
import { AGGREGATION_NAMES } from "../../dom/names.ts";
import type { Theme } from "../../scale/ramp.ts";
import { groupName } from "../../state/results/sentenceGroups.ts";
import { intervalNote } from "./linesFigure.ts";
import { WHEN_NAMES } from "./loadFigures.ts";
import { legendOf, type MethodChoice } from "./methodSeries.ts";
import { drawGrid, type GridColumn, type GridRow } from "./whenGrid.ts";
import { MODEL_COLOUR, type PointOfTab, type WhenData, whenRows } from "./whenRows.ts";

export const WHEN_PARADIGMS_TITLE = "When, by paradigm";

/** What was read of one paradigm's sentences, of one side of one run. */
export interface ParadigmData {
  readonly paradigm: string;
  readonly data: WhenData;
}

/** A point of a method's line, with the paradigm whose sentences it is of. */
export interface PointOfParadigm extends PointOfTab {
  readonly group: string;
}

export interface WhenParadigmsRequest {
  readonly parts: readonly ParadigmData[];
  readonly choice: MethodChoice;
  readonly resamples: number;
  readonly file: string;
  readonly reading?: CursorOptions | undefined;
}

/** Columns stand beside each other from this width on. */
const LEAST = 200;

/** One paradigm's rows, whose points name it. */
function columnOf({ paradigm, data }: ParadigmData, choice: MethodChoice) {
  const rows = whenRows(data, choice);
  const named = (line: LineSeries): LineSeries => ({
    ...line,
    points: line.points.map(({ datum, ...point }) =>
      datum === undefined
        ? point
        : {
            ...point,
            datum: { ...(datum as PointOfTab), group: paradigm } satisfies PointOfParadigm,
          },
    ),
  });
  const linesOf = (title: string, theme: Theme): LineSeries[] =>
    rows
      .filter((row) => row.title === title)
      .flatMap((row) => row.sides.flatMap((side) => row.lines(side, theme, false)))
      .map(named);
  return { paradigm, rows, linesOf };
}

type ParadigmColumn = ReturnType<typeof columnOf>;

const hasValues = ({ rows, linesOf }: ParadigmColumn): boolean =>
  rows.some(({ title }) => linesOf(title, "light").some(({ points }) => points.some(({ y }) => y !== null)));

/** The rows of all columns; the axis reaches as far as that of any. */
function gridRows(columns: readonly ParadigmColumn[]): GridRow[] {
  const byTitle = new Map<string, GridRow>();
  for (const { title, measure, guessing, layers } of columns.flatMap(({ rows }) => rows)) {
    const [first, last] = byTitle.get(title)?.layers ?? layers;
    byTitle.set(title, {
      title,
      measure,
      guessing,
      layers: [Math.min(first, layers[0]), Math.max(last, layers[1])],
    });
  }
  return [...byTitle.values()];
}

function tableRows(columns: readonly ParadigmColumn[]): CsvValue[][] {
  return [
    ["paradigm", "evaluation", "measure", "of", "aggregation", "layer", "value", "low", "high", "n"],
    ...columns.flatMap(({ paradigm, rows }) =>
      rows.flatMap((row) =>
        row.sides.flatMap((side) =>
          row.rows(side).map((values): CsvValue[] => [paradigm, row.title, row.measure, ...values]),
        ),
      ),
    ),
  ];
}

function caption({ choice, resamples }: WhenParadigmsRequest, columns: readonly ParadigmColumn[]) {
  const counts = columns.map(({ paradigm, rows }) => {
    const each = [...new Set(rows.map(({ sentences }) => sentences))];
    return `${groupName(paradigm)} ${each.join(" or ")}`;
  });
  const how = choice.aggregation === "none" ? "" : `, ${AGGREGATION_NAMES[choice.aggregation].toLowerCase()}`;
  const [{ side } = { side: undefined }] = columns.flatMap(({ rows }) => rows.flatMap((row) => row.sides));
  return [
    `${WHEN_NAMES[side?.when ?? "after"]} fine-tuning${how}; sentences: ${counts.join("; ")}.`,
    "Each evaluation has one scale in all charts. Probing is of all sentences together and stands above.",
    intervalNote(resamples),
  ].join(" ");
}

/** The evaluations that are made sentence by sentence, paradigm beside paradigm; undefined where nothing of them was read. */
export function whenParadigmsFigure(request: WhenParadigmsRequest): Figure | undefined {
  const columns = request.parts.map((part) => columnOf(part, request.choice)).filter(hasValues);
  const methods = request.parts.flatMap(({ data }) => [
    ...(data.cues?.sides ?? []),
    ...(data.knockouts?.sides ?? []),
  ]);
  const lens = request.parts.some(({ data }) => data.lens.sides.length > 0);
  const grid = (theme: Theme, width: number) =>
    drawGrid(
      {
        rows: gridRows(columns),
        columns: columns.map(({ paradigm, linesOf }): GridColumn => ({
          names: ({ title, measure }) => ({
            title: groupName(paradigm),
            axis: `${title}: ${measure.charAt(0).toLowerCase()}${measure.slice(1)}`,
          }),
          lines: ({ title }, colours) => linesOf(title, colours),
        })),
        least: LEAST,
        label: `${WHEN_PARADIGMS_TITLE}. Arrow keys read the points.`,
      },
      theme,
      width,
    );
  return columns.length === 0
    ? undefined
    : {
        title: WHEN_PARADIGMS_TITLE,
        caption: caption(request, columns),
        legend: (theme) => [
          ...(lens ? [{ name: "the model itself", colour: MODEL_COLOUR, symbol: "circle" as const }] : []),
          ...legendOf(methods, request.choice, theme, false),
        ],
        draw: (width, theme) => grid(theme, width),
        rows: () => tableRows(columns),
        file: request.file,
        reading: request.reading,
      };
}
