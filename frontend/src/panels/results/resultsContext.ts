import type { Evaluated, Evaluation, Method, Run, ScoreRun } from "../../api/types.ts";
import type { Answers } from "../../state/answers.ts";
import type { EvaluationMeasure } from "../../state/measures.ts";
import type { Step } from "../../state/page.ts";
import type { ResultsView, ResultTab } from "../../state/resultsView.ts";
import type { ModelRun } from "../../state/scoredSides.ts";
import type { Store } from "../../state/store.ts";
import type { Panel } from "../panel.ts";

/** What the panels of a results page share. */
export interface ResultsContext {
  readonly run: Run;
  /** Of this run, before first. */
  readonly scoreRuns: readonly ScoreRun[];
  /** What is stored of each score run, in the same order. */
  readonly evaluated: readonly Evaluated[];
  /** All methods that the server knows. */
  readonly methods: readonly Method[];
  /** Ids of the methods that were scored, in their order. */
  readonly scored: readonly string[];
  readonly evaluations: readonly Evaluation[];
  /** This run, and the other runs of the address that were read. */
  readonly models: Store<readonly ModelRun[]>;
  readonly view: Store<ResultsView>;
  readonly change: (next: Partial<ResultsView>, step?: Step) => void;
  /** Goes to another address of this server. */
  readonly go: (address: string) => void;
  readonly answers: Answers;
  /** Whether a share is shown: what asks for more than was shared is fixed. */
  readonly readOnly: boolean;
  readonly signal: AbortSignal;
}

/**
 * A part of a tab: one file `*Panel.ts` in the tab's folder that exports it as `panel`. The host is bare; what is
 * mounted brings its own cards. `wide` takes the whole width, `main` and `side` half of it each where there is room.
 */
export interface ResultsPanel extends Panel<ResultsContext> {
  /** Left out where this evaluation is stored of no score run; the tab says then how to make it. */
  readonly evaluation?: string;
}

/** The measures of an evaluation, in their order. */
export const measuresOf = ({ evaluations }: ResultsContext, evaluation: string): EvaluationMeasure[] =>
  evaluations
    .filter(({ id }) => id === evaluation)
    .flatMap(({ id, measures }) => measures.map((measure) => ({ ...measure, evaluation: id })));

/** The measure of the address if the evaluation gives it, else the evaluation's first. */
export function measureOf(
  context: ResultsContext,
  evaluation: string,
  view: ResultsView = context.view.value,
): EvaluationMeasure | undefined {
  const measures = measuresOf(context, evaluation);
  return measures.find(({ id }) => id === view.measure) ?? measures[0];
}

/** Whether an evaluation is stored of any score run of this run. */
export const isEvaluated = ({ evaluated }: Pick<ResultsContext, "evaluated">, evaluation: string): boolean =>
  evaluated.some(({ evaluations }) => evaluations.some((one) => one.evaluation === evaluation));

/** The names of the tabs. */
export const TAB_NAMES: Record<ResultTab, string> = {
  cues: "Cue alignment",
  probing: "Probing",
  faithfulness: "Faithfulness",
  paper: "Paper view",
};
