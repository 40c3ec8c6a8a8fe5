import { post } from "../../api/client.ts";
import { isFinished } from "../../api/events.ts";
import { messageOf } from "../../api/problem.ts";
import type { Run } from "../../api/types.ts";
import { h } from "../../dom/element.ts";
import { count } from "../../dom/format.ts";
import { icon, type IconName } from "../../dom/icon.ts";
import { confirm, toast } from "../../dom/parts.ts";
import { compareMany, compareRuns, MOST } from "../../state/compareView.ts";
import { baseline, clearBaseline, setBaseline } from "../../state/runs/baseline.ts";
import { deleteRuns } from "./deleteRuns.ts";
import { changeTags } from "./tagDialog.ts";
import { runInFull } from "../../state/run/runLabel.ts";
import "./selectionBar.css";

export const runsWord = (many: number) => (many === 1 ? "1 run" : `${count(many)} runs`);

/** What can be done with runs of a list. */
export interface SelectionHost {
  /** Reads the list again. */
  readonly refresh: () => void;
  readonly clear: () => void;
}

/** A button of the bar; what goes wrong is told, and `off` says why it is disabled. */
export function barButton(
  name: IconName,
  label: string,
  click: () => unknown,
  off = "",
  look = "button small",
): HTMLElement {
  const run = () => {
    Promise.resolve(click()).catch((error: unknown) => toast(messageOf(error)));
  };
  return h(
    "button",
    { type: "button", class: look, disabled: off !== "", title: off, on: { click: run } },
    icon(name, 14),
    label,
  );
}

async function archive(
  runs: readonly Run[],
  archived: boolean,
  { refresh, clear }: SelectionHost,
): Promise<void> {
  await post("/runs/changes", { runs: runs.map(({ id }) => id), archived });
  toast(`${runsWord(runs.length)} ${archived ? "archived" : "restored"}.`);
  clear();
  refresh();
}

/** Calls a function for each run in turn; what was refused is told with its reason. */
export async function forEach(
  runs: readonly Run[],
  done: string,
  act: (run: Run) => Promise<unknown>,
): Promise<void> {
  const refused: string[] = [];
  for (const run of runs) {
    await act(run).catch((error: unknown) => refused.push(`${runInFull(run)}: ${messageOf(error)}`));
  }
  const succeeded = runs.length - refused.length;
  toast([...(succeeded > 0 ? [`${runsWord(succeeded)} ${done}.`] : []), ...refused].join(" "));
}

async function erase(runs: readonly Run[], { refresh, clear }: SelectionHost): Promise<void> {
  if ((await deleteRuns(runs)).length > 0) {
    clear();
    refresh();
  }
}

async function cancel(runs: readonly Run[], { refresh, clear }: SelectionHost): Promise<void> {
  const unfinished = runs.filter((run) => !isFinished(run));
  const text = "Each of them stops after its current batch. Scores computed so far are kept.";
  if (await confirm(`Cancel ${runsWord(unfinished.length)}?`, text, "Cancel them")) {
    await forEach(unfinished, "cancelled", (run) =>
      post("/runs/{runId}/cancel", undefined, { path: { runId: run.id } }),
    );
    clear();
    refresh();
  }
}

/** Why runs cannot be compared; empty where they can. */
export function compareFault(runs: readonly Run[]): string {
  if (runs.length < 2 || runs.length > MOST) {
    return `Select 2 to ${MOST} runs to compare them`;
  }
  if (runs.some(({ state }) => state !== "succeeded")) {
    return "Only finished runs can be compared";
  }
  return compareMany(runs) === undefined ? "These runs have no method in common" : "";
}

/** The ways to a comparison: of the selected runs, and of a single one with the baseline. */
function compareButtons(runs: readonly Run[], go: (address: string) => void): HTMLElement[] {
  const [run, ...others] = runs;
  const held = baseline.value;
  if (run === undefined || others.length > 0 || run.state !== "succeeded") {
    const first = [...runs].sort((one, other) => Number(other.id === held?.id) - Number(one.id === held?.id));
    return [barButton("compare", "Compare", () => go(compareMany(first) ?? "/compare"), compareFault(runs))];
  }
  if (held === undefined) {
    return [barButton("pin", "Make it the baseline", () => setBaseline(run))];
  }
  return held.id === run.id
    ? [barButton("pin", "Remove as baseline", () => clearBaseline())]
    : [
        barButton("compare", "Compare with the baseline", () => go(compareRuns(held.id, run.id))),
        barButton("pin", "Make it the baseline", () => setBaseline(run)),
      ];
}

/** The bar below the list while runs are selected. */
export function selectionBar(
  runs: readonly Run[],
  host: SelectionHost,
  go: (address: string) => void,
): HTMLElement {
  const unfinished = runs.filter((run) => !isFinished(run)).length;
  const archived = runs.every(({ archivedAt }) => archivedAt !== null);
  const tag = async () => {
    if ((await changeTags(runs)).length > 0) {
      host.refresh();
    }
  };
  return h(
    "section",
    { class: "selection-bar", "aria-label": "Selected runs" },
    h("strong", { role: "status" }, `${runsWord(runs.length)} selected`),
    h(
      "div",
      { class: "actions" },
      ...compareButtons(runs, go),
      barButton("tag", "Tags", tag),
      barButton(
        "archive",
        archived ? "Restore" : "Archive",
        () => archive(runs, !archived, host),
        !archived && unfinished > 0 ? "Only finished runs can be archived" : "",
      ),
      barButton(
        "stop",
        "Cancel",
        () => cancel(runs, host),
        unfinished === 0 ? "All of them are finished" : "",
      ),
      barButton(
        "trash",
        "Delete",
        () => erase(runs, host),
        unfinished > 0 ? "Only finished runs can be deleted" : "",
      ),
      barButton("cross", "Clear", host.clear, "", "button quiet small"),
    ),
  );
}
