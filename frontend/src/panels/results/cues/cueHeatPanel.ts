import { CUE_ALIGNMENT, RANDOM } from "../../../api/ids.ts";
import { figureCard } from "../../../figures/figureCard.ts";
import { heatFigure } from "../../../figures/results/heatFigure.ts";
import { loadFigures } from "../../../figures/results/loadFigures.ts";
import type { ChartPoint } from "../../../state/results/sentenceFields.ts";
import type { Panel } from "../../panel.ts";
import { followCard } from "../followCard.ts";
import { measureOf, type ResultsContext } from "../resultsContext.ts";

/** Cue alignment of every method, by layer, in numbers. */
export const panel: Panel<ResultsContext> = {
  title: "All methods by layer",
  order: 40,
  place: "wide",
  mount(host, context) {
    const { run, methods, scored, change, signal } = context;
    const card = figureCard(signal, "method-heat");
    host.append(card.element);
    followCard(card, context, {
      parts: ({ measure, group, sides, aggregation }) => [measure, group, sides, aggregation],
      read: ({ view, models }) =>
        loadFigures(context, models, view, {
          measure: measureOf(context, CUE_ALIGNMENT, view)?.id ?? "",
          group: view.group,
        }),
      show: (sides, { view }) => {
        const measure = measureOf(context, CUE_ALIGNMENT, view);
        if (measure !== undefined) {
          card.show(
            heatFigure({
              title: `${measure.name} of all methods`,
              measure,
              group: view.group,
              sides,
              choice: {
                methods: scored.filter((id) => id !== RANDOM),
                aggregation: view.aggregation,
                allMethods: methods,
              },
              file: `${run.id}-${measure.id}-${view.group}-methods`,
              reading: {
                choose: ({ datum }) => change({ point: datum as ChartPoint }),
                hint: "Click or press Enter to list its sentences",
              },
            }),
          );
        }
      },
    });
  },
};
