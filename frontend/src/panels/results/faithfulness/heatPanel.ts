import { figureCard, type Figure } from "../../../charts/figureCard.ts";
import { heatTable, type HeatRow } from "../../../charts/heatTable.ts";
import { columnsFor, multiples, multipleWidth } from "../../../charts/multiples.ts";
import { count, figure } from "../../../dom/format.ts";
import { AGGREGATION_NAMES } from "../../../dom/names.ts";
import { rampOf } from "../../../scale/ramp.ts";
import { RANDOM } from "../../../scale/methodColours.ts";
import { groupName } from "../../../state/groups.ts";
import type { ResultsView } from "../../../state/resultsView.ts";
import { measureOf, type Measure, type ResultsContext, type ResultsPanel } from "../context.ts";
import { followCard } from "../followFigures.ts";
import { readSides, WHEN_NAMES, type SideFigures } from "../reading.ts";
import { chosenViews, rowsOf, type Choice } from "../series.ts";
import { directionOf, layersOf } from "../tabControls.ts";

/** The rows of one side: every scored method that has the aggregation; last-layer figures stand in the last column. */
export function heatRows({ side, table }: SideFigures, choice: Choice): HeatRow[] {
  return chosenViews(table, choice).map(({ method, name, view }) => {
    const { mean } = view.figures;
    const first = table.layers - mean.length;
    const values = Array.from({ length: table.layers }, (_, layer) => mean[layer - first] ?? null);
    const data = values.map((_, layer) => ({ scoreRunId: side.scoreRunId, method, layer: layer + 1 }));
    return { name, values, data };
  });
}

const LEAST = 520;

function heatFigure(
  context: ResultsContext,
  view: ResultsView,
  sides: readonly SideFigures[],
  measure: Measure,
): Figure {
  const methods = context.scored.filter((id) => id !== RANDOM);
  const choice = { methods, aggregation: view.aggregation, known: context.methods };
  const tables = sides.map((side) => ({ side, rows: heatRows(side, choice) }));
  const values = tables.flatMap(({ rows }) => rows.flatMap((row) => row.values));
  const known = values.filter((value): value is number => value !== null);
  const signed = known.some((value) => value < 0);
  const maximum = Math.max(...known.map(Math.abs)) || 1;
  const columns = Array.from({ length: layersOf(context) }, (_, layer) => String(layer + 1));
  const how = view.aggregation === "none" ? "" : `, ${AGGREGATION_NAMES[view.aggregation].toLowerCase()}`;
  const examples = sides.at(-1)?.table.examples ?? 0;
  return {
    title: `${measure.name}, method by layer${how}`,
    caption: `Means over up to n = ${count(examples)} sentences (${groupName(view.group).toLowerCase()}) of all methods that were scored; ${directionOf(measure.higherIsBetter)}. The table has their 95 % intervals.`,
    legend: [],
    draw: (width, theme) => {
      const side = columnsFor(tables.length, width, LEAST);
      const drawn = tables.map(({ side: { side: of }, rows }) =>
        heatTable(rows, {
          width: multipleWidth(width, side),
          ramp: rampOf(theme, signed),
          signed,
          maximum,
          columns,
          columnName: tables.length > 1 ? `Layer, ${WHEN_NAMES[of.when].toLowerCase()} fine-tuning` : "Layer",
          title: `${measure.name}, method by layer.`,
          format: figure,
        }),
      );
      return multiples(drawn, side, `${measure.name}, method by layer`);
    },
    rows: () => rowsOf(sides, choice, measure.id),
    file: `${context.run.id}-${measure.id}-${view.group}-${view.aggregation}-heat`,
  };
}

/** One measure of every method in every layer. */
export const panel: ResultsPanel = {
  title: "Method by layer",
  order: 20,
  place: "wide",
  evaluation: "faithfulness",
  mount(host, context) {
    const card = figureCard(context.signal);
    host.append(card.element);
    followCard(card, context, {
      parts: (view) => [view.measure, view.group, view.sides, view.aggregation],
      read: async ({ view, models }) => {
        const measure = measureOf(context, "faithfulness", view);
        const query = { measure: measure?.id ?? "", group: view.group };
        return { measure, sides: await readSides(context, models.slice(0, 1), view, query) };
      },
      show: ({ measure, sides }, { view }) => {
        if (measure !== undefined) {
          card.show(heatFigure(context, view, sides, measure));
        }
      },
    });
  },
};
