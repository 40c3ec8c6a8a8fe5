import type { Method, MethodComparisons } from "../../api/types.ts";
import { type ComparisonCell, comparisonMatrix } from "../../charts/comparisonMatrix.ts";
import type { CsvValue } from "../../charts/exports.ts";
import type { Figure } from "../../charts/figure.ts";
import { cellExponent, count, pCell, powerOfTen, pValue, signedFigure } from "../../dom/format.ts";
import { AGGREGATION_NAMES } from "../../dom/names.ts";
import { rampOf } from "../../scale/ramp.ts";
import type { EvaluationMeasure } from "../../state/results/measures.ts";
import type { ResultsView } from "../../state/results/resultsView.ts";
import type { ScoredSide } from "../../state/results/scoredSides.ts";
import { groupName } from "../../state/results/sentenceGroups.ts";
import { methodName } from "../../state/results/usualMethods.ts";
import { directionOf } from "./direction.ts";
import { LEVEL, type PairComparison, type Ranking, rankingOf } from "./methodComparison.ts";

/** Every two methods of a measure against each other, as a matrix with its caption and its rows. */

export const COMPARISON_TITLE = "Pairwise comparison of methods";

const OUTCOMES: Record<PairComparison["outcome"], string> = {
  ahead: "better",
  behind: "worse",
  open: "not significant",
};

/** How captions name a test of all pairs and what it asks. */
const TESTS: Record<MethodComparisons["test"], (pairs: string) => string> = {
  permutation: (pairs) =>
    `paired permutation test of the mean difference, corrected over all ${pairs} pairs by the step-down maximum`,
  wilcoxon: (pairs) =>
    `Wilcoxon's signed-rank test, which asks whether the differences lie symmetrically around 0 and not whether their mean is 0; Holm's correction over all ${pairs} pairs`,
};

function cellOf(names: readonly [string, string], pair: PairComparison): ComparisonCell {
  const { low, high, n, adjusted } = pair.difference;
  return {
    value: pair.mean,
    counts: pair.outcome !== "open",
    head: `${names[0]} minus ${names[1]}`,
    lines: [
      `${signedFigure(pair.mean)}, 95 % interval ${signedFigure(low)} to ${signedFigure(high)}`,
      `adjusted p ${pValue(adjusted)}, n = ${count(n)}: ${OUTCOMES[pair.outcome]}`,
    ],
  };
}

/** The cells of the matrix, methods in the order of their standings. */
export function comparisonCells(
  ranking: Ranking,
  nameFor: (id: string) => string,
): (ComparisonCell | null)[][] {
  return ranking.ranks.map(({ method: row }) =>
    ranking.ranks.map(({ method: column }) => {
      const pair = ranking.of(row, column);
      return pair === undefined ? null : cellOf([nameFor(row), nameFor(column)], pair);
    }),
  );
}

/** Every pair once, as it was tested. */
export const comparisonRows = (
  { pairs, test }: MethodComparisons,
  measure: string,
  nameFor: (id: string) => string,
): CsvValue[][] => [
  ["first", "second", `first minus second, ${measure}`, "low", "high", "n", "p", "adjusted p", "test"],
  ...pairs.map(({ first, second, difference: { mean, low, high, n, p, adjusted } }): CsvValue[] => [
    nameFor(first),
    nameFor(second),
    mean,
    low,
    high,
    n,
    pCell(p),
    pCell(adjusted),
    test,
  ]),
];

/** A sentence that says which method is best. */
export function leadSentence({ ranks: standings }: Ranking, nameFor: (id: string) => string): string {
  const [first] = standings;
  const others = standings.length - 1;
  if (first === undefined || others < 1) {
    return "There are no two methods to compare.";
  }
  const apart = first.open === 0 ? "" : `; ${first.open} not significant`;
  return first.ahead === 0
    ? "No difference between methods is significant."
    : `${nameFor(first.method)} is significantly better than ${first.ahead} of ${others} other methods${apart}.`;
}

/** The comparisons of one side by one measure. */
export interface SideComparisons {
  readonly measure: EvaluationMeasure;
  readonly side: ScoredSide;
  readonly comparisons: MethodComparisons;
}

/** The matrix of one side. */
export function comparisonFigure(
  context: { readonly runId: string; readonly methods: readonly Method[] },
  view: ResultsView,
  { measure, side, comparisons }: SideComparisons,
): Figure {
  const nameFor = (id: string) => methodName(context.methods, id);
  const ranking = rankingOf(comparisons, measure.higherIsBetter);
  const cells = comparisonCells(ranking, nameFor);
  const largest = Math.max(...cells.flat().map((cell) => Math.abs(cell?.value ?? 0))) || 1;
  const exponent = cellExponent(largest);
  const where = comparisons.layer === null ? "mean over layers" : `layer ${comparisons.layer + 1}`;
  const how = view.aggregation === "none" ? "" : `, ${AGGREGATION_NAMES[view.aggregation].toLowerCase()}`;
  const test = TESTS[comparisons.test](count(comparisons.pairs.length));
  const n = Math.max(0, ...comparisons.pairs.map(({ difference }) => difference.n));
  const numbers = exponent === 0 ? "" : ` Cell values × ${powerOfTen(exponent)}.`;
  return {
    title: `${COMPARISON_TITLE}: ${measure.name}, ${where}${how}`,
    caption: `${leadSentence(ranking, nameFor)} ${measure.name} of the row's method minus that of the column's method, ${side.when} fine-tuning, on the same n = ${count(n)} sentences (${groupName(view.group).toLowerCase()}); ${directionOf(measure.higherIsBetter)}. Blue: the row's method is better; vermilion: worse; grey: not significant (${test}; level ${LEVEL}). The best method comes first.${numbers}`,
    legend: [],
    draw: (width, theme) =>
      comparisonMatrix(
        ranking.ranks.map(({ method }) => nameFor(method)),
        cells,
        {
          width,
          ramp: rampOf(theme, true),
          maximum: largest,
          better: measure.higherIsBetter ? 1 : -1,
          exponent,
          title: `${COMPARISON_TITLE}, ${measure.name}.`,
        },
      ),
    rows: () => comparisonRows(comparisons, measure.id, nameFor),
    file: `${context.runId}-duels-${measure.id}-${view.group}-${view.aggregation}-${where.replaceAll(" ", "-")}-${comparisons.test}`,
  };
}
