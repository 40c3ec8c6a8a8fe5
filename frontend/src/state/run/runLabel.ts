import type { Run } from "../../api/types.ts";
import { figure } from "../../dom/format.ts";

/** What tells runs of one name apart: seed, learning rate and id. */
export const runMarks = ({ id, spec: { fineTuning } }: Pick<Run, "id" | "spec">): string =>
  `seed ${fineTuning.seed} · rate ${figure(fineTuning.learningRate)} · ${id}`;

/** A run in the caption of a picture that is saved: its name, and what tells it from others. */
export const runLine = (run: Pick<Run, "id" | "name" | "spec">): string =>
  `Run: ${run.name} (${run.spec.modelId} on ${run.spec.dataId}, ${runMarks(run).replaceAll(" · ", ", ")})`;
