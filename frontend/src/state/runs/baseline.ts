import { get, post, remove } from "../../api/client.ts";
import type { Run } from "../../api/types.ts";
import { Store } from "../store.ts";

/** The run that the others are held against; undefined while there is none, or it is not known yet. */
export const baseline = new Store<Run | undefined>(undefined);

const take = ({ run }: { readonly run: Run | null }): void => baseline.set(run ?? undefined);

/** Reads the baseline of the server. What goes wrong leaves the pages without one. */
export const readBaseline = (signal: AbortSignal): Promise<void> =>
  get("/baseline", { signal }).then(take, () => undefined);

/** Makes a run the baseline in place of the one before. */
export const setBaseline = async ({ id }: Pick<Run, "id">): Promise<void> =>
  take(await post("/baseline", { runId: id }));

/** Leaves the runs without a baseline. */
export const clearBaseline = async (): Promise<void> => take(await remove("/baseline", {}));
