import { patch, post } from "../../api/client.ts";
import { isFinished } from "../../api/events.ts";
import { messageOf } from "../../api/problem.ts";
import type { Run } from "../../api/types.ts";
import { h, uniqueId } from "../../dom/element.ts";
import { ago, count, moment } from "../../dom/format.ts";
import { formDialog } from "../../dom/formDialog.ts";
import { icon } from "../../dom/icon.ts";
import { confirm, stateBadge, toast } from "../../dom/parts.ts";
import { repeatRequest } from "../../state/compareRuns.ts";
import { compareRun, compareRuns } from "../../state/compareView.ts";
import { againView, writeLaunchView } from "../../state/launch/launchView.ts";
import { resultsOf } from "../../state/results/resultsView.ts";
import { hasResults } from "../../state/run/finishedRuns.ts";
import { baseline, clearBaseline, setBaseline } from "../../state/runs/baseline.ts";
import { marksLine } from "../runMarks.ts";
import { deleteRuns } from "../runs/deleteRuns.ts";
import { ownerLink } from "../runs/runCells.ts";
import { noticeButton } from "../runs/noticeButton.ts";
import { starButton, tagLinks } from "../runs/starButton.ts";
import { changeTags } from "../runs/tagDialog.ts";
import { repeatsLines } from "./repeats.ts";
import type { RunContext } from "./runContext.ts";
import "./runHeading.css";

/** The head of a run's page: name, marks, tags, and what can be done with the run. */
export function runHeading(context: RunContext): HTMLElement {
  const { run, signal } = context;
  const title = h("h1");
  const lead = h("div", { class: "lead run-lead" });
  const tags = h("div", { class: "run-tags" });
  const actions = h("div", { class: "actions" });
  let before = { lead: "", title: "" };
  run.watch(signal, (now) => {
    const { name, starred, archivedAt, state, scoreRunAfter, checkpointId } = now;
    const marks = [name, starred, now.tags.join(), archivedAt].join();
    if (marks !== before.title) {
      title.textContent = name;
      tags.replaceChildren(...titleTools(now, context), ...tagLine(now, context));
    }
    const key = [state, scoreRunAfter, checkpointId, archivedAt].join();
    if (key !== before.lead) {
      lead.replaceChildren(...leadOf(now));
      actions.replaceChildren(...actionsOf(now, context));
    }
    before = { lead: key, title: marks };
  });
  baseline.changes(signal, () => actions.replaceChildren(...actionsOf(run.value, context)));
  const back = h("a", { href: "/", class: "back-link" }, icon("arrowLeft", 14), "All runs");
  const words = h("div", {}, title, lead, tags, repeatsLines(run.value, signal));
  return h("div", {}, back, h("div", { class: "page-head" }, words, actions));
}

function leadOf(run: Run): HTMLElement[] {
  const { modelId, dataId, examples } = run.spec;
  const what = `${modelId} on ${dataId}, ${examples === null ? "all examples" : `${count(examples)} examples in each split`}`;
  const when = h(
    "time",
    { datetime: run.createdAt, title: moment(run.createdAt) },
    `launched ${ago(run.createdAt)}`,
  );
  const owner = run.owner === null ? [] : [h("span", {}, "belongs to ", ownerLink(run))];
  const archived =
    run.archivedAt === null
      ? []
      : [h("span", { class: "tag", title: `Archived ${moment(run.archivedAt)}` }, "archived")];
  const sweep =
    run.sweepId === null
      ? []
      : [h("a", { href: `/sweeps/${encodeURIComponent(run.sweepId)}` }, "part of a sweep")];
  return [
    stateBadge(run.state),
    ...archived,
    ...sweep,
    h("span", {}, what),
    h("span", {}, when),
    ...owner,
    marksLine(run),
  ];
}

function titleTools(run: Run, { run: store }: RunContext): HTMLElement[] {
  const rename = () =>
    void renameRun(run).then((renamed) => (renamed === undefined ? undefined : store.set(renamed)));
  return [
    starButton(run, (now) => store.set(now)),
    h(
      "button",
      { type: "button", class: "star", "aria-label": "Rename", title: "Rename", on: { click: rename } },
      icon("pen"),
    ),
  ];
}

/** Asks for another name; undefined where the reader gives up. */
async function renameRun(run: Run): Promise<Run | undefined> {
  const id = uniqueId("name");
  const input = h("input", { id, class: "input", maxlength: 120, required: true });
  input.value = run.name;
  let renamed: Run | undefined;
  const field = h("div", { class: "field" }, h("label", { for: id }, "Name"), input);
  await formDialog("Rename the run", [field], "Rename", async () => {
    renamed = await patch("/runs/{runId}", { name: input.value }, { path: { runId: run.id } });
  });
  return renamed;
}

function tagLine(run: Run, { run: store }: RunContext): HTMLElement[] {
  const change = () =>
    void changeTags([run]).then(([changed]) => (changed === undefined ? undefined : store.set(changed)));
  const label = run.tags.length === 0 ? "Add tags" : "Change tags";
  return [
    ...tagLinks(run),
    h(
      "button",
      { type: "button", class: "button quiet small", on: { click: change } },
      icon("tag", 14),
      label,
    ),
  ];
}

function linksOf(run: Run): HTMLElement[] {
  const links: HTMLElement[] = [];
  if (hasResults(run)) {
    links.push(h("a", { href: resultsOf(run.id), class: "button primary" }, icon("results"), "Results"));
  }
  if (run.scoreRunAfter !== null && run.state === "succeeded") {
    const href = `/scores/${run.scoreRunAfter}`;
    const weight = hasResults(run) ? "button" : "button primary";
    links.push(h("a", { href, class: weight }, icon("sentences"), "Sentences"));
  }
  if (run.state === "succeeded" && run.spec.methods.length > 0) {
    links.push(h("a", { href: compareRun(run), class: "button" }, icon("compare"), "Compare"));
  }
  if (run.checkpointId !== null) {
    const href = `/api/v1/checkpoints/${encodeURIComponent(run.checkpointId)}/download`;
    links.push(h("a", { href, download: true, class: "button" }, icon("download"), "Checkpoint"));
  }
  links.push(h("a", { href: writeLaunchView(againView(run)), class: "button" }, icon("repeat"), "Run again"));
  return links;
}

function actionsOf(run: Run, context: RunContext): HTMLElement[] {
  const actions = linksOf(run);
  const button = (
    look: string,
    name: Parameters<typeof icon>[0],
    label: string,
    click: () => void,
    title = "",
  ) => h("button", { type: "button", class: look, title, on: { click } }, icon(name), label);
  if (run.state === "succeeded") {
    const title = "Launch the same settings once more, and compare all figures of both runs";
    const repeat = () => void repeatRun(run, context.go);
    actions.push(...baselineButtons(run));
    actions.push(button("button", "repeat", "Run again and compare", repeat, title));
  }
  if (!isFinished(run)) {
    actions.push(noticeButton(context.signal));
  }
  if (run.state === "queued" || run.state === "running") {
    actions.push(button("button danger", "stop", "Cancel", () => void cancelRun(run)));
  }
  if (isFinished(run)) {
    const label = run.archivedAt === null ? "Archive" : "Restore";
    const title =
      run.archivedAt === null
        ? "Hide this run in the list of runs; nothing is deleted"
        : "List this run again";
    actions.push(button("button", "archive", label, () => archiveRun(run, context), title));
    const erase = () =>
      void deleteRuns([run]).then(
        (gone) => (gone.length > 0 ? context.go("/") : undefined),
        (error: unknown) => toast(messageOf(error)),
      );
    actions.push(button("button danger", "trash", "Delete", erase));
  }
  return actions;
}

/** The buttons of the baseline: what makes the run it or ends that, and the way to the comparison with it. */
function baselineButtons(run: Run): HTMLElement[] {
  const held = baseline.value;
  const act = (change: Promise<void>, done: string) =>
    change.then(
      () => toast(done),
      (error: unknown) => toast(messageOf(error)),
    );
  if (held?.id === run.id) {
    const click = () => void act(clearBaseline(), "There is no baseline any more.");
    return [
      h("button", { type: "button", class: "button", on: { click } }, icon("pin"), "Remove as baseline"),
    ];
  }
  const click = () => void act(setBaseline(run), "This run is the baseline now.");
  const title = "Hold all other runs against this one";
  const make = h(
    "button",
    { type: "button", class: "button", title, on: { click } },
    icon("pin"),
    "Make it the baseline",
  );
  const against = () =>
    h(
      "a",
      { href: compareRuns(held?.id ?? "", run.id), class: "button", title: held?.name },
      icon("compare"),
      "Against the baseline",
    );
  return held === undefined ? [make] : [against(), make];
}

function archiveRun({ id, archivedAt }: Run, { run }: RunContext): void {
  patch("/runs/{runId}", { archived: archivedAt === null }, { path: { runId: id } }).then(
    (changed) => {
      run.set(changed);
      toast(changed.archivedAt === null ? "The run is listed again." : "The run is archived.");
    },
    (error: unknown) => toast(messageOf(error)),
  );
}

/** Launches the same run once more and goes to the comparison, which waits for it. */
async function repeatRun(run: Run, go: RunContext["go"]): Promise<void> {
  const request = repeatRequest(run);
  const text = `The same settings are launched as “${request.name ?? ""}”. All figures of both runs are compared once it is finished.`;
  if (await confirm("Run this again?", text, "Launch", "Not now", "usual")) {
    await post("/runs", request).then(
      (again) => go(compareRuns(run.id, again.id)),
      (error: unknown) => toast(messageOf(error)),
    );
  }
}

async function cancelRun(run: Run): Promise<void> {
  const text =
    "The run stops after the current batch. Scores computed so far are kept; a checkpoint is saved only when fine-tuning finishes.";
  if (await confirm("Cancel this run?", text, "Cancel the run")) {
    await post("/runs/{runId}/cancel", undefined, { path: { runId: run.id } }).catch((error: unknown) =>
      toast(messageOf(error)),
    );
  }
}
