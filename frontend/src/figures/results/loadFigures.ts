import type { FigureTable } from "../../api/types.ts";
import type { Answers } from "../../state/answers.ts";
import type { ResultsView } from "../../state/results/resultsView.ts";
import { type ModelRun, type ScoredSide, sidesOf } from "../../state/results/scoredSides.ts";

/** One score run's figures of a measure. */
export interface SideFigures {
  readonly model: ModelRun;
  readonly side: ScoredSide;
  readonly table: FigureTable;
}

/** The measure and the group of sentences whose figures are read. */
export interface FiguresRequest {
  readonly measure: string;
  readonly group: string;
}

/** Reads a measure of every side of every run that the view draws; runs in their order, before first. */
export async function loadFigures(
  { answers }: { readonly answers: Answers },
  models: readonly ModelRun[],
  view: Pick<ResultsView, "sides">,
  query: FiguresRequest,
): Promise<SideFigures[]> {
  const all = models.flatMap((model) => sidesOf(model, view).map((side) => ({ model, side })));
  return await Promise.all(
    all.map(async ({ model, side }) => {
      const path = { scoreRunId: side.scoreRunId };
      const table = await answers.read("/scores/{scoreRunId}/figures", { path, query: { ...query } });
      return { model, side, table };
    }),
  );
}

/** The shortest names that tell runs apart, by run id. */
export function modelNames(models: readonly ModelRun[]): Map<string, string> {
  const tries = [
    ({ run }: ModelRun) => run.spec.modelId,
    ({ run }: ModelRun) => run.name,
    ({ run }: ModelRun) => `${run.spec.modelId}, seed ${run.spec.fineTuning.seed}`,
  ];
  const distinct = tries.find((name) => new Set(models.map(name)).size === models.length);
  const name = distinct ?? (({ run }: ModelRun) => `${run.name} (${run.id})`);
  return new Map(models.map((model) => [model.run.id, name(model)]));
}

export const WHEN_NAMES: Record<ScoredSide["when"], string> = { before: "Before", after: "After" };
