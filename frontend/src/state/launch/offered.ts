import type { DataSet, Evaluation } from "../../api/types.ts";

/** Why evaluations cannot be made of a data set, by their ids: whole sentences. */
export const refusals = (sets: readonly DataSet[], id: string): ReadonlyMap<string, string> =>
  new Map(
    sets.find((set) => set.id === id)?.notOffered.map(({ evaluation, reason }) => [evaluation, reason]),
  );

/** The evaluations that can be made of a data set. */
export function offeredEvaluations(
  evaluations: readonly Evaluation[],
  sets: readonly DataSet[],
  id: string,
): readonly Evaluation[] {
  const refused = refusals(sets, id);
  return evaluations.filter((evaluation) => !refused.has(evaluation.id));
}
