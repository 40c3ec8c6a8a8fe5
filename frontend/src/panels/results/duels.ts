import type { MethodComparisons } from "../../api/types.ts";
import { duelMatrix, type DuelCell } from "../../charts/duelMatrix.ts";
import type { CsvValue } from "../../charts/exports.ts";
import { figureCard, type Figure } from "../../charts/figureCard.ts";
import { h } from "../../dom/element.ts";
import { cellExponent, count, figure, powerOfTen, signedFigure } from "../../dom/format.ts";
import { fixedWhere } from "../../dom/parts.ts";
import { AGGREGATION_NAMES } from "../../dom/names.ts";
import { rampOf } from "../../scale/ramp.ts";
import { duelsOf, LEVEL, type Duel, type Duels } from "../../state/duels.ts";
import { groupName } from "../../state/groups.ts";
import type { ResultsView } from "../../state/resultsView.ts";
import { nameOf } from "../../state/usualMethods.ts";
import { measureOf, sidesOf, sidesOfRun, type Measure, type ResultsContext, type Side } from "./context.ts";
import { followCard } from "./followFigures.ts";
import { directionOf, figureControls, layerOf, viewSwitch } from "./tabControls.ts";

/** Method against method, on the tabs of the evaluations that give measures. */

const TITLE = "Method against method";

const OUTCOMES: Record<Duel["outcome"], string> = {
  ahead: "ahead",
  behind: "behind",
  open: "not to be told apart",
};

const pText = (p: number | null) => (p !== null && p < 0.001 ? "below 0.001" : figure(p));

function cellOf(names: readonly [string, string], duel: Duel): DuelCell {
  const { low, high, n, adjusted } = duel.difference;
  return {
    value: duel.mean,
    counts: duel.outcome !== "open",
    head: `${names[0]} minus ${names[1]}`,
    lines: [
      `${signedFigure(duel.mean)}, 95 % interval ${signedFigure(low)} to ${signedFigure(high)}`,
      `adjusted p ${pText(adjusted)}, n = ${count(n)}: ${OUTCOMES[duel.outcome]}`,
    ],
  };
}

/** The cells of the matrix, methods in the order of their standings. */
export function duelCells(duels: Duels, nameFor: (id: string) => string): (DuelCell | null)[][] {
  return duels.standings.map(({ method: row }) =>
    duels.standings.map(({ method: column }) => {
      const duel = duels.of(row, column);
      return duel === undefined ? null : cellOf([nameFor(row), nameFor(column)], duel);
    }),
  );
}

/** Every pair once, as it was tested. */
export const duelRows = (
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
    p,
    adjusted,
    test,
  ]),
];

/** Who leads, in a sentence. */
export function leadSaid({ standings }: Duels, nameFor: (id: string) => string): string {
  const [first] = standings;
  const others = standings.length - 1;
  if (first === undefined || others < 1) {
    return "There are no two methods to compare.";
  }
  const apart = first.open === 0 ? "" : ` and cannot be told apart from ${first.open}`;
  return first.ahead === 0
    ? "No method is ahead of another after Holm's correction."
    : `${nameFor(first.method)} is ahead of ${first.ahead} of ${others} others${apart}.`;
}

interface Read {
  readonly measure: Measure;
  readonly side: Side;
  readonly comparisons: MethodComparisons;
}

function duelFigure(
  context: ResultsContext,
  view: ResultsView,
  { measure, side, comparisons }: Read,
): Figure {
  const nameFor = (id: string) => nameOf(context.methods, id);
  const duels = duelsOf(comparisons, measure.higherIsBetter);
  const cells = duelCells(duels, nameFor);
  const largest = Math.max(...cells.flat().map((cell) => Math.abs(cell?.value ?? 0))) || 1;
  const exponent = cellExponent(largest);
  const where = comparisons.layer === null ? "mean over layers" : `layer ${comparisons.layer + 1}`;
  const how = view.aggregation === "none" ? "" : `, ${AGGREGATION_NAMES[view.aggregation].toLowerCase()}`;
  const test =
    comparisons.test === "bootstrap" ? "paired bootstrap over sentences" : "Wilcoxon's signed-rank test";
  const n = Math.max(0, ...comparisons.pairs.map(({ difference }) => difference.n));
  const numbers = exponent === 0 ? "" : ` Numbers × ${powerOfTen(exponent)}.`;
  return {
    title: `${TITLE}: ${measure.name}, ${where}${how}`,
    caption: `${leadSaid(duels, nameFor)} ${measure.name} of the row minus that of the column, ${side.when} fine-tuning, over the same n = ${count(n)} sentences (${groupName(view.group).toLowerCase()}); ${directionOf(measure.higherIsBetter)}. Blue: the row is ahead; vermilion: behind; grey: not to be told apart (${test}, Holm's correction over all ${count(comparisons.pairs.length)} pairs, level ${LEVEL}). The furthest ahead stands first.${numbers}`,
    legend: [],
    draw: (width, theme) =>
      duelMatrix(
        duels.standings.map(({ method }) => nameFor(method)),
        cells,
        {
          width,
          ramp: rampOf(theme, true),
          maximum: largest,
          better: measure.higherIsBetter ? 1 : -1,
          exponent,
          title: `${TITLE}, ${measure.name}.`,
        },
      ),
    rows: () => duelRows(comparisons, measure.id, nameFor),
    file: `${context.run.id}-duels-${measure.id}-${view.group}-${view.aggregation}-${where.replaceAll(" ", "-")}-${comparisons.test}`,
  };
}

async function readDuels(
  context: ResultsContext,
  view: ResultsView,
  evaluation: string,
): Promise<Read | undefined> {
  const measure = measureOf(context, evaluation, view);
  const side = sidesOf({ run: context.run, sides: sidesOfRun(context.run) }, view).at(-1);
  if (measure === undefined || side === undefined || !view.duels) {
    return undefined;
  }
  const at = view.aggregation === "last_layer" ? 0 : layerOf(context, view) - 1;
  const comparisons = await context.answers.read("/scores/{scoreRunId}/comparisons", {
    path: { scoreRunId: side.scoreRunId },
    query: {
      measure: measure.id,
      group: view.group,
      aggregation: view.aggregation,
      test: view.test,
      ...(view.tested === "layer" ? { layer: at } : {}),
    },
  });
  return { measure, side, comparisons };
}

/** Opens the card; what is in it is read only then, as the tests take the server a while. */
function opener({ view, change, readOnly, signal }: ResultsContext): HTMLElement {
  const text = h(
    "p",
    { class: "muted" },
    "Tests every two methods against each other over the same sentences, with Holm's correction. This takes the server a moment, so it is done when asked for.",
  );
  const button = h(
    "button",
    { type: "button", class: "button", on: { click: () => change({ duels: true }) } },
    "Compare the methods",
  );
  const card = h(
    "section",
    { class: "card padded duels-closed", "aria-label": TITLE },
    h("h2", {}, TITLE),
    text,
    button,
  );
  view.watch(signal, ({ duels }) => (card.hidden = duels || readOnly));
  return card;
}

/** The card of method against method for the measures of an evaluation. */
export function mountDuels(host: HTMLElement, context: ResultsContext, evaluation: string): void {
  const card = figureCard(context.signal);
  const close = h(
    "button",
    { type: "button", class: "button small", on: { click: () => context.change({ duels: false }) } },
    "Close",
  );
  const controls = figureControls(
    "How methods are compared",
    viewSwitch(context, "Test", "test", [
      { value: "bootstrap", label: "Bootstrap" },
      { value: "wilcoxon", label: "Wilcoxon" },
    ]),
    viewSwitch(context, "Compared", "tested", [
      { value: "layer", label: "At the layer" },
      { value: "mean", label: "Mean over layers" },
    ]),
    fixedWhere(context.readOnly, h("div", { class: "control" }, close)),
  );
  card.element.querySelector(".card-head")?.after(controls);
  host.append(opener(context), card.element);
  context.view.watch(context.signal, ({ duels }) => (card.element.hidden = !duels));
  followCard(card, context, {
    parts: (view) =>
      view.duels
        ? [view.measure, view.group, view.sides, view.aggregation, view.layer, view.test, view.tested]
        : [false],
    read: async ({ view }) => await readDuels(context, view, evaluation),
    show: (found, { view }) => {
      if (found !== undefined) {
        card.show(duelFigure(context, view, found));
      }
    },
  });
}
