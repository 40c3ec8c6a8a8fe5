import type { Figure } from "../../../charts/figure.ts";
import { lineChart } from "../../../charts/lineChart.ts";
import { columnsFor, multiples, multipleWidth } from "../../../charts/multiples.ts";
import { count, figure } from "../../../dom/format.ts";
import { figureCard } from "../../../figures/figureCard.ts";
import { intervalNote } from "../../../figures/results/linesFigure.ts";
import { loadFigures, WHEN_NAMES } from "../../../figures/results/loadFigures.ts";
import { legendOfLines, type MethodChoice } from "../../../figures/results/methodSeries.ts";
import {
  cascadeLines,
  cascadeRows,
  hardlyChanged,
  LITTLE,
  MEASURES,
  PARTS,
  type SideTables,
} from "../../../figures/results/randomisedFigures.ts";
import type { Theme } from "../../../scale/ramp.ts";
import type { ResultsView } from "../../../state/results/resultsView.ts";
import { groupName } from "../../../state/results/sentenceGroups.ts";
import { chosenMethodIds } from "../../../state/results/usualMethods.ts";
import { theme } from "../../../state/theme.ts";
import type { Panel } from "../../panel.ts";
import { followCard, type ResultsScene } from "../followCard.ts";
import type { ResultsContext } from "../resultsContext.ts";
import { layerOf } from "../tabControls.ts";

async function readSides(context: ResultsContext, { view, models }: ResultsScene): Promise<SideTables[]> {
  const own = models.slice(0, 1);
  const measures = await Promise.all(
    MEASURES.map((measure) => loadFigures(context, own, view, { measure, group: view.group })),
  );
  return (measures[0] ?? []).map(({ side }, place) => ({
    side,
    tables: measures.flatMap((sides) => sides[place]?.table ?? []),
  }));
}

/** Names the methods that hardly change, of all that were scored, whether they are drawn or not. */
function flagged(sides: readonly SideTables[], layer: number, choice: MethodChoice): string {
  const names = [...new Set(sides.flatMap((side) => hardlyChanged(side, layer, choice)))];
  return names.length === 0
    ? `No method keeps its ranks when all weights are re-initialised (no interval wholly above ${figure(LITTLE)}).`
    : `Hardly changed although all weights are re-initialised (interval above ${figure(LITTLE)}): ${names.join(", ")}.`;
}

function cascadeFigure(context: ResultsContext, view: ResultsView, sides: readonly SideTables[]): Figure {
  const layer = layerOf(context, view);
  const choice: MethodChoice = {
    methods: chosenMethodIds(view.methods, context.scored),
    aggregation: view.aggregation,
    allMethods: context.methods,
  };
  const lines = (side: SideTables, colours: Theme) => cascadeLines(side, layer, choice, colours);
  const all = sides.flatMap((side) => lines(side, theme.value));
  const n = Math.max(0, ...all.flatMap(({ points }) => points.map((point) => point.n ?? 0)));
  const low = Math.min(0, ...all.flatMap(({ points }) => points.map((point) => point.low ?? point.y ?? 0)));
  const title = `Rank agreement with re-initialised weights, scores of layer ${layer}`;
  return {
    title,
    caption: `Weights are re-initialised from the top down: the head alone, the head and the top layers, and at last the embeddings too. A line that falls shows scores that depend on what the model has learnt; scores of a layer can only change once the layer itself or one below it is re-initialised, unless they explain the answer. ${flagged(sides, layer, { ...choice, methods: context.scored })} Mean over n = ${count(n)} sentences (${groupName(view.group).toLowerCase()}). Dashed grey: random scores, which never change. ${intervalNote(context.run.spec.evaluating.resamples)}`,
    legend: legendOfLines(all),
    draw: (width, colours) => {
      const columns = columnsFor(sides.length, width, 420);
      const charts = sides.map((side) =>
        lineChart(lines(side, colours), {
          width: multipleWidth(width, columns),
          height: width < 560 ? 300 : 360,
          title: sides.length > 1 ? `${WHEN_NAMES[side.side.when]} fine-tuning` : undefined,
          x: {
            name: "Re-initialised",
            format: (place) => PARTS[place]?.shortly ?? "",
            ticks: PARTS.map((_, place) => place),
          },
          y: { name: "Rank agreement", format: figure, domain: [low, 1] },
          xInHead: true,
          label: `${title}. Arrow keys read the points.`,
        }),
      );
      return multiples(charts, columns, title);
    },
    rows: () => [
      ["fine-tuning", "layer", "method", "re-initialised", "agreement", "low", "high", "n"],
      ...sides.flatMap((side) => cascadeRows(side.side.when, layer, lines(side, theme.value))),
    ],
    file: `${context.run.id}-randomised-${view.group}-${layer}-${view.aggregation}`,
  };
}

/** How the scores of a layer change as more and more of the model is re-initialised. */
export const panel: Panel<ResultsContext> = {
  title: "Change from the top down",
  order: 5,
  place: "wide",
  mount(host, context) {
    const card = figureCard(context.signal, "randomised-lines");
    host.append(card.element);
    followCard(card, context, {
      parts: (view) => [view.group, view.sides, view.layer, view.aggregation, view.methods],
      read: (scene) => readSides(context, scene),
      show: (sides, { view }) => card.show(cascadeFigure(context, view, sides)),
    });
  },
};
