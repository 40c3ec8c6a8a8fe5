import type { EpochMetrics, HeadPoint, LogLine, Metrics, StepMetrics } from "../../api/types.ts";

/** The curves of a run with nothing in them. */
export const NO_METRICS: Metrics = { steps: [], epochs: [], headFitting: [] };

function merge<T>(present: readonly T[], more: readonly T[], key: (one: T) => number): T[] {
  const byKey = new Map(present.map((one) => [key(one), one]));
  for (const one of more) {
    byKey.set(key(one), one);
  }
  return [...byKey.values()].sort((one, other) => key(one) - key(other));
}

/** The curves with more of them added: nothing twice, in order, a later report of a step or epoch in place of the earlier. */
export function withMetrics(
  present: Metrics,
  more: {
    readonly steps?: readonly StepMetrics[];
    readonly epochs?: readonly EpochMetrics[];
    readonly headFitting?: readonly HeadPoint[];
  },
): Metrics {
  const last = present.steps.at(-1)?.step ?? 0;
  const ahead = (more.steps ?? []).every(({ step }, place, all) => step > (all[place - 1]?.step ?? last));
  return {
    steps: ahead
      ? [...present.steps, ...(more.steps ?? [])]
      : merge(present.steps, more.steps ?? [], ({ step }) => step),
    epochs: merge(present.epochs, more.epochs ?? [], ({ epoch }) => epoch),
    headFitting: merge(present.headFitting, more.headFitting ?? [], ({ step }) => step),
  };
}

/** The log with more lines, nothing twice, in the order of their numbers. */
export const withLines = (present: readonly LogLine[], more: readonly LogLine[]): readonly LogLine[] =>
  more.length === 0 ? present : merge(present, more, ({ number }) => number);
