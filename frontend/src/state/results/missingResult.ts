import type { Run, RunState } from "../../api/types.ts";

/** Why there is no result of an evaluation, and what the reader can do. */
export interface MissingResult {
  readonly title: string;
  readonly text: string;
  /** Whether another run is the way to the result. */
  readonly again: boolean;
}

const AGAIN = "scores and checkpoint are computed anew, and the same seed gives the same figures";

function unfinished(run: Run, name: string): MissingResult {
  const notYet = (text: string): MissingResult => ({
    title: `${name} is not evaluated yet`,
    text,
    again: false,
  });
  const never = (text: string): MissingResult => ({
    title: `${name} was not evaluated for this run`,
    text: `${text} Run it again to get it: ${AGAIN}.`,
    again: true,
  });
  switch (run.state) {
    case "queued":
      return run.startedAt === null
        ? notYet("This run has not started. Its page shows when it does.")
        : notYet("This run was interrupted, and goes on by itself. Its page shows the progress.");
    case "running":
      return notYet(
        "This run is still at work. Its page shows the progress; open the results again afterwards.",
      );
    case "cancelling":
      return never("This run is being cancelled before it evaluates this.");
    case "cancelled":
      return never("This run was cancelled before it had evaluated this.");
    case "failed":
      return never("This run failed before it had evaluated this; its page shows the error.");
    case "succeeded":
      return never(
        "This run has finished, but nothing of this evaluation is stored; the log of the run may say why.",
      );
  }
}

/** Why there is no result of an evaluation of a run. */
export function missingResult(run: Run, evaluation: string, name: string): MissingResult {
  return run.spec.evaluations.includes(evaluation)
    ? unfinished(run, name)
    : {
        title: `${name} was not evaluated for this run`,
        text: `This run was launched without this evaluation. Run it again with “${name}” among the evaluations: ${AGAIN}.`,
        again: true,
      };
}

const STATES: Record<Exclude<RunState, "succeeded">, string> = {
  queued: "waits in the queue",
  running: "is still at work",
  cancelling: "is being cancelled",
  cancelled: "was cancelled",
  failed: "failed",
};

/** A note on the results of a run that has not succeeded: what there is, and what there is not; undefined for one that has. */
export function partialNote({ state, scoreRunBefore, scoreRunAfter }: Run): string | undefined {
  if (state === "succeeded") {
    return undefined;
  }
  const scored = [
    ...(scoreRunBefore === null ? [] : ["before"]),
    ...(scoreRunAfter === null ? [] : ["after"]),
  ];
  const soFar = state === "queued" || state === "running" ? "so far" : "by then";
  return scored.length === 0
    ? `This run ${STATES[state]}. Nothing was scored ${soFar}.`
    : `This run ${STATES[state]}. Only what was computed ${soFar} is shown: scores ${scored.join(" and ")} fine-tuning.`;
}
