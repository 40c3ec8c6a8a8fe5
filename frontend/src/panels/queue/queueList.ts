import { patch, post } from "../../api/client.ts";
import { messageOf } from "../../api/problem.ts";
import type { Priority, QueueItem } from "../../api/types.ts";
import { cardTable, type Column } from "../../dom/cardTable.ts";
import { h } from "../../dom/element.ts";
import { duration, percent } from "../../dom/format.ts";
import { icon } from "../../dom/icon.ts";
import { type Choice, confirm, progressBar, select, stateBadge, toast } from "../../dom/parts.ts";
import { ownerWait, startsIn } from "../../state/queue/queueWords.ts";
import { runTitle } from "../../state/run/runLabel.ts";
import "./queueList.css";

const RUNNING: readonly Column[] = [
  ["Run", "text"],
  ["State", "text"],
  ["Progress", "text"],
  ["Time left", "number"],
  ["", "number"],
];

const QUEUED: readonly Column[] = [
  ["Place", "number"],
  ["Run", "text"],
  ["Priority", "text"],
  ["Expected start", "text"],
  ["Takes about", "number"],
  ["", "number"],
];

const PRIORITIES: readonly Choice<Priority>[] = [
  { value: "high", label: "High" },
  { value: "normal", label: "Normal" },
  { value: "low", label: "Low" },
];

const nameOf = ({ runId, name, modelId, sweepId }: QueueItem): HTMLElement =>
  h(
    "span",
    { class: "queue-name" },
    h("a", { href: `/runs/${encodeURIComponent(runId)}` }, name),
    h(
      "span",
      { class: "hint" },
      `${modelId}, ${runId}`,
      sweepId !== null && ", ",
      sweepId !== null && h("a", { href: `/sweeps/${encodeURIComponent(sweepId)}` }, "sweep"),
    ),
  );

const failed = (error: unknown) => toast(messageOf(error));

function cancelButton({ runId, name, state }: QueueItem, changed: () => void): HTMLElement {
  const button = h("button", { type: "button", class: "button small danger" }, icon("stop", 14), "Cancel");
  button.setAttribute("aria-label", `Cancel ${runTitle({ id: runId, name })}`);
  button.disabled = state === "cancelling";
  button.addEventListener("click", () => {
    void confirm(
      "Cancel this run?",
      `${runTitle({ id: runId, name })} stops after the current batch.`,
      "Cancel the run",
    ).then((yes) =>
      yes ? post("/runs/{runId}/cancel", undefined, { path: { runId } }).then(changed, failed) : undefined,
    );
  });
  return button;
}

function progressOf({ runId, name, done }: QueueItem): HTMLElement {
  const bar = progressBar(`Progress of ${runTitle({ id: runId, name })}`);
  bar.set(Math.round((done ?? 0) * 1000), 1000);
  return h(
    "span",
    { class: "queue-progress" },
    bar.element,
    h("span", { class: "hint" }, percent(done ?? 0, 0)),
  );
}

/** The runs at work. */
export const runningList = (items: readonly QueueItem[], changed: () => void): HTMLElement =>
  cardTable(
    "At work",
    RUNNING,
    items.map((item) => [
      nameOf(item),
      stateBadge(item.state),
      progressOf(item),
      duration(item.secondsLeft),
      cancelButton(item, changed),
    ]),
    "No run is at work.",
  );

const startOf = (item: QueueItem): HTMLElement =>
  h(
    "span",
    { class: "queue-start" },
    startsIn(item),
    item.waitsForOwner && h("span", { class: "hint" }, ownerWait(item)),
  );

/** The runs that wait, with their order. */
export const queuedList = (items: readonly QueueItem[], changed: () => void): HTMLElement =>
  cardTable(
    "Waiting",
    QUEUED,
    items.map((item) => [
      String(item.position ?? ""),
      nameOf(item),
      prioritySelect(item, changed),
      startOf(item),
      duration(item.secondsLeft),
      h("span", { class: "row-actions" }, frontButton(item, changed), cancelButton(item, changed)),
    ]),
    "No run waits.",
  );

function prioritySelect({ runId, name, priority }: QueueItem, changed: () => void): HTMLElement {
  return select<Priority>(`Priority of ${runTitle({ id: runId, name })}`, PRIORITIES, priority, (value) => {
    patch("/queue/{runId}", { priority: value }, { path: { runId } }).then(changed, (error: unknown) => {
      failed(error);
      changed();
    });
  });
}

function frontButton({ runId, name, position }: QueueItem, changed: () => void): HTMLElement {
  const button = h("button", { type: "button", class: "button small" }, icon("arrowUp", 14), "To the front");
  button.setAttribute("aria-label", `Move ${runTitle({ id: runId, name })} to the front`);
  button.disabled = position === 1;
  button.addEventListener("click", () => {
    patch("/queue/{runId}", { front: true }, { path: { runId } }).then(changed, failed);
  });
  return button;
}
