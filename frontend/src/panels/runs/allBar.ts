import { get, post } from "../../api/client.ts";
import type { BatchOutcome, RunBatch } from "../../api/types.ts";
import { h } from "../../dom/element.ts";
import { bytes, count } from "../../dom/format.ts";
import { confirm, toast } from "../../dom/parts.ts";
import { compareMany, MOST } from "../../state/compareView.ts";
import { type Filter, filterOf, type RunsView } from "../../state/runs/runsView.ts";
import { barButton, runsWord, type SelectionHost } from "./selectionBar.ts";
import { askTags } from "./tagDialog.ts";

/** Number of refusals that are told with their reasons. */
const TOLD = 3;

type Action = RunBatch["action"];

const DONE: Readonly<Record<Action, string>> = {
  tag: "changed",
  star: "starred",
  unstar: "changed",
  archive: "archived",
  restore: "restored",
  cancel: "cancelled",
  delete: "deleted",
};

/** What became of a change of many runs, in sentences. */
export function outcomeWords(action: Action, { changed, freed, refused }: BatchOutcome): string {
  const further =
    refused.length > TOLD ? [`${count(refused.length - TOLD)} more are left as they were.`] : [];
  const reasons = refused
    .slice(0, TOLD)
    .map(({ reason }) => `${reason.charAt(0).toUpperCase()}${reason.slice(1)}.`);
  const amount = action === "delete" && changed > 0 ? `, ${bytes(freed)} freed` : "";
  return [`${runsWord(changed)} ${DONE[action]}${amount}.`, ...reasons, ...further].join(" ");
}

/** What the deletion of many runs would come to, before it is confirmed. */
export function previewWords({ freed, refused }: BatchOutcome): string {
  const kept = refused.slice(0, TOLD).map(({ reason }) => reason);
  const further = refused.length > TOLD ? [`${count(refused.length - TOLD)} more`] : [];
  const stay =
    refused.length === 0
      ? ""
      : ` ${refused.length === 1 ? "1 run stays" : `${runsWord(refused.length)} stay`}: ${[...kept, ...further].join("; ")}.`;
  return `This frees ${bytes(freed)} and cannot be undone.${stay}`;
}

/** Changes all runs of a filter, and tells what became of them. */
async function change(
  filter: Filter,
  request: Omit<RunBatch, "filter">,
  { clear, refresh }: SelectionHost,
): Promise<void> {
  const outcome = await post("/runs/batch", { ...request, filter });
  toast(outcomeWords(request.action, outcome));
  clear();
  refresh();
}

async function erase(filter: Filter, host: SelectionHost): Promise<void> {
  const preview = await post("/runs/batch", { action: "delete", preview: true, filter });
  if (preview.changed === 0) {
    toast(`None of the runs can be deleted. ${outcomeWords("delete", preview)}`);
  } else if (await confirm(`Delete ${runsWord(preview.changed)}?`, previewWords(preview), "Delete", "Keep")) {
    await change(filter, { action: "delete" }, host);
  }
}

async function cancel(filter: Filter, total: number, host: SelectionHost): Promise<void> {
  const text = "Each of them stops after its current batch. Scores computed so far are kept.";
  if (await confirm(`Cancel those of ${runsWord(total)} that are not finished?`, text, "Cancel them")) {
    await change(filter, { action: "cancel" }, host);
  }
}

async function compare(filter: Filter, go: (address: string) => void): Promise<void> {
  const { items } = await get("/runs", { query: { ...filter, limit: MOST } });
  const address = compareMany(items.filter(({ state }) => state === "succeeded"));
  if (address === undefined) {
    toast("These runs have no method in common, or fewer than two of them succeeded.");
  } else {
    go(address);
  }
}

async function tag(filter: Filter, total: number, host: SelectionHost): Promise<void> {
  const tags = await askTags(`Tags of ${runsWord(total)}`);
  if (tags !== undefined) {
    await change(filter, { action: "tag", ...tags }, host);
  }
}

/** The bar below the list while all runs of its filters are selected, those of other pages too. */
export function allBar(
  view: RunsView,
  total: number,
  host: SelectionHost,
  go: (address: string) => void,
): HTMLElement {
  const filter = filterOf(view);
  const tooMany = total > MOST || total < 2 ? `Select 2 to ${MOST} runs to compare them` : "";
  const restore = view.archived === "only";
  return h(
    "section",
    { class: "selection-bar", "aria-label": "Selected runs" },
    h("strong", { role: "status" }, `All ${count(total)} runs that match are selected`),
    h(
      "div",
      { class: "actions" },
      barButton("compare", "Compare", () => compare(filter, go), tooMany),
      barButton("tag", "Tags", () => tag(filter, total, host)),
      barButton("archive", restore ? "Restore" : "Archive", () =>
        change(filter, { action: restore ? "restore" : "archive" }, host),
      ),
      barButton("stop", "Cancel", () => cancel(filter, total, host)),
      barButton("trash", "Delete", () => erase(filter, host)),
      barButton("cross", "Clear", host.clear, "", "button quiet small"),
    ),
  );
}
