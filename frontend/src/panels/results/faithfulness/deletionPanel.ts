import { RANDOM } from "../../../api/ids.ts";
import type { DeletionCurves } from "../../../api/types.ts";
import { lineChart } from "../../../charts/lineChart.ts";
import type { CsvValue } from "../../../charts/exports.ts";
import type { Figure } from "../../../charts/figure.ts";
import { figureCard } from "../../../figures/figureCard.ts";
import { columnsFor, multiples, multipleWidth } from "../../../charts/multiples.ts";
import { count, figure, percent } from "../../../dom/format.ts";
import { AGGREGATION_NAMES } from "../../../dom/names.ts";
import { deletionBands, type NamedCurve } from "../../../figures/results/faithfulnessFigures.ts";
import { WHEN_NAMES } from "../../../figures/results/loadFigures.ts";
import { chosenMethods } from "../../../figures/results/methodSeries.ts";
import { methodLook } from "../../../scale/methodColours.ts";
import type { Theme } from "../../../scale/ramp.ts";
import type { ResultsView } from "../../../state/results/resultsView.ts";
import { type ScoredSide, sidesOf, sidesOfRun } from "../../../state/results/scoredSides.ts";
import { chosenMethodIds } from "../../../state/results/usualMethods.ts";
import { theme } from "../../../state/theme.ts";
import type { Panel } from "../../panel.ts";
import { followCard } from "../followCard.ts";
import { type ResultsContext } from "../resultsContext.ts";
import { figureControls, layerOf, viewSwitch } from "../tabControls.ts";

/** The curves of one side. */
export interface SideCurves {
  readonly side: ScoredSide;
  readonly curves: DeletionCurves;
}

const chosenCurves = ({ scored, methods }: ResultsContext, view: ResultsView, { views }: DeletionCurves) =>
  chosenMethods(views, {
    methods: chosenMethodIds(view.methods, scored),
    aggregation: view.aggregation,
    allMethods: methods,
  });

/** Random scores are one random order; the mean over several orders is drawn in their place. */
const curvesOf = (
  context: ResultsContext,
  view: ResultsView,
  curves: DeletionCurves,
  colours: Theme,
): NamedCurve[] =>
  chosenCurves(context, view, curves)
    .filter(({ method }) => method !== RANDOM)
    .map(({ method, name, view: methodCurves }) => ({
      name,
      colour: methodLook(method, colours).colour,
      curve: methodCurves[view.curves],
    }));

/** All curves as rows, drawn or not. */
export const deletionRows = (sides: readonly SideCurves[], nameOf: (id: string) => string): CsvValue[][] => [
  ["fine-tuning", "layer", "method", "aggregation", "tokens", "share", "p(good word)", "low", "high", "n"],
  ...sides.flatMap(({ side, curves: { layer, shares, examples, whole, views, random } }) => {
    const all = [{ method: "random orders", aggregation: "none", ...random }, ...views];
    const line = (name: string, aggregation: string, tokens: "without" | "only", of: (typeof all)[number]) =>
      shares.map((share, place): CsvValue[] => [
        side.when,
        layer + 1,
        name,
        aggregation,
        tokens,
        share,
        of[tokens].mean[place] ?? null,
        of[tokens].low[place] ?? null,
        of[tokens].high[place] ?? null,
        examples,
      ]);
    const start: CsvValue[] = [
      side.when,
      layer + 1,
      "whole sentence",
      "none",
      "without",
      0,
      whole,
      null,
      null,
      examples,
    ];
    return [
      start,
      ...all.flatMap((one) =>
        (["without", "only"] as const).flatMap((tokens) =>
          line(nameOf(one.method), one.aggregation, tokens, one),
        ),
      ),
    ];
  }),
];

const TITLES = {
  without: "Deletion curves: without the top tokens",
  only: "Deletion curves: with only the top tokens",
};

const EXPLANATIONS = {
  without:
    "Mean probability of the good word after the tokens with the highest scores, up to a given share, were replaced by the mask. The steeper the fall, the more faithful the method.",
  only: "Mean probability of the good word when only the tokens with the highest scores, up to a given share, are kept and all others are masked. The sooner it reaches that of the whole sentence (grey line), the better.",
};

function deletionFigure(context: ResultsContext, view: ResultsView, sides: readonly SideCurves[]): Figure {
  const layer = layerOf(context, view);
  const how = view.aggregation === "none" ? "" : `, ${AGGREGATION_NAMES[view.aggregation].toLowerCase()}`;
  const [first] = sides;
  const legend = (first === undefined ? [] : curvesOf(context, view, first.curves, theme.value)).map(
    ({ name, colour }) => ({ name, colour, symbol: "circle" as const }),
  );
  const bands = (side: SideCurves, colours: Theme) =>
    deletionBands(side.curves, view.curves, curvesOf(context, view, side.curves, colours));
  const examples = first?.curves.examples ?? 0;
  return {
    title: `${TITLES[view.curves]}, layer ${layer}${how}`,
    caption: `${EXPLANATIONS[view.curves]} The target is always kept. n = ${count(examples)} randomly chosen sentences; bands: 95 % bootstrap intervals over sentences. Grey: mean of random orders.`,
    legend: [
      ...legend,
      { name: "Random orders", colour: "var(--ink-3)", dashed: true },
      { name: "whole sentence", colour: "var(--ink-3)" },
    ],
    draw: (width, colours) => {
      const columns = columnsFor(sides.length, width, 420);
      const all = sides.flatMap((side) =>
        bands(side, colours).flatMap(({ points }) => points.map(({ y }) => y ?? 0)),
      );
      const charts = sides.map((side) =>
        lineChart(bands(side, colours), {
          width: multipleWidth(width, columns),
          height: width < 560 ? 300 : 360,
          x: {
            name: "Share of the tokens",
            format: (share) => percent(share, 0),
            ticks: [0, 0.1, 0.2, 0.3, 0.4, 0.5],
          },
          y: {
            name:
              sides.length > 1
                ? `p(good word), ${WHEN_NAMES[side.side.when].toLowerCase()} fine-tuning`
                : "p(good word)",
            format: figure,
            domain: [0, Math.max(...all, side.curves.whole)],
          },
          rule: side.curves.whole,
          xInHead: true,
          label: `${TITLES[view.curves]}, layer ${layer}. Arrow keys read the points.`,
        }),
      );
      return multiples(charts, columns, TITLES[view.curves]);
    },
    rows: () => deletionRows(sides, (id) => context.methods.find((method) => method.id === id)?.name ?? id),
    file: `${context.run.id}-deletion-${view.curves}-${layer}-${view.aggregation}`,
  };
}

/** The prediction as the top tokens are removed, or as only they are kept. */
export const panel: Panel<ResultsContext> = {
  title: "Deletion curves",
  order: 30,
  place: "wide",
  mount(host, context) {
    const card = figureCard(context.signal, "deletion-curves");
    const controls = figureControls(
      "Deletion-curve controls",
      viewSwitch(context, "Top tokens", "curves", [
        { value: "without", label: "Removed", title: "The basis of comprehensiveness" },
        { value: "only", label: "Kept", title: "The basis of sufficiency" },
      ]),
    );
    host.append(card.element);
    card.element.querySelector(".card-head")?.after(controls);
    followCard(card, context, {
      parts: (view) => [view.sides, view.layer, view.aggregation, view.methods, view.curves],
      read: async ({ view }) =>
        await Promise.all(
          sidesOf({ run: context.run, sides: sidesOfRun(context.run) }, view).map(async (side) => ({
            side,
            curves: await context.answers.read("/scores/{scoreRunId}/deletion", {
              path: { scoreRunId: side.scoreRunId },
              query: { layer: layerOf(context, view) - 1 },
            }),
          })),
        ),
      show: (sides, { view }) => card.show(deletionFigure(context, view, sides)),
    });
  },
};
