import type { CursorOptions } from "../../charts/chartCursor.ts";
import type { CsvValue } from "../../charts/exports.ts";
import type { Figure } from "../../charts/figure.ts";
import type { LegendEntry } from "../../charts/figureLegend.ts";
import type { LineSeries } from "../../charts/lineSeries.ts";
import { AGGREGATION_NAMES } from "../../dom/names.ts";
import type { Theme } from "../../scale/ramp.ts";
import type { Layout } from "../../state/results/commonFields.ts";
import type { ModelRun } from "../../state/results/scoredSides.ts";
import { groupName } from "../../state/results/sentenceGroups.ts";
import { intervalNote } from "./linesFigure.ts";
import { modelNames, WHEN_NAMES } from "./loadFigures.ts";
import { legendOf, type MethodChoice } from "./methodSeries.ts";
import { drawGrid } from "./whenGrid.ts";
import {
  CONTROL_COLOUR,
  CONTROL_NAME,
  MODEL_COLOUR,
  type Sided,
  type WhenData,
  type WhenRow,
  whenRows,
} from "./whenRows.ts";

export const WHEN_TITLE = "When: several evaluations, layer by layer";

export interface WhenRequest {
  readonly data: WhenData;
  readonly choice: MethodChoice;
  readonly group: string;
  readonly layout: Layout;
  readonly resamples: number;
  readonly file: string;
  /** What a click on a point of a method does. */
  readonly reading?: CursorOptions | undefined;
}

/** The charts of one run, or of one of its sides. */
interface Column {
  readonly title: string | undefined;
  readonly model: ModelRun;
  /** The sides that lie over each other. */
  readonly whens: readonly ("before" | "after")[];
}

const WHENS = ["before", "after"] as const;
/** Columns stand beside each other from this width on. */
const LEAST = 300;

function columnsOf(rows: readonly WhenRow[], layout: Layout): Column[] {
  const sides = rows.flatMap((row) => row.sides);
  const models = [...new Set(sides.map(({ model }) => model))];
  const names = modelNames(models);
  return models.flatMap((model): Column[] => {
    const whens = WHENS.filter((when) => sides.some((one) => one.model === model && one.side.when === when));
    const name = models.length > 1 ? names.get(model.run.id) : undefined;
    return layout === "beside" && whens.length > 1
      ? whens.map((when) => ({
          title: [name, WHEN_NAMES[when].toLowerCase()].filter((part) => part !== undefined).join(", "),
          model,
          whens: [when],
        }))
      : [{ title: name, model, whens }];
  });
}

/** The sides of a row that lie over each other in a column. */
const sidesIn = (row: WhenRow, { model, whens }: Column): Sided[] =>
  row.sides.filter((one) => one.model === model && whens.includes(one.side.when));

const linesIn = (row: WhenRow, column: Column, theme: Theme) =>
  sidesIn(row, column).flatMap((one) =>
    row.lines(one, theme, column.whens.length > 1 && one.side.when === "before"),
  );

const draw = (rows: readonly WhenRow[], columns: readonly Column[], theme: Theme, width: number) =>
  drawGrid(
    {
      rows,
      columns: columns.map((column) => ({
        names: ({ title, measure }) => ({
          title: column.title === undefined ? title : `${title}, ${column.title}`,
          axis: measure,
        }),
        lines: (shown, colours) =>
          rows.filter((row) => row === shown).flatMap((row) => linesIn(row, column, colours)),
      })),
      least: LEAST,
      label: `${WHEN_TITLE}. Arrow keys read the points.`,
    },
    theme,
    width,
  );

/** A legend of the model's own lines and of the methods. */
function legend(
  { data, choice, layout }: WhenRequest,
  rows: readonly WhenRow[],
  theme: Theme,
): LegendEntry[] {
  const methods = [...(data.cues?.sides ?? []), ...(data.knockouts?.sides ?? [])];
  const own = data.lens.sides.length + data.probing.length > 0;
  const sides = new Set(rows.flatMap((row) => row.sides.map(({ side }) => side.when)));
  const model: LegendEntry = { name: "the model itself", colour: MODEL_COLOUR, symbol: "circle" };
  const before: LegendEntry = { name: "dashed: before fine-tuning", colour: CONTROL_COLOUR, dashed: true };
  const others = legendOf(methods, choice, theme, false);
  return [
    ...(own ? [model] : []),
    ...others,
    ...(data.probing.length > 0 ? [{ name: CONTROL_NAME.toLowerCase(), colour: CONTROL_COLOUR }] : []),
    ...(layout === "overlaid" && sides.size > 1 ? [before] : []),
  ];
}

function caption({ data, choice, group, resamples }: WhenRequest, rows: readonly WhenRow[]): string {
  const means = rows.map((row) => `${row.sentences} (${row.title.toLowerCase()})`).join(", ");
  const how = choice.aggregation === "none" ? "" : `, ${AGGREGATION_NAMES[choice.aggregation].toLowerCase()}`;
  const guesses = rows.flatMap(({ measure, guessing }) =>
    guessing === undefined ? [] : [`${measure.toLowerCase()} ${guessing}`],
  );
  return [
    `${groupName(group)}${how}; n = ${means}.`,
    ...(data.probing.length > 0 && group !== "all"
      ? ["Probing is of all sentences, whatever the group."]
      : []),
    ...(rows.some(({ layers }) => layers[0] === 0)
      ? ["Layer 0 (emb.) is the embedding output, before any layer; scores of methods begin with layer 1."]
      : []),
    ...(guesses.length > 0 ? [`Rules: guessing (${guesses.join(", ")}).`] : []),
    intervalNote(resamples),
  ].join(" ");
}

const HEAD = ["evaluation", "measure", "run", "fine-tuning", "of", "aggregation", "layer", "value"];

function tableRows(rows: readonly WhenRow[]): CsvValue[][] {
  const names = modelNames([...new Set(rows.flatMap(({ sides }) => sides.map(({ model }) => model)))]);
  return [
    [...HEAD, "low", "high", "n"],
    ...rows.flatMap((row) =>
      row.sides.flatMap((one) => {
        const where = [
          row.title,
          row.measure,
          names.get(one.model.run.id) ?? one.model.run.id,
          one.side.when,
        ];
        return row.rows(one).map((values): CsvValue[] => [...where, ...values]);
      }),
    ),
  ];
}

const hasValues = (lines: readonly LineSeries[]) =>
  lines.some(({ points }) => points.some(({ y }) => y !== null));

/** What is not drawn: evaluations without a sentence of the group, and those that a run beside others lacks. */
function lacks(all: readonly WhenRow[], rows: readonly WhenRow[], columns: readonly Column[]): string[] {
  const named = (list: readonly WhenRow[]) => list.map(({ title }) => title.toLowerCase()).join(", ");
  const empty = all.filter((row) => !rows.includes(row));
  const ofColumns = columns.flatMap((column) => {
    const missing = rows.filter((row) => !hasValues(linesIn(row, column, "light")));
    return missing.length === 0 ? [] : [`${column.title ?? "This run"} lacks ${named(missing)}.`];
  });
  return [...(empty.length === 0 ? [] : [`Of none of these sentences: ${named(empty)}.`]), ...ofColumns];
}

/** Several evaluations below each other on one layer axis; undefined where nothing of them was read. */
export function whenFigure(request: WhenRequest): Figure | undefined {
  const all = whenRows(request.data, request.choice);
  const rows = all.filter((row) => row.sides.some((side) => hasValues(row.lines(side, "light", false))));
  const columns = columnsOf(rows, request.layout);
  return rows.length === 0
    ? undefined
    : {
        title: WHEN_TITLE,
        caption: [caption(request, rows), ...lacks(all, rows, columns)].join(" "),
        legend: (theme) => legend(request, rows, theme),
        draw: (width, theme) => draw(rows, columns, theme, width),
        rows: () => tableRows(rows),
        file: request.file,
        reading: request.reading,
      };
}
