import { CUE_ALIGNMENT } from "../../../api/ids.ts";
import type { Figure } from "../../../charts/figure.ts";
import { figureCard } from "../../../figures/figureCard.ts";
import { count } from "../../../dom/format.ts";
import { drawFacets } from "../../../figures/results/linesFigure.ts";
import { facetsOf, legendOf, type MethodChoice, rowsOf } from "../../../figures/results/methodSeries.ts";
import { manyRuns, type SpreadOfSide, spreadTable } from "../../../figures/results/seedSpread.ts";
import type { EvaluationMeasure } from "../../../state/results/measures.ts";
import { sidesOf, sidesOfRun } from "../../../state/results/scoredSides.ts";
import { groupName } from "../../../state/results/sentenceGroups.ts";
import { chosenMethodIds } from "../../../state/results/usualMethods.ts";
import type { Panel } from "../../panel.ts";
import { followCard } from "../followCard.ts";
import { measureOf, type ResultsContext } from "../resultsContext.ts";

interface SeedsRequest {
  readonly measure: EvaluationMeasure;
  readonly group: string;
  readonly choice: MethodChoice;
  readonly spreads: readonly SpreadOfSide[];
}

/** The spread over runs that differ only in the seed of fine-tuning; hidden where there is only one. */
export const panel: Panel<ResultsContext> = {
  title: "Spread over seeds",
  order: 35,
  place: "wide",
  mount(host, context) {
    const { run, methods, scored, answers, signal } = context;
    const card = figureCard(signal, "seed-spread");
    host.append(card.element);
    host.hidden = true;
    followCard(card, context, {
      parts: ({ measure, group, sides, aggregation, methods: ids }) => [
        measure,
        group,
        sides,
        aggregation,
        ids,
      ],
      read: ({ view }) => {
        const measure = measureOf(context, CUE_ALIGNMENT, view)?.id ?? "";
        const query = { measure, group: view.group };
        return Promise.all(
          sidesOf({ run, sides: sidesOfRun(run) }, view).map(async (side) => {
            const path = { scoreRunId: side.scoreRunId };
            return { side, spread: await answers.read("/scores/{scoreRunId}/spread", { path, query }) };
          }),
        );
      },
      show: (spreads, { view }) => {
        const measure = measureOf(context, CUE_ALIGNMENT, view);
        host.hidden = !spreads.some(({ spread }) => manyRuns(spread));
        if (measure !== undefined && !host.hidden) {
          const choice = {
            methods: chosenMethodIds(view.methods, scored),
            aggregation: view.aggregation,
            allMethods: methods,
          };
          card.show(seedsFigure(context, { measure, group: view.group, choice, spreads }));
        }
      },
    });
  },
};

function seedsFigure({ run }: ResultsContext, { measure, group, choice, spreads }: SeedsRequest): Figure {
  const model = { run, sides: sidesOfRun(run) };
  const sides = spreads.map(({ side, spread }) => ({ model, side, table: spreadTable(side, spread) }));
  const seeds = spreads.at(-1)?.spread.scoreRuns.map(({ seed }) => seed) ?? [];
  const title = `${measure.name} over ${count(seeds.length)} seeds`;
  return {
    title,
    caption:
      `Lines: mean of ${count(seeds.length)} runs that differ only in the fine-tuning seed ` +
      `(${seeds.join(", ")}), ${groupName(group).toLowerCase()}. Bands: from the smallest to the largest value. ` +
      "Before fine-tuning, all runs have the same model.",
    legend: (colours) => legendOf(sides, choice, colours, true),
    draw: (width, colours) =>
      drawFacets(facetsOf(sides, choice, colours, "overlaid"), width, {
        yName: measure.name,
        height: width < 560 ? 260 : 320,
        title,
      }),
    rows: () => rowsOf(sides, choice, measure.id),
    file: `${run.id}-${measure.id}-${group}-seeds`,
  };
}
