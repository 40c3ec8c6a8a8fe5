import { isFinished } from "../../api/events.ts";
import type { Run } from "../../api/types.ts";
import { accuracyChange } from "../../charts/accuracyChange.ts";
import { type Child, h } from "../../dom/element.ts";
import { percent, points } from "../../dom/format.ts";
import { icon } from "../../dom/icon.ts";
import { outcomeMark } from "../../dom/parts.ts";
import type { Panel } from "../panel.ts";
import type { RunContext } from "./runContext.ts";

function outcome(
  label: string,
  accuracy: number | null,
  scoreRun: string | null,
  over: boolean,
): HTMLElement {
  const link: Child =
    scoreRun === null
      ? h("span", { class: "hint" }, over ? "Not scored" : "Not scored yet")
      : h("a", { href: `/scores/${scoreRun}`, class: "with-mark" }, icon("sentences"), "Sentences");
  return h(
    "div",
    { class: "outcome" },
    h("span", { class: "hint" }, label),
    h("strong", { class: accuracy === null ? "muted" : "" }, percent(accuracy)),
    link,
  );
}

function difference(run: Run): Child {
  if (run.accuracyBefore === null || run.accuracyAfter === null) {
    return null;
  }
  return h(
    "p",
    { class: "outcome-change hint" },
    accuracyChange(run.accuracyBefore, run.accuracyAfter),
    `${points(run.accuracyAfter - run.accuracyBefore)} percentage points`,
  );
}

/** Accuracy before and after, with the ways to the sentences. */
export const panel: Panel<RunContext> = {
  title: "Result",
  order: 10,
  place: "side",
  mount(host, { run, signal }) {
    const body = h("div");
    host.append(h("div", { class: "card-head" }, h("h2", {}, "Accuracy on the test split")), body);
    let resultKey = "";
    run.watch(signal, (now) => {
      const over = isFinished(now);
      const key = JSON.stringify([
        over,
        now.accuracyBefore,
        now.accuracyAfter,
        now.scoreRunBefore,
        now.scoreRunAfter,
        now.trainingOutcome,
      ]);
      if (key !== resultKey) {
        resultKey = key;
        const outcomes = h(
          "div",
          { class: "outcomes" },
          outcome("Before", now.accuracyBefore, now.scoreRunBefore, over),
          outcome("After", now.accuracyAfter, now.scoreRunAfter, over),
        );
        body.replaceChildren(
          outcomes,
          ...[difference(now), outcomeMark(now, "text")].filter((child) => child instanceof Node),
        );
      }
    });
  },
};
