import { RANDOM } from "../../api/ids.ts";
import { figureCard } from "../../figures/figureCard.ts";
import { AGGREGATION_NAMES } from "../../dom/names.ts";
import { directionOf } from "../../figures/results/direction.ts";
import { heatFigure } from "../../figures/results/heatFigure.ts";
import { loadFigures } from "../../figures/results/loadFigures.ts";
import type { ChartPoint } from "../../state/results/sentenceFields.ts";
import type { Panel } from "../panel.ts";
import { followCard } from "./followCard.ts";
import { measureOf, type ResultsContext } from "./resultsContext.ts";

/** The panel of one measure of an evaluation, of every method that was scored, in every layer. */
export const measureHeat = (evaluation: string): Panel<ResultsContext> => ({
  title: "Method by layer",
  order: 20,
  place: "wide",
  mount(host, context) {
    const { run, scored, methods, change, signal } = context;
    const card = figureCard(signal, "method-heat");
    host.append(card.element);
    followCard(card, context, {
      parts: (view) => [view.measure, view.group, view.sides, view.aggregation],
      read: async ({ view, models }) => {
        const measure = measureOf(context, evaluation, view);
        const query = { measure: measure?.id ?? "", group: view.group };
        return { measure, sides: await loadFigures(context, models.slice(0, 1), view, query) };
      },
      show: ({ measure, sides }, { view: { aggregation, group } }) => {
        if (measure === undefined) {
          return;
        }
        const how = aggregation === "none" ? "" : `, ${AGGREGATION_NAMES[aggregation].toLowerCase()}`;
        const all = scored.filter((id) => id !== RANDOM);
        const heat = heatFigure({
          title: `${measure.name}, method by layer${how}`,
          measure,
          group,
          sides,
          choice: { methods: all, aggregation, allMethods: methods },
          file: `${run.id}-${measure.id}-${group}-${aggregation}-heat`,
          reading: {
            choose: ({ datum }) => change({ point: datum as ChartPoint }),
            hint: "Click or press Enter to list its sentences",
          },
        });
        const caption = `${heat.caption} ${directionOf(measure.higherIsBetter).replace(/^./, (first) => first.toUpperCase())}.`;
        card.show({ ...heat, caption });
      },
    });
  },
});
