import type { Run } from "../../api/types.ts";
import { figure, moment } from "../../dom/format.ts";

/** What tells runs of one name apart: seed, learning rate and id. */
export const runMarks = ({ id, spec: { fineTuning } }: Pick<Run, "id" | "spec">): string =>
  `seed ${fineTuning.seed} · rate ${figure(fineTuning.learningRate)} · ${id}`;

/** The same in a sentence. */
const marksInWords = (run: Pick<Run, "id" | "spec">): string => runMarks(run).replaceAll(" · ", ", ");

/** A run in a sentence of its own: its name, and what tells it from others. */
export const runInFull = (run: Pick<Run, "id" | "name" | "spec">): string =>
  `${run.name} (${marksInWords(run)})`;

/** A run in the title of a window, which has little room: its name and its id. */
export const runTitle = ({ name, id }: Pick<Run, "id" | "name">): string => `${name} (${id})`;

/** A run in the caption of a picture that is saved: its name, and what tells it from others. */
export const runLine = (run: Pick<Run, "id" | "name" | "spec">): string =>
  `Run: ${run.name} (${run.spec.modelId} on ${run.spec.dataId}, ${marksInWords(run)})`;

/** What is known of a run that is named beside others. What is left out cannot tell it apart. */
export interface NamedRun {
  readonly id: string;
  readonly name: string;
  readonly seed?: number | undefined;
  readonly learningRate?: number | undefined;
  readonly createdAt?: string | undefined;
}

/** What is known of a run, for its label. */
export const namedRun = ({ id, name, spec, createdAt }: Run): NamedRun => ({
  id,
  name,
  seed: spec.fineTuning.seed,
  learningRate: spec.fineTuning.learningRate,
  createdAt,
});

/** The parts that tell runs of one name apart, in the order in which they are tried. */
const PARTS: readonly ((run: NamedRun) => string | undefined)[] = [
  ({ seed }) => (seed === undefined ? undefined : `seed ${seed}`),
  ({ learningRate }) => (learningRate === undefined ? undefined : `rate ${figure(learningRate)}`),
  ({ createdAt }) => (createdAt === undefined ? undefined : moment(createdAt)),
  ({ id }) => id,
];

/** The parts that tell each of several different runs from the others: as few as suffice, those first that are settings. */
function telling(runs: readonly NamedRun[]): readonly ((run: NamedRun) => string | undefined)[] {
  const used: ((run: NamedRun) => string | undefined)[] = [];
  const classes = (parts: typeof used) =>
    new Set(runs.map((run) => JSON.stringify(parts.map((part) => part(run) ?? null)))).size;
  for (const part of PARTS) {
    if (classes(used) === runs.length) {
      break;
    }
    if (classes([...used, part]) > classes(used)) {
      used.push(part);
    }
  }
  return used;
}

/**
 * Labels of runs by their ids, no two alike: the name, and of runs of one name just what differs among them, of seed, learning
 * rate, time of the launch and id.
 */
export function runLabels(runs: readonly NamedRun[]): ReadonlyMap<string, string> {
  const different = [...new Map(runs.map((run) => [run.id, run])).values()];
  const names = [...new Set(different.map(({ name }) => name))];
  const labels = names.flatMap((name) => {
    const alike = different.filter((run) => run.name === name);
    const parts = alike.length === 1 ? [] : telling(alike);
    return alike.map((run): [string, string] => {
      const further = parts.map((part) => part(run)).filter((text) => text !== undefined);
      return [run.id, further.length === 0 ? run.name : `${run.name} (${further.join(", ")})`];
    });
  });
  return new Map(labels);
}
