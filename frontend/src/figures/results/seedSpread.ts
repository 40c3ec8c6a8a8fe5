import type { FigureTable, ScoreRun, SeedSpread } from "../../api/types.ts";

/** The spread of one side of a run over the runs like it. */
export interface SpreadOfSide {
  readonly side: { readonly scoreRunId: string; readonly when: ScoreRun["when"] };
  readonly spread: SeedSpread;
}

/** Whether a spread is over more than one run. */
export const manyRuns = ({ scoreRuns }: SeedSpread): boolean => scoreRuns.length > 1;

/** A spread as figures: the mean over runs, from the least to the greatest of them, counted in runs. */
export function spreadTable(side: SpreadOfSide["side"], spread: SeedSpread): FigureTable {
  const runs = spread.scoreRuns.length;
  return {
    scoreRunId: side.scoreRunId,
    measure: spread.measure,
    group: spread.group,
    examples: runs,
    layers: Math.max(1, ...spread.views.map(({ mean }) => mean.length)),
    views: spread.views.map(({ method, aggregation, mean, minimum, maximum }) => ({
      method,
      aggregation,
      figures: { mean, low: minimum, high: maximum, n: mean.map(() => runs) },
    })),
  };
}
