import type { Evaluated, Evaluation, Method, Run, ScoreRun } from "../../api/types.ts";
import type { Answers } from "../../state/answers.ts";
import type { CompareItem, CompareView } from "../../state/compareView.ts";
import type { Step } from "../../state/page.ts";
import type { Measure } from "../../state/results/measures.ts";
import type { Store } from "../../state/store.ts";

/** A score run of which something is compared. */
export interface ComparedScoreRun {
  readonly scoreRun: ScoreRun;
  readonly run: Run;
  readonly evaluated: Evaluated;
}

/** A view together with the score runs of its items. */
export interface CompareScene {
  readonly view: CompareView;
  readonly scoreRuns: ReadonlyMap<string, ComparedScoreRun>;
}

/** The values that the panels of the compare page share. */
export interface CompareContext {
  readonly methods: readonly Method[];
  readonly evaluations: readonly Evaluation[];
  readonly view: Store<CompareView>;
  readonly change: (next: Partial<CompareView>, step?: Step) => void;
  /** The view with what its items are; undefined until it is read. */
  readonly scene: Store<CompareScene | undefined>;
  readonly answers: Answers;
  readonly readOnly: boolean;
  readonly signal: AbortSignal;
}

/** An item as names are made of it. */
export function namedOf(item: CompareItem, scoreRuns: ReadonlyMap<string, ComparedScoreRun>) {
  const own = scoreRuns.get(item.scoreRunId);
  return {
    runId: own?.run.id ?? item.scoreRunId,
    runName: own?.run.name ?? item.scoreRunId,
    ...(own === undefined
      ? {}
      : {
          seed: own.run.spec.fineTuning.seed,
          learningRate: own.run.spec.fineTuning.learningRate,
          runCreatedAt: own.run.createdAt,
        }),
    when: own?.scoreRun.when ?? ("after" as const),
    method: item.method,
    aggregation: item.aggregation,
  };
}

/** The measures that every item's score run has. */
export function commonMeasures(
  { evaluations }: CompareContext,
  { view, scoreRuns }: CompareScene,
): Measure[] {
  const stored = view.items.map(({ scoreRunId }) => scoreRuns.get(scoreRunId)?.evaluated.measures ?? []);
  return evaluations
    .flatMap(({ measures }) => measures)
    .filter(({ id }) => stored.every((ids) => ids.includes(id)));
}

/** The measure of the address if all items have it, else the first that they all have. */
export function measureOf(context: CompareContext, scene: CompareScene): Measure | undefined {
  const measures = commonMeasures(context, scene);
  return measures.find(({ id }) => id === scene.view.measure) ?? measures[0];
}
