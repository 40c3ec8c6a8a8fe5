import { RANDOM } from "../../api/ids.ts";
import type { Aggregation, FigureTable, Method, ViewFigures } from "../../api/types.ts";
import type { CsvValue } from "../../charts/exports.ts";
import type { LegendEntry } from "../../charts/figureLegend.ts";
import type { LineSeries } from "../../charts/lineSeries.ts";
import { AGGREGATION_NAMES } from "../../dom/names.ts";
import { methodLook } from "../../scale/methodColours.ts";
import type { Theme } from "../../scale/ramp.ts";
import type { ChartPoint as Point } from "../../state/results/sentenceFields.ts";
import { aggregationOf, methodName } from "../../state/results/usualMethods.ts";
import { modelNames, type SideFigures, WHEN_NAMES } from "./loadFigures.ts";

/** The methods and the aggregation that are drawn. */
export interface MethodChoice {
  /** The ids of the methods in order; the baseline is always added. */
  readonly methods: readonly string[];
  readonly aggregation: Aggregation;
  readonly allMethods: readonly Method[];
}

/** One method with the values that are drawn of it. */
export interface ChosenMethod<V> {
  readonly method: string;
  readonly name: string;
  readonly view: V;
}

/** One method with the figures that are drawn of it. */
export type ChosenFigures = ChosenMethod<ViewFigures>;

/** The views of the chosen methods, each under the aggregation that it has; the baseline comes last. */
export function chosenMethods<V extends Pick<ViewFigures, "method" | "aggregation">>(
  views: readonly V[],
  { methods, aggregation, allMethods }: MethodChoice,
): ChosenMethod<V>[] {
  return [...methods, RANDOM].flatMap((method): ChosenMethod<V>[] => {
    const own = views.filter((view) => view.method === method);
    const available = aggregationOf(
      aggregation,
      own.map((view) => view.aggregation),
    );
    const view = own.find((one) => one.aggregation === available);
    if (view === undefined) {
      return [];
    }
    const other =
      available !== undefined && available !== aggregation
        ? ` (${AGGREGATION_NAMES[available].toLowerCase()})`
        : "";
    return [{ method, name: methodName(allMethods, method) + other, view }];
  });
}

/** The figures of the chosen methods in a table, each under the aggregation that it has; the baseline comes last. */
export const chosenFigures = (table: FigureTable, choice: MethodChoice): ChosenFigures[] =>
  chosenMethods(table.views, choice);

/** The names of the chosen methods that do not have the aggregation. */
export function methodsWithout(tables: readonly FigureTable[], choice: MethodChoice): string[] {
  const ids = new Set(tables.flatMap((table) => chosenFigures(table, choice).map(({ method }) => method)));
  return tables.length === 0
    ? []
    : choice.methods.filter((id) => !ids.has(id)).map((id) => methodName(choice.allMethods, id));
}

/** The layer, from 1, that the first figure of a view is of. */
const firstLayer = (view: ViewFigures, table: FigureTable) =>
  view.aggregation === "last_layer" ? table.layers : 1;

/** The lines of one side. */
export function seriesOf(
  { side, table }: SideFigures,
  choice: MethodChoice,
  theme: Theme,
  dashed: boolean,
): LineSeries[] {
  // One baseline is enough where before and after lie over each other.
  const chosen = chosenFigures(table, choice).filter(({ method }) => !dashed || method !== RANDOM);
  return chosen.map(({ method, name, view }) => {
    const { colour, symbol } = methodLook(method, theme);
    const { mean, low, high, n } = view.figures;
    const first = firstLayer(view, table);
    const points = mean.map((y, place) => {
      const datum: Point = { scoreRunId: side.scoreRunId, method, layer: first + place };
      return {
        x: first + place,
        y,
        low: low[place] ?? null,
        high: high[place] ?? null,
        n: n[place],
        datum,
      };
    });
    return {
      name: dashed ? `${name}, before` : name,
      colour,
      symbol,
      dashed,
      behind: method === RANDOM ? "baseline" : undefined,
      points,
    };
  });
}

/** One of the charts beside each other. */
export interface Facet {
  readonly title: string | undefined;
  readonly series: readonly LineSeries[];
  readonly layers: number;
}

/** The charts of some sides: one for each run, or one for each side where they stand beside each other. */
export function facetsOf(
  sides: readonly SideFigures[],
  choice: MethodChoice,
  theme: Theme,
  layout: "overlaid" | "beside",
): Facet[] {
  const models = [...new Set(sides.map(({ model }) => model))];
  const names = modelNames(models);
  return models.flatMap((model): Facet[] => {
    const own = sides.filter((side) => side.model === model);
    const name = models.length > 1 ? names.get(model.run.id) : undefined;
    const layers = Math.max(1, ...own.map(({ table }) => table.layers));
    if (layout === "beside" && own.length > 1) {
      return own.map((side) => ({
        title: [name, WHEN_NAMES[side.side.when].toLowerCase()]
          .filter((part) => part !== undefined)
          .join(", "),
        series: seriesOf(side, choice, theme, false),
        layers,
      }));
    }
    const both = own.length > 1;
    const series = own.flatMap((side) => seriesOf(side, choice, theme, both && side.side.when === "before"));
    return [{ title: name, series, layers }];
  });
}

/** The legend of some lines, each name once; a line without a symbol is the dashed baseline. */
export const legendOfLines = (lines: readonly LineSeries[]): LegendEntry[] =>
  [...new Map(lines.map((line) => [line.name, line])).values()].map(({ name, colour, dashed, symbol }) =>
    dashed === true || symbol === undefined || symbol === "none"
      ? { name, colour, dashed: true }
      : { name, colour, symbol },
  );

/** The legend of some methods; a dashed line where before is drawn too. */
export function legendOf(
  sides: readonly SideFigures[],
  choice: MethodChoice,
  theme: Theme,
  overlaid: boolean,
): LegendEntry[] {
  const entries = new Map<string, LegendEntry>();
  for (const { table } of sides) {
    for (const { method, name } of chosenFigures(table, choice)) {
      const { colour, symbol } = methodLook(method, theme);
      entries.set(method, { name, colour, symbol: method === RANDOM ? undefined : symbol });
    }
  }
  const both = overlaid && new Set(sides.map(({ side }) => side.when)).size > 1;
  const before: LegendEntry[] = both
    ? [{ name: "dashed: before fine-tuning", colour: "var(--ink-3)", dashed: true }]
    : [];
  return [...entries.values(), ...before];
}

/** The figures of some sides as rows. */
export function rowsOf(sides: readonly SideFigures[], choice: MethodChoice, measure: string): CsvValue[][] {
  const names = modelNames([...new Set(sides.map(({ model }) => model))]);
  const heads = ["run", "fine-tuning", "method", "aggregation", "layer", measure, "low", "high", "n"];
  const body = sides.flatMap(({ model, side, table }) =>
    chosenFigures(table, choice).flatMap(({ method, view }) =>
      view.figures.mean.map((mean, place): CsvValue[] => [
        names.get(model.run.id) ?? model.run.id,
        side.when,
        methodName(choice.allMethods, method),
        view.aggregation,
        firstLayer(view, table) + place,
        mean,
        view.figures.low[place] ?? null,
        view.figures.high[place] ?? null,
        view.figures.n[place] ?? null,
      ]),
    ),
  );
  return [heads, ...body];
}
