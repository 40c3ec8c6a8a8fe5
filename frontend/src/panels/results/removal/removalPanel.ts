import { TOKEN_REMOVAL } from "../../../api/ids.ts";
import type { Figure } from "../../../charts/figure.ts";
import { lineChart } from "../../../charts/lineChart.ts";
import { lineDomain } from "../../../charts/lineSeries.ts";
import { columnsFor, multiples, multipleWidth } from "../../../charts/multiples.ts";
import { count, figure, percent } from "../../../dom/format.ts";
import { figureCard } from "../../../figures/figureCard.ts";
import { loadFigures, WHEN_NAMES } from "../../../figures/results/loadFigures.ts";
import { legendOfLines, type MethodChoice } from "../../../figures/results/methodSeries.ts";
import {
  KIND_NAMES,
  kindOf,
  measuresOfKind,
  removalLines,
  type RemovalFigures,
  type RemovalKind,
  removalRows,
  wholePoint,
} from "../../../figures/results/removalFigures.ts";
import { intervalNote } from "../../../figures/results/linesFigure.ts";
import type { Theme } from "../../../scale/ramp.ts";
import type { ResultsView } from "../../../state/results/resultsView.ts";
import type { ScoredSide } from "../../../state/results/scoredSides.ts";
import { groupName } from "../../../state/results/sentenceGroups.ts";
import { chosenMethodIds } from "../../../state/results/usualMethods.ts";
import { theme } from "../../../state/theme.ts";
import type { Panel } from "../../panel.ts";
import { followCard, type ResultsScene } from "../followCard.ts";
import { readQuantities } from "../quantityPanels.ts";
import { measureOf, type ResultsContext } from "../resultsContext.ts";
import { layerOf } from "../tabControls.ts";

/** What was measured of one side. */
interface SideRemoval extends RemovalFigures {
  readonly side: ScoredSide;
}

async function readSides(context: ResultsContext, { view, models }: ResultsScene): Promise<SideRemoval[]> {
  const own = models.slice(0, 1);
  const kind = kindOf(measureOf(context, TOKEN_REMOVAL, view)?.id);
  const [quantities, ...tables] = await Promise.all([
    readQuantities(context, TOKEN_REMOVAL, { view, models: own }),
    ...measuresOfKind(kind).map((measure) => loadFigures(context, own, view, { measure, group: view.group })),
  ]);
  return quantities.map(({ side, table }, place) => ({
    side,
    quantities: table,
    tables: tables.flatMap((sides) => sides[place]?.table ?? []),
  }));
}

function removalFigure(
  context: ResultsContext,
  view: ResultsView,
  sides: readonly SideRemoval[],
  kind: RemovalKind,
): Figure {
  const layer = layerOf(context, view);
  const choice: MethodChoice = {
    methods: chosenMethodIds(view.methods, context.scored),
    aggregation: view.aggregation,
    allMethods: context.methods,
  };
  const lines = (side: SideRemoval, colours: Theme) => removalLines(side, kind, layer, choice, colours);
  const all = sides.flatMap((side) => lines(side, theme.value));
  const n = Math.max(0, ...sides.map((side) => wholePoint(side, kind, layer).n ?? 0));
  const name = KIND_NAMES[kind];
  const title = `${name} against multiply-adds, tokens dropped from layer ${layer} on`;
  return {
    title,
    caption: `Dropped are the ordinary tokens from which the others mix least in layer ${layer}, by each method: 25, 50, 75 and 90 % of them, from right to left; at 100 % of the multiply-adds the sentence is whole. A method is the better the longer its line stays up. Mean over n = ${count(n)} sentences (${groupName(view.group).toLowerCase()}). Dashed grey: tokens dropped at random. ${intervalNote(context.run.spec.evaluating.resamples)}`,
    legend: legendOfLines(all),
    draw: (width, colours) => {
      const columns = columnsFor(sides.length, width, 420);
      const domain = lineDomain(sides.flatMap((side) => lines(side, colours)));
      const charts = sides.map((side) =>
        lineChart(lines(side, colours), {
          width: multipleWidth(width, columns),
          height: width < 560 ? 300 : 360,
          title: sides.length > 1 ? `${WHEN_NAMES[side.side.when]} fine-tuning` : undefined,
          x: {
            name: "Multiply-adds of the layers",
            format: (share) => percent(share, 0),
            ticks: [0, 0.2, 0.4, 0.6, 0.8, 1],
          },
          y: { name, format: figure, domain },
          xInHead: true,
          label: `${title}. Arrow keys read the points.`,
        }),
      );
      return multiples(charts, columns, title);
    },
    rows: () => [
      ["fine-tuning", "layer", "method", "dropped", "multiply-adds", kind, "low", "high", "n"],
      ...sides.flatMap((side) => removalRows(side.side.when, layer, lines(side, theme.value))),
    ],
    file: `${context.run.id}-removal-${kind}-${view.group}-${layer}-${view.aggregation}`,
  };
}

/** What is left of the answer against what is left of the work. */
export const panel: Panel<ResultsContext> = {
  title: "Answer against multiply-adds",
  order: 10,
  place: "wide",
  mount(host, context) {
    const card = figureCard(context.signal, "removal-lines");
    host.append(card.element);
    followCard(card, context, {
      parts: (view) => [
        kindOf(measureOf(context, TOKEN_REMOVAL, view)?.id),
        view.group,
        view.sides,
        view.layer,
        view.aggregation,
        view.methods,
      ],
      read: (scene) => readSides(context, scene),
      show: (sides, { view }) =>
        card.show(removalFigure(context, view, sides, kindOf(measureOf(context, TOKEN_REMOVAL, view)?.id))),
    });
  },
};
