import type { FigureTable } from "../../api/types.ts";
import type { Answers } from "../../state/answers.ts";
import type { ResultsView } from "../../state/results/resultsView.ts";
import { type ModelRun, type ScoredSide, sidesOf } from "../../state/results/scoredSides.ts";
import { namedRun, runLabels } from "../../state/run/runLabel.ts";

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
  const ofModels = new Set(models.map(({ run }) => run.spec.modelId)).size === models.length;
  const labels = ofModels
    ? new Map(models.map(({ run }) => [run.id, run.spec.modelId]))
    : runLabels(models.map(({ run }) => namedRun(run)));
  return new Map(labels);
}

export const WHEN_NAMES: Record<ScoredSide["when"], string> = { before: "Before", after: "After" };
