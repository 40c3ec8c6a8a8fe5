import type { Connection } from "../../api/events.ts";
import { isFinished } from "../../api/events.ts";
import type { Run, Stage } from "../../api/types.ts";
import { h } from "../../dom/element.ts";
import { count, duration, figure, percent, secondsBetween } from "../../dom/format.ts";
import { icon } from "../../dom/icon.ts";
import { STAGE_NAMES } from "../../dom/names.ts";
import { progressBar } from "../../dom/parts.ts";
import { fractionDone } from "../../state/run/finishedRuns.ts";
import type { Panel } from "../panel.ts";
import { queueLine } from "./queueLine.ts";
import type { RunContext } from "./runContext.ts";

const CONNECTIONS: Record<Connection, string> = {
  connecting: "Connecting",
  live: "Live",
  polling: "Updated every 2 s",
  lost: "The server does not respond; retrying",
};

function stageMark(stage: Stage): HTMLElement {
  const mark = h("span", { class: `stage-mark ${stage.state}`, "aria-hidden": "true" });
  if (stage.state === "done") {
    mark.append(icon("check", 12));
  } else if (stage.state === "failed" || stage.state === "cancelled") {
    mark.append(icon("cross", 12));
  }
  return mark;
}

function stageRow(stage: Stage): HTMLElement {
  const bar = progressBar(STAGE_NAMES[stage.name]);
  bar.set(stage.state === "done" ? 1 : stage.done, stage.state === "done" ? 1 : stage.total);
  const amount = stage.total === 0 ? "" : `${count(stage.done)} / ${count(stage.total)}`;
  return h(
    "li",
    { class: `stage ${stage.state}`, "data-stage": stage.name },
    stageMark(stage),
    h(
      "span",
      { class: "stage-name" },
      STAGE_NAMES[stage.name],
      h("span", { class: "visually-hidden" }, `: ${stage.state}`),
    ),
    bar.element,
    h("span", { class: "stage-amount" }, amount),
    h(
      "span",
      { class: "stage-time" },
      stage.startedAt === null ? "" : duration(secondsBetween(stage.startedAt, stage.finishedAt)),
    ),
  );
}

function headline(run: Run): string {
  const { progress } = run;
  switch (run.state) {
    case "queued":
      return "Queued";
    case "running":
      return progress.stage === null ? "Starting" : STAGE_NAMES[progress.stage];
    case "cancelling":
      return "Stopping after the current batch";
    case "cancelled":
      return "Cancelled";
    case "failed":
      return "Failed";
    case "succeeded":
      return `Finished in ${duration(secondsBetween(run.startedAt, run.finishedAt))}`;
  }
}

function figures(run: Run): HTMLElement {
  const { progress } = run;
  const entry = (label: string, value: string) => h("div", {}, h("dt", {}, label), h("dd", {}, value));
  if (run.startedAt === null || isFinished(run)) {
    return h("dl", { class: "figures" });
  }
  const { done, total } = progress;
  const amount = total === 0 ? "counting" : `${count(done)} / ${count(total)}`;
  return h(
    "dl",
    { class: "figures" },
    entry("Examples done", amount),
    entry("Time left", progress.secondsLeft === null ? "not yet known" : duration(progress.secondsLeft)),
    entry("Loss", figure(progress.loss)),
    entry("Accuracy", percent(progress.accuracy)),
  );
}

/** The progress of the run as a whole and of each stage. */
export const panel: Panel<RunContext> = {
  title: "Progress",
  order: 10,
  place: "wide",
  mount(host, { run, connection, signal }) {
    const title = h("h2", { role: "status" });
    const link = h("span", { class: "hint connection" });
    const bar = progressBar("Whole run");
    bar.element.classList.add("whole");
    const percentage = h("span", { class: "whole-share" });
    const numbers = h("div");
    const stages = h("ol", { class: "stages" });
    const head = h("div", { class: "card-head" }, title, link);
    const whole = h("div", { class: "whole-line" }, bar.element, percentage);
    const fault = h("div");
    host.append(head, queueLine(run, signal), fault, whole, numbers, stages);
    const draw = (now: Run) => {
      if (title.textContent !== headline(now)) {
        title.textContent = headline(now);
      }
      const share = now.state === "succeeded" ? 1 : fractionDone(now);
      bar.set(Math.round(share * 1000), 1000);
      percentage.textContent = percent(share, 0);
      whole.hidden = isFinished(now);
      fault.replaceChildren(
        ...(now.error === null
          ? []
          : [h("div", { class: "notice error", role: "alert" }, icon("warning"), h("p", {}, now.error))]),
      );
      numbers.replaceChildren(figures(now));
      stages.replaceChildren(...now.stages.map(stageRow));
    };
    run.watch(signal, draw);
    const clock = setInterval(() => (isFinished(run.value) ? undefined : draw(run.value)), 1000);
    signal.addEventListener("abort", () => clearInterval(clock));
    connection.watch(signal, (now) => {
      link.textContent = isFinished(run.value) ? "" : CONNECTIONS[now];
      link.dataset["connection"] = now;
    });
    run.changes(signal, (now) => {
      link.hidden = isFinished(now);
    });
  },
};
