import type { Aggregation } from "../../../api/types.ts";
import { figureCard } from "../../../figures/figureCard.ts";
import { linesFigure } from "../../../figures/results/linesFigure.ts";
import { loadFigures } from "../../../figures/results/loadFigures.ts";
import { chosenMethodIds } from "../../../state/results/usualMethods.ts";
import type { Panel } from "../../panel.ts";
import { followCard } from "../followCard.ts";
import { whyMissing } from "../missingEvaluation.ts";
import { isEvaluated, measuresOf, type ResultsContext } from "../resultsContext.ts";

/** A figure of the paper that shows a measure by layer, before and after fine-tuning beside each other. */
export interface LinesSection {
  readonly title: string;
  readonly order: number;
  readonly evaluation: string;
  readonly measure: string;
  readonly aggregation: Aggregation;
  readonly note: string;
  /** The methods that are drawn, of those that the run has scored; the ones that are chosen where left out. */
  readonly methods?: (scored: readonly string[]) => readonly string[];
}

/** Why an evaluation that a figure of the paper needs is missing. */
export function howToMake(context: ResultsContext, evaluation: string): string {
  const { title, text } = whyMissing(context, evaluation);
  return `${title}. ${text}`;
}

/** Draws such a figure; a sentence says why it is missing. */
export function mountLines(host: HTMLElement, context: ResultsContext, section: LinesSection): void {
  const { run, methods, scored, signal } = context;
  const card = figureCard(signal, "paper-view");
  host.append(card.element);
  const measure = measuresOf(context, section.evaluation).find(({ id }) => id === section.measure);
  if (!isEvaluated(context, section.evaluation) || measure === undefined) {
    card.empty(section.title, howToMake(context, section.evaluation));
    return;
  }
  followCard(card, context, {
    parts: ({ methods: ids }) => [ids],
    read: ({ models }) =>
      loadFigures(context, models, { sides: "both" }, { measure: measure.id, group: "all" }),
    show: (sides, { view }) =>
      card.show(
        linesFigure({
          title: section.title,
          measure,
          group: "all",
          sides,
          choice: {
            methods: section.methods?.(scored) ?? chosenMethodIds(view.methods, scored),
            aggregation: section.aggregation,
            allMethods: methods,
          },
          layout: "beside",
          file: `${run.id}-${section.aggregation}-${measure.id}${section.methods === undefined ? "" : "-distances"}`,
          resamples: run.spec.evaluating.resamples,
          note: section.note,
          height: 270,
        }),
      ),
  });
}

/** The panel of such a figure. */
export const linesSection = (section: LinesSection): Panel<ResultsContext> => ({
  title: section.title,
  order: section.order,
  place: "wide",
  mount: (host, context) => mountLines(host, context, section),
});
