import { get } from "../../api/client.ts";
import type { Method, Run, ScoreRun } from "../../api/types.ts";

/** The score runs of the sentence page and the methods and heads that it offers. */
export interface ScoresFrame {
  readonly run: Run;
  readonly scoreRuns: readonly ScoreRun[];
  readonly methods: readonly Method[];
  readonly heads: number;
}

/**
 * The score run of the address, its sibling before or after fine-tuning, and what the methods can do. The catalogue tells
 * how many heads there are to choose from; a share, whose head is fixed, does not read it.
 */
export async function loadFrame(
  scoreRunId: string,
  readOnly: boolean,
  signal: AbortSignal,
): Promise<ScoresFrame> {
  const [scoreRun, methods, models] = await Promise.all([
    get("/scores/{scoreRunId}", { path: { scoreRunId }, signal }),
    get("/methods", { signal }),
    readOnly ? [] : get("/models", { signal }),
  ]);
  const run = await get("/runs/{runId}", { path: { runId: scoreRun.runId }, signal });
  const ids = [run.scoreRunBefore, run.scoreRunAfter].filter((id) => id !== null);
  const others = await Promise.all(
    ids
      .filter((id) => id !== scoreRunId)
      .map((id) => get("/scores/{scoreRunId}", { path: { scoreRunId: id }, signal })),
  );
  const scoreRuns = [scoreRun, ...others].sort((one, other) =>
    one.when === other.when ? 0 : one.when === "before" ? -1 : 1,
  );
  const heads = models.find(({ id }) => id === scoreRun.modelId)?.heads ?? 0;
  return { run, scoreRuns, methods, heads };
}
