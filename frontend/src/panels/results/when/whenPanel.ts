import { figureCard } from "../../../figures/figureCard.ts";
import { WHEN_TITLE, whenFigure } from "../../../figures/results/whenFigure.ts";
import type { PointOfTab } from "../../../figures/results/whenRows.ts";
import { writeResultsView } from "../../../state/results/resultsView.ts";
import { chosenMethodIds } from "../../../state/results/usualMethods.ts";
import type { Panel } from "../../panel.ts";
import { followCard } from "../followCard.ts";
import { isEvaluated, type ResultsContext } from "../resultsContext.ts";
import { readWhen, WHEN_EVALUATIONS } from "./whenData.ts";

/** Several evaluations on one layer axis; hidden where the run has none of them. */
export const panel: Panel<ResultsContext> = {
  title: WHEN_TITLE,
  order: 10,
  place: "wide",
  mount(host, context) {
    const { run, methods, scored, signal, go, readOnly } = context;
    host.hidden = !WHEN_EVALUATIONS.some((evaluation) => isEvaluated(context, evaluation));
    if (host.hidden) {
      return;
    }
    const card = figureCard(signal, "when-lines");
    host.append(card.element);
    followCard(card, context, {
      parts: (view) => [
        view.lens,
        view.measure,
        view.agreement,
        view.group,
        view.sides,
        view.layout,
        view.aggregation,
        view.methods,
      ],
      read: (scene) => readWhen(context, scene),
      show: (data, { view }) => {
        const { aggregation, group, layout } = view;
        const figure = whenFigure({
          data,
          choice: { methods: chosenMethodIds(view.methods, scored), aggregation, allMethods: methods },
          group,
          layout,
          resamples: run.spec.evaluating.resamples,
          file: `${run.id}-when-${group}-${aggregation}`,
          reading: readOnly
            ? undefined
            : {
                choose: ({ datum }) => {
                  const { tab, measure, point } = datum as PointOfTab;
                  go(writeResultsView({ ...view, tab, measure, point }));
                },
                hint: "Click or press Enter to list its sentences",
              },
        });
        if (figure === undefined) {
          card.empty(WHEN_TITLE, "Nothing of this side and these sentences is stored.");
        } else {
          card.show(figure);
        }
      },
    });
  },
};
