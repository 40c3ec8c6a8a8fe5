import type { Evaluated, Evaluation, Method, Run, ScoreRun } from "../../api/types.ts";
import type { Answers } from "../../state/answers.ts";
import type { Step } from "../../state/page.ts";
import type { EvaluationMeasure } from "../../state/results/measures.ts";
import type { ResultsView } from "../../state/results/resultsView.ts";
import type { ModelRun } from "../../state/results/scoredSides.ts";
import type { Store } from "../../state/store.ts";

/** The values that the panels of a results page share. */
export interface ResultsContext {
  readonly run: Run;
  /** The score runs of this run, before fine-tuning first. */
  readonly scoreRuns: readonly ScoreRun[];
  /** The stored evaluations of each score run, in the same order. */
  readonly evaluated: readonly Evaluated[];
  /** All methods that the server knows. */
  readonly methods: readonly Method[];
  /** Ids of the methods that were scored, in their order. */
  readonly scored: readonly string[];
  readonly evaluations: readonly Evaluation[];
  /** The evaluation that the open tab is about; undefined where it is about several. */
  readonly evaluation: string | undefined;
  /** This run, and the other runs of the address that were read. */
  readonly models: Store<readonly ModelRun[]>;
  readonly view: Store<ResultsView>;
  readonly change: (next: Partial<ResultsView>, step?: Step) => void;
  /** Goes to another address of this server. */
  readonly go: (address: string) => void;
  readonly answers: Answers;
  /** Whether the page shows a share; controls that need more than was shared are disabled. */
  readonly readOnly: boolean;
  readonly signal: AbortSignal;
}

/** The measures of an evaluation that are stored of some score run of this run, in their order. */
export const measuresOf = (
  { evaluations, evaluated }: Pick<ResultsContext, "evaluations" | "evaluated">,
  evaluation: string | undefined,
): EvaluationMeasure[] =>
  evaluations
    .filter(({ id }) => id === evaluation)
    .flatMap(({ id, measures }) => measures.map((measure) => ({ ...measure, evaluation: id })))
    .filter(({ id }) => evaluated.some(({ measures }) => measures.includes(id)));

/** The parts of a view that name a measure. */
export type MeasurePart = "measure" | "agreement";

/** The measure of the address if the evaluation gives it, else the evaluation's first. */
export function measureOf(
  context: ResultsContext,
  evaluation: string | undefined,
  view: ResultsView = context.view.value,
  part: MeasurePart = "measure",
): EvaluationMeasure | undefined {
  const measures = measuresOf(context, evaluation);
  return measures.find(({ id }) => id === view[part]) ?? measures[0];
}

/** Whether an evaluation is stored of any score run of this run. */
export const isEvaluated = ({ evaluated }: Pick<ResultsContext, "evaluated">, evaluation: string): boolean =>
  evaluated.some(({ evaluations }) => evaluations.some((one) => one.evaluation === evaluation));
