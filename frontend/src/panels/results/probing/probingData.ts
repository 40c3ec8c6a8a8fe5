import { PROBING, PROBING_AS_PUBLISHED } from "../../../api/ids.ts";
import type { ProbingCorrelations, ProbingMode } from "../../../api/types.ts";
import type { FigureCard } from "../../../figures/figureCard.ts";
import type { LegendEntry } from "../../../charts/figureLegend.ts";
import type { ProbedSide } from "../../../figures/results/probingFigures.ts";
import { SIDE_COLOURS } from "../../../figures/results/probingFigures.ts";
import type { ResultsView } from "../../../state/results/resultsView.ts";
import { type ScoredSide, sidesOf, sidesOfRun } from "../../../state/results/scoredSides.ts";
import { whyMissing } from "../missingEvaluation.ts";
import { isEvaluated, type ResultsContext } from "../resultsContext.ts";

/** Reading of probing results, and messages where there are none. */

/** The evaluation that a mode is stored as. */
const evaluationOf = (mode: ProbingMode) => (mode === "standard" ? PROBING : PROBING_AS_PUBLISHED);

/** Says in a card that a mode was not run; false where it was. */
export function lacksMode(
  card: FigureCard,
  context: ResultsContext,
  mode: ProbingMode,
  title: string,
): boolean {
  if (isEvaluated(context, evaluationOf(mode))) {
    return false;
  }
  const missing = whyMissing(context, evaluationOf(mode));
  card.empty(title, `${missing.title}. ${missing.text}`);
  return true;
}

/** Code lengths before and after fine-tuning, whatever side the other figures are of. */
export async function readProbing(
  { run, answers }: ResultsContext,
  { mode }: Pick<ResultsView, "mode">,
): Promise<ProbedSide[]> {
  return await Promise.all(
    sidesOfRun(run).map(async ({ scoreRunId, when }) => ({
      when,
      probing: await answers.read("/scores/{scoreRunId}/probing", { path: { scoreRunId }, query: { mode } }),
    })),
  );
}

/** The correlations of one side. */
export interface CorrelatedSide {
  readonly side: ScoredSide;
  readonly correlations: ProbingCorrelations;
}

/** Correlations of the sides that the view draws. */
export async function readCorrelations(
  { run, answers }: ResultsContext,
  view: ResultsView,
  measure: string,
): Promise<CorrelatedSide[]> {
  const sides = sidesOf({ run, sides: sidesOfRun(run) }, view);
  return await Promise.all(
    sides.map(async (side) => ({
      side,
      correlations: await answers.read("/scores/{scoreRunId}/correlations", {
        path: { scoreRunId: side.scoreRunId },
        query: { measure, mode: view.mode },
      }),
    })),
  );
}

/** The legend of figures of both sides with their control. */
export function sidesLegend(sides: readonly ProbedSide[], guessing: boolean): LegendEntry[] {
  const lines = sides.map(({ when }): LegendEntry => ({
    name: when === "before" ? "Before fine-tuning" : "After fine-tuning",
    colour: SIDE_COLOURS[when],
    symbol: "circle",
  }));
  const rule: LegendEntry[] = guessing ? [{ name: "guessing", colour: "var(--ink-3)" }] : [];
  return [
    ...lines,
    { name: "dashed: control (shuffled labels)", colour: "var(--ink-3)", dashed: true },
    ...rule,
  ];
}

/** The labels that the sentences of a run have, as a caption names them: `label (singular or plural)`. */
export function labelNames({ scoreRuns }: Pick<ResultsContext, "scoreRuns">): string {
  const labels = [...new Set(scoreRuns.flatMap((scored) => scored.labels ?? []))];
  return labels.length === 0 ? "label" : `label (${labels.join(" or ")})`;
}

/** The caption's sentence about the mode. */
export const modeNote = (mode: ProbingMode): string =>
  mode === "standard" ? "" : " As published, including the errors of the published script.";
