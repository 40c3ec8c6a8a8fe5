import type { Run, ScoreRun } from "../../api/types.ts";
import type { ResultsView } from "./resultsView.ts";

/** One score run of a run: the scores before or after fine-tuning. */
export interface ScoredSide {
  readonly scoreRunId: string;
  readonly when: ScoreRun["when"];
}

/** A finished run whose results are drawn: the page's own, or one beside it. */
export interface ModelRun {
  readonly run: Run;
  /** Its score runs, before fine-tuning first. */
  readonly sides: readonly ScoredSide[];
}

/** The sides that a view draws; where the side that the view names was not scored, those that were. */
export function sidesOf({ sides }: ModelRun, view: Pick<ResultsView, "sides">): readonly ScoredSide[] {
  const matching = sides.filter(({ when }) => when === view.sides);
  return view.sides === "both" || matching.length === 0 ? sides : matching;
}

/** The sides of a run that were scored. */
export const sidesOfRun = ({ scoreRunBefore, scoreRunAfter }: Run): ScoredSide[] => [
  ...(scoreRunBefore === null ? [] : [{ scoreRunId: scoreRunBefore, when: "before" } as const]),
  ...(scoreRunAfter === null ? [] : [{ scoreRunId: scoreRunAfter, when: "after" } as const]),
];
