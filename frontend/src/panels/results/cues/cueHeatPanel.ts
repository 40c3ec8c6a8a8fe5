import { figureCard } from "../../../charts/figureCard.ts";
import { heatFigure } from "../../../figures/results/heatFigure.ts";
import { loadFigures } from "../../../figures/results/loadFigures.ts";
import type { Pick } from "../../../state/resultsView.ts";
import { followCard } from "../followCard.ts";
import { measureOf, type ResultsPanel } from "../resultsContext.ts";

/** Cue alignment of every method, by layer, in numbers. */
export const panel: ResultsPanel = {
  title: "Every method by layer",
  order: 40,
  place: "wide",
  evaluation: "cue_alignment",
  mount(host, context) {
    const { run, methods, scored, change, signal } = context;
    const card = figureCard(signal);
    host.append(card.element);
    followCard(card, context, {
      parts: ({ measure, group, sides, aggregation }) => [measure, group, sides, aggregation],
      read: ({ view, models }) =>
        loadFigures(context, models, view, {
          measure: measureOf(context, "cue_alignment", view)?.id ?? "",
          group: view.group,
        }),
      show: (sides, { view }) => {
        const measure = measureOf(context, "cue_alignment", view);
        if (measure !== undefined) {
          card.show(
            heatFigure({
              title: `${measure.name} of every method`,
              measure,
              group: view.group,
              sides,
              choice: {
                methods: scored.filter((id) => id !== "random"),
                aggregation: view.aggregation,
                allMethods: methods,
              },
              file: `${run.id}-${measure.id}-${view.group}-methods`,
              reading: {
                chosen: ({ datum }) => change({ pick: datum as Pick }),
                choosing: "Click or Enter: its sentences",
              },
            }),
          );
        }
      },
    });
  },
};
