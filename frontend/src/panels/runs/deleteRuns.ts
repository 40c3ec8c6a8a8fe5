import { get, remove } from "../../api/client.ts";
import { messageOf } from "../../api/problem.ts";
import type { Run, RunStorage } from "../../api/types.ts";
import { bytes } from "../../dom/format.ts";
import { confirm, toast } from "../../dom/parts.ts";
import { runInFull, runTitle } from "../../state/run/runLabel.ts";

/** A run with what its deletion would free. */
export interface Stored {
  readonly run: Pick<Run, "id" | "name" | "spec">;
  readonly storage: RunStorage;
}

const runsWord = (many: number) => (many === 1 ? "1 run" : `${many} runs`);

/** Number of things in the way that are named. */
const NAMED = 3;

/** What stands against the deletion of a run, in a sentence. */
export function needWords({ run, storage: { neededBy } }: Stored): string {
  const named = neededBy
    .slice(0, NAMED)
    .map(({ kind, id, name }) =>
      kind === "share"
        ? `the share “${name}”`
        : `the run ${runTitle({ id, name })}, which starts from its checkpoint`,
    );
  const more = neededBy.length > NAMED ? [`${neededBy.length - NAMED} more`] : [];
  return `${runInFull(run)} is needed by ${[...named, ...more].join(", ")}.`;
}

/** What a deletion frees and what it leaves, before it is confirmed. */
export function deletionWords(all: readonly Stored[]): string {
  const sum = (part: (storage: RunStorage) => number) =>
    all.filter(isFree).reduce((total, { storage }) => total + part(storage), 0);
  const parts = (
    [
      ["checkpoints", sum(({ checkpoint }) => checkpoint)],
      ["scores", sum(({ scores }) => scores)],
      ["evaluations", sum(({ evaluations }) => evaluations)],
    ] as const
  ).filter(([, size]) => size > 0);
  const detail = parts.map(([name, size]) => `${bytes(size)} of ${name}`).join(", ");
  const frees = `This frees ${bytes(sum((storage) => storage.bytes))}${detail === "" ? "" : ` (${detail})`} and cannot be undone.`;
  const kept = all.filter((stored) => !isFree(stored)).map(needWords);
  return [frees, ...(kept.length === 0 ? [] : ["These stay:", ...kept])].join(" ");
}

const isFree = ({ storage }: Stored): boolean => storage.neededBy.length === 0;

/** Says what would be freed, asks, and deletes the runs that nothing needs; resolves to the ids of those that are gone. */
export async function deleteRuns(runs: readonly Run[]): Promise<readonly string[]> {
  const all: Stored[] = [];
  for (const run of runs) {
    all.push({ run, storage: await get("/runs/{runId}/storage", { path: { runId: run.id } }) });
  }
  const free = all.filter(isFree);
  if (free.length === 0) {
    toast(all.slice(0, NAMED).map(needWords).join(" "));
    return [];
  }
  const [only, ...more] = free;
  const title =
    only !== undefined && more.length === 0
      ? `Delete ${runInFull(only.run)}?`
      : `Delete ${free.length} runs?`;
  if (!(await confirm(title, deletionWords(all), "Delete", "Keep"))) {
    return [];
  }
  return await deleteEach(free);
}

async function deleteEach(free: readonly Stored[]): Promise<readonly string[]> {
  const gone: string[] = [];
  const refused: string[] = [];
  let freed = 0;
  for (const { run } of free) {
    try {
      freed += (await remove("/runs/{runId}", { runId: run.id })).bytes;
      gone.push(run.id);
    } catch (error) {
      refused.push(`${runInFull(run)}: ${messageOf(error)}`);
    }
  }
  const done = gone.length === 0 ? [] : [`${runsWord(gone.length)} deleted, ${bytes(freed)} freed.`];
  toast([...done, ...refused].join(" "));
  return gone;
}
