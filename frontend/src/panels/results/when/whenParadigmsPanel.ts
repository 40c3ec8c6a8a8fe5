import { figureCard } from "../../../figures/figureCard.ts";
import {
  type ParadigmData,
  type PointOfParadigm,
  WHEN_PARADIGMS_TITLE,
  whenParadigmsFigure,
} from "../../../figures/results/whenParadigmsFigure.ts";
import type { ResultSides } from "../../../state/results/commonFields.ts";
import { writeResultsView } from "../../../state/results/resultsView.ts";
import { groupKind, groupsOf } from "../../../state/results/sentenceGroups.ts";
import { chosenMethodIds } from "../../../state/results/usualMethods.ts";
import type { Panel } from "../../panel.ts";
import { followCard, type ResultsScene } from "../followCard.ts";
import { isEvaluated, type ResultsContext } from "../resultsContext.ts";
import { readWhen, WHEN_BY_SENTENCE } from "./whenData.ts";

/** The side of the run that is drawn: where both are chosen, the model after fine-tuning. */
const sidesDrawn = ({ view }: ResultsScene): ResultSides => (view.sides === "both" ? "after" : view.sides);

const paradigmsOf = (context: ResultsContext): string[] =>
  groupsOf(context.evaluated)
    .map(({ name }) => name)
    .filter((name) => groupKind(name) === "Paradigm");

async function readParadigms(context: ResultsContext, scene: ResultsScene): Promise<ParadigmData[]> {
  const [own] = scene.models;
  return await Promise.all(
    paradigmsOf(context).map(async (paradigm) => {
      const view = { ...scene.view, group: paradigm, sides: sidesDrawn(scene) };
      const of = { ...scene, view, models: own === undefined ? [] : [own] };
      return { paradigm, data: { ...(await readWhen(context, of)), probing: [] } };
    }),
  );
}

/** The evaluations that are made sentence by sentence, on one layer axis, paradigm beside paradigm. */
export const panel: Panel<ResultsContext> = {
  title: WHEN_PARADIGMS_TITLE,
  order: 15,
  place: "wide",
  mount(host, context) {
    const { run, methods, scored, signal, go, readOnly } = context;
    const several = paradigmsOf(context).length > 1;
    host.hidden = !several || !WHEN_BY_SENTENCE.some((evaluation) => isEvaluated(context, evaluation));
    if (host.hidden) {
      return;
    }
    const card = figureCard(signal, "when-paradigms");
    host.append(card.element);
    followCard(card, context, {
      parts: (view) => [view.lens, view.measure, view.agreement, view.sides, view.aggregation, view.methods],
      read: (scene) => readParadigms(context, scene),
      show: (parts, { view }) => {
        const { aggregation } = view;
        const figure = whenParadigmsFigure({
          parts,
          choice: { methods: chosenMethodIds(view.methods, scored), aggregation, allMethods: methods },
          resamples: run.spec.evaluating.resamples,
          file: `${run.id}-when-paradigms-${aggregation}`,
          reading: readOnly
            ? undefined
            : {
                choose: ({ datum }) => {
                  const { tab, measure, point, group } = datum as PointOfParadigm;
                  go(writeResultsView({ ...view, tab, measure, point, group }));
                },
                hint: "Click or press Enter to list its sentences",
              },
        });
        if (figure === undefined) {
          card.empty(WHEN_PARADIGMS_TITLE, "Nothing of this side is stored.");
        } else {
          card.show(figure);
        }
      },
    });
  },
};
