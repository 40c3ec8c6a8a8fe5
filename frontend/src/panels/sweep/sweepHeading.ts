import { get, patch, post, remove } from "../../api/client.ts";
import { messageOf } from "../../api/problem.ts";
import type { Run, Sweep } from "../../api/types.ts";
import { h, uniqueId } from "../../dom/element.ts";
import { ago, count, moment } from "../../dom/format.ts";
import { formDialog } from "../../dom/formDialog.ts";
import { icon } from "../../dom/icon.ts";
import { confirm, toast } from "../../dom/parts.ts";
import { ALL_RUNS, writeRunsView } from "../../state/runs/runsView.ts";
import { writeLaunchView } from "../../state/launch/launchView.ts";
import { sweepAgain } from "../../state/sweeps/sweepAgain.ts";
import type { SweepContext } from "./sweepContext.ts";

/** Number of runs that are read at a time. */
const PAGE = 200;

/** The runs of a sweep in a state that is not final. */
export const unfinished = ({ runs }: Sweep): number => runs.queued + runs.running + runs.cancelling;

/** The number of combinations of a sweep. */
export const combinations = (sweep: Sweep): number =>
  unfinished(sweep) + sweep.runs.succeeded + sweep.runs.failed + sweep.runs.cancelled;

/** The head of a sweep's page: name, and what can be done with all its runs. */
export function sweepHeading(context: SweepContext): HTMLElement {
  const { sweep, signal } = context;
  const title = h("h1");
  const lead = h("div", { class: "lead" });
  const actions = h("div", { class: "actions" });
  sweep.watch(signal, (now) => {
    const { name, createdAt } = now;
    const rename = h(
      "button",
      {
        type: "button",
        class: "star",
        "aria-label": "Rename",
        title: "Rename",
        on: { click: () => void renameSweep(context) },
      },
      icon("pen"),
    );
    title.replaceChildren(name, " ", rename);
    const many = combinations(now);
    lead.replaceChildren(
      `Sweep of ${many === 1 ? "1 run" : `${count(many)} runs`}, launched `,
      h("time", { datetime: createdAt, title: moment(createdAt) }, ago(createdAt)),
    );
    actions.replaceChildren(...actionsOf(now, context));
  });
  const back = h("a", { href: "/sweeps", class: "back-link" }, icon("arrowLeft", 14), "All sweeps");
  return h("div", {}, back, h("div", { class: "page-head" }, h("div", {}, title, lead), actions));
}

async function renameSweep({ sweep }: SweepContext): Promise<void> {
  const id = uniqueId("name");
  const input = h("input", { id, class: "input", maxlength: 120, required: true });
  input.value = sweep.value.name;
  const field = h("div", { class: "field" }, h("label", { for: id }, "Name"), input);
  await formDialog("Rename the sweep", [field], "Rename", async () => {
    sweep.set(await patch("/sweeps/{sweepId}", { name: input.value }, { path: { sweepId: sweep.value.id } }));
  });
}

const button = (look: string, name: Parameters<typeof icon>[0], label: string, click: () => void) =>
  h("button", { type: "button", class: look, on: { click } }, icon(name), label);

/** Fills the launch form with the whole sweep. */
async function again({ sweep, go, signal }: SweepContext): Promise<void> {
  const { id, name } = sweep.value;
  const runs: Run[] = [];
  try {
    for (let total = 1; runs.length < total;) {
      const query = { sweep: id, archived: "included", limit: PAGE, offset: runs.length } as const;
      const page = await get("/runs", { query, signal });
      runs.push(...page.items);
      total = page.items.length === 0 ? 0 : page.total;
    }
  } catch (error) {
    if (!signal.aborted) {
      toast(messageOf(error));
    }
    return;
  }
  const view = sweepAgain(name, runs);
  if (view !== undefined) {
    go(writeLaunchView(view));
  }
}

function actionsOf(sweep: Sweep, context: SweepContext): HTMLElement[] {
  const { first } = context;
  const list = writeRunsView({ ...ALL_RUNS, sweep: sweep.id });
  const actions: HTMLElement[] = [h("a", { href: list, class: "button" }, "List of its runs")];
  if (first !== undefined) {
    actions.push(button("button", "repeat", "Run again", () => void again(context)));
  }
  if (unfinished(sweep) > 0) {
    actions.push(
      button("button danger", "stop", `Cancel ${unfinished(sweep)} unfinished`, () => void cancel(context)),
    );
  } else {
    actions.push(button("button danger", "trash", "Delete the sweep", () => void erase(context)));
  }
  return actions;
}

async function cancel({ sweep, refresh }: SweepContext): Promise<void> {
  const { id } = sweep.value;
  const text = "Queued runs are cancelled at once, those at work after the current batch.";
  if (await confirm("Cancel all unfinished runs of this sweep?", text, "Cancel them")) {
    await post("/sweeps/{sweepId}/cancel", undefined, { path: { sweepId: id } }).then(
      (now) => sweep.set(now),
      (error: unknown) => toast(messageOf(error)),
    );
    refresh();
  }
}

async function erase({ sweep, go }: SweepContext): Promise<void> {
  const text = "Its runs stay, and belong to no sweep any more.";
  if (await confirm("Delete this sweep?", text, "Delete", "Keep it")) {
    await remove("/sweeps/{sweepId}", { sweepId: sweep.value.id }).then(
      () => go("/sweeps"),
      (error: unknown) => toast(messageOf(error)),
    );
  }
}
