import type { Model, ModelImport, ModelOrigin } from "../../api/types.ts";
import { bytes, percent } from "../../dom/format.ts";
import type { ModelKind } from "./modelsView.ts";

/** Words for models and their imports. */

const ORIGINS: Record<ModelOrigin["kind"], string> = {
  built_in: "built in",
  hub: "Hugging Face hub",
  folder: "folder of the server",
  upload: "upload",
  run: "fine-tuning run",
  fitted: "head fitted by run",
};

/** The place that a model comes from. */
export const originName = ({ kind }: ModelOrigin): string => ORIGINS[kind];

/** The place that a model comes from, with what it is called there. */
export function originLine(origin: ModelOrigin): string {
  const revision = origin.revision === null ? "" : ` at ${origin.revision.slice(0, 12)}`;
  return origin.kind === "built_in"
    ? ORIGINS.built_in
    : `${ORIGINS[origin.kind]}: ${origin.source}${revision}`;
}

/** The kind of a model in the list's filter. */
export const kindOf = ({ origin }: Pick<Model, "origin">): Exclude<ModelKind, "all"> =>
  origin.kind === "built_in" ? "built_in" : origin.kind === "run" ? "checkpoint" : "imported";

/** Whether every word of a search is somewhere in a model's texts. */
export function matchesSearch(model: Model, search: string): boolean {
  const { id, name, family, licence, origin, note } = model;
  const text = [id, name, family, licence ?? "", originLine(origin), note].join(" ").toLowerCase();
  return search
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}

/** The accuracy of a checkpoint before and after its fine-tuning; empty for any other model. */
export const accuracyLine = ({ fineTuned }: Pick<Model, "fineTuned">): string =>
  fineTuned === null
    ? ""
    : `${fineTuned.accuracyBefore === null ? "not measured" : percent(fineTuned.accuracyBefore)} → ${percent(fineTuned.accuracyAfter)}`;

const STEPS: Record<ModelImport["step"], string> = {
  waiting: "waiting",
  downloading: "downloading",
  unpacking: "unpacking",
  checking: "checking the model",
  storing: "storing",
  ended: "",
};

/** What an import does now and how far it is, as one line. */
export function importLine({
  state,
  step,
  doneBytes,
  totalBytes,
  bytesPerSecond,
  error,
}: ModelImport): string {
  if (state === "succeeded") {
    return "imported";
  }
  if (state === "failed" || state === "interrupted") {
    return error ?? state;
  }
  if (state === "cancelled") {
    return "cancelled";
  }
  const amount =
    totalBytes === null
      ? doneBytes > 0
        ? bytes(doneBytes)
        : ""
      : `${bytes(doneBytes)} of ${bytes(totalBytes)} (${percent(totalBytes === 0 ? 0 : doneBytes / totalBytes, 0)})`;
  const rate =
    bytesPerSecond === null || step !== "downloading" ? "" : `${bytes(Math.round(bytesPerSecond))}/s`;
  return [STEPS[step], amount, rate].filter((part) => part !== "").join(", ");
}

/** Whether an import ended without a model. */
export const isBroken = ({ state }: Pick<ModelImport, "state">): boolean =>
  state === "failed" || state === "interrupted";

/** Whether an import can be begun once more as it is: the files of an upload are gone. */
export const canTryAgain = ({ state, origin }: Pick<ModelImport, "state" | "origin">): boolean =>
  (state === "failed" || state === "cancelled") && origin.kind !== "upload";

/** Whether an import goes on. */
export const isOpen = ({ state }: Pick<ModelImport, "state">): boolean =>
  state === "queued" || state === "running";
