import { get } from "../../api/client.ts";
import type { Run } from "../../api/types.ts";

/** The largest number of finished runs that a list holds. */
const LIMIT = 200;

/** Whether a run has figures that can be drawn. */
export const hasResults = ({ state, scoreRunAfter, scoreRunBefore, spec }: Run): boolean =>
  state === "succeeded" && (scoreRunAfter ?? scoreRunBefore) !== null && spec.evaluations.length > 0;

/** Finished runs with evaluations, newest first. */
export async function runsWithResults(signal: AbortSignal): Promise<Run[]> {
  const { items } = await get("/runs", { query: { state: "succeeded", limit: LIMIT }, signal });
  return items.filter(hasResults);
}

/** The fraction of a run that is done, by examples over all stages; 0 while their number is not known. */
export const fractionDone = ({ progress: { done, total } }: Run): number =>
  total === 0 ? 0 : Math.min(1, done / total);
