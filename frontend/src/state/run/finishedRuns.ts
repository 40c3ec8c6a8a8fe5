import { get } from "../../api/client.ts";
import type { Run, RunPage } from "../../api/types.ts";

/** Whether a run has figures that can be drawn. */
export const hasResults = ({ state, scoreRunAfter, scoreRunBefore, spec }: Run): boolean =>
  state === "succeeded" && (scoreRunAfter ?? scoreRunBefore) !== null && spec.evaluations.length > 0;

/** Which finished runs a list or menu has. */
export interface FinishedRuns {
  /** Words that each of them has. */
  readonly search: string;
  /** Whether they have evaluations. */
  readonly evaluated: boolean;
  readonly offset?: number;
  readonly limit: number;
}

/** Finished runs, newest first, and how many there are of them on all pages. */
export const finishedRuns = (
  { search, evaluated, offset = 0, limit }: FinishedRuns,
  signal: AbortSignal,
): Promise<RunPage> =>
  get("/runs", {
    query: {
      state: "succeeded",
      offset,
      limit,
      ...(search.trim() === "" ? {} : { search: search.trim() }),
      ...(evaluated ? { evaluated } : {}),
    },
    signal,
  });

/** Says of a menu that does not hold all runs how the others are found; empty where it holds all. */
export const furtherRuns = ({ items, total }: RunPage): string =>
  items.length < total ? `The newest ${items.length} of ${total} are listed. Search to find the others.` : "";

/** The fraction of a run that is done, by examples over all stages; 0 while their number is not known. */
export const fractionDone = ({ progress: { done, total } }: Run): number =>
  total === 0 ? 0 : Math.min(1, done / total);
