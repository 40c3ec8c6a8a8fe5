import { CUE_ALIGNMENT } from "../../../api/ids.ts";
import type { Figure } from "../../../charts/figure.ts";
import { figureCard } from "../../../figures/figureCard.ts";
import { count } from "../../../dom/format.ts";
import { drawFacets, intervalNote } from "../../../figures/results/linesFigure.ts";
import { loadFigures, type SideFigures } from "../../../figures/results/loadFigures.ts";
import { legendOf, type MethodChoice, rowsOf, seriesOf } from "../../../figures/results/methodSeries.ts";
import type { Theme } from "../../../scale/ramp.ts";
import type { EvaluationMeasure } from "../../../state/results/measures.ts";
import type { ChartPoint } from "../../../state/results/sentenceFields.ts";
import { groupKind, groupName, groupsOf } from "../../../state/results/sentenceGroups.ts";
import { chosenMethodIds } from "../../../state/results/usualMethods.ts";
import type { Panel } from "../../panel.ts";
import { followCard, type ResultsScene } from "../followCard.ts";
import { measureOf, type ResultsContext } from "../resultsContext.ts";

interface ByParadigm {
  readonly paradigm: string;
  readonly sides: readonly SideFigures[];
}

async function readParadigms(context: ResultsContext, { view, models }: ResultsScene): Promise<ByParadigm[]> {
  const measure = measureOf(context, CUE_ALIGNMENT, view)?.id ?? "";
  const paradigms = groupsOf(context.evaluated).filter(({ name }) => groupKind(name) === "Paradigm");
  return await Promise.all(
    paradigms.map(async ({ name }) => ({
      paradigm: name,
      sides: await loadFigures(context, models.slice(0, 1), view, { measure, group: name }),
    })),
  );
}

function paradigmsFigure(
  parts: readonly ByParadigm[],
  { measure, choice, context }: { measure: EvaluationMeasure; choice: MethodChoice; context: ResultsContext },
): Figure {
  const { run, change } = context;
  const all = parts.flatMap(({ sides }) => sides);
  const facets = (colours: Theme) =>
    parts.map(({ paradigm, sides }) => ({
      title: `${groupName(paradigm)} (n = ${count(sides[0]?.table.examples ?? 0)})`,
      series: sides.flatMap((side) =>
        seriesOf(side, choice, colours, sides.length > 1 && side.side.when === "before"),
      ),
      layers: Math.max(1, ...sides.map(({ table }) => table.layers)),
    }));
  const title = `${measure.name} by paradigm`;
  return {
    title,
    caption: `${measure.name}, mean over the sentences of each paradigm in this run; all charts share one scale. ${intervalNote(run.spec.evaluating.resamples)}`,
    legend: (colours) => legendOf(all, choice, colours, true),
    draw: (width, colours) => drawFacets(facets(colours), width, { yName: measure.name, height: 250, title }),
    rows: () => {
      const [heads = []] = rowsOf([], choice, measure.id);
      const body = parts.flatMap(({ paradigm, sides }) =>
        rowsOf(sides, choice, measure.id)
          .slice(1)
          .map((row) => [paradigm, ...row]),
      );
      return [["paradigm", ...heads], ...body];
    },
    file: `${run.id}-${measure.id}-paradigms`,
    reading: {
      choose: ({ datum }) => change({ point: datum as ChartPoint }),
      hint: "Click or press Enter to list its sentences",
    },
  };
}

/** Cue alignment in each paradigm, charts of one scale beside each other. */
export const panel: Panel<ResultsContext> = {
  title: "By paradigm",
  order: 30,
  place: "wide",
  mount(host, context) {
    const { methods, scored, signal } = context;
    const card = figureCard(signal, "paradigms");
    host.append(card.element);
    followCard(card, context, {
      parts: ({ measure, sides, aggregation, methods: ids }) => [measure, sides, aggregation, ids],
      read: (scene) => readParadigms(context, scene),
      show: (parts, { view }) => {
        const measure = measureOf(context, CUE_ALIGNMENT, view);
        if (measure !== undefined) {
          const choice = {
            methods: chosenMethodIds(view.methods, scored),
            aggregation: view.aggregation,
            allMethods: methods,
          };
          card.show(paradigmsFigure(parts, { measure, choice, context }));
        }
      },
    });
  },
};
