import type { Run } from "../api/types.ts";
import { h } from "../dom/element.ts";
import { runMarks } from "../state/run/runLabel.ts";

/** A line that tells a run from others of its name. */
export const marksLine = (run: Pick<Run, "id" | "spec">): HTMLElement =>
  h("span", { class: "hint run-marks" }, runMarks(run));
