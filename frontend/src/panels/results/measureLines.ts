import { figureCard } from "../../figures/figureCard.ts";
import { AGGREGATION_NAMES } from "../../dom/names.ts";
import { linesFigure } from "../../figures/results/linesFigure.ts";
import { loadFigures } from "../../figures/results/loadFigures.ts";
import type { ChartPoint } from "../../state/results/sentenceFields.ts";
import { chosenMethodIds } from "../../state/results/usualMethods.ts";
import type { Panel } from "../panel.ts";
import { followCard } from "./followCard.ts";
import { measureOf, type ResultsContext } from "./resultsContext.ts";

/** The panel of one measure of an evaluation by layer, a line for each method. */
export const measureLines = (evaluation: string, title: string): Panel<ResultsContext> => ({
  title,
  order: 10,
  place: "wide",
  mount(host, context) {
    const { run, methods, scored, change, signal } = context;
    const card = figureCard(signal, "method-lines");
    host.append(card.element);
    followCard(card, context, {
      parts: ({ measure, group, sides, layout, aggregation, methods: ids }) => [
        measure,
        group,
        sides,
        layout,
        aggregation,
        ids,
      ],
      read: ({ view, models }) =>
        loadFigures(context, models, view, {
          measure: measureOf(context, evaluation, view)?.id ?? "",
          group: view.group,
        }),
      show: (sides, { view }) => {
        const measure = measureOf(context, evaluation, view);
        if (measure === undefined) {
          return;
        }
        const { aggregation, layout, group } = view;
        const how = aggregation === "none" ? "" : `, ${AGGREGATION_NAMES[aggregation].toLowerCase()}`;
        card.show(
          linesFigure({
            title: `${measure.name} by layer${how}`,
            measure,
            group,
            sides,
            choice: { methods: chosenMethodIds(view.methods, scored), aggregation, allMethods: methods },
            layout,
            file: `${run.id}-${measure.id}-${group}-${aggregation}`,
            resamples: run.spec.evaluating.resamples,
            reading: {
              choose: ({ datum }) => change({ point: datum as ChartPoint }),
              hint: "Click or press Enter to list its sentences",
            },
          }),
        );
      },
    });
  },
});
