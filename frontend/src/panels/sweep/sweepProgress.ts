import type { RunState } from "../../api/types.ts";
import { h } from "../../dom/element.ts";
import { count } from "../../dom/format.ts";
import { progressBar, stateBadge } from "../../dom/parts.ts";
import type { SweepContext } from "./sweepContext.ts";
import { combinations, unfinished } from "./sweepHeading.ts";

const STATES: readonly RunState[] = ["succeeded", "running", "queued", "cancelling", "failed", "cancelled"];

/** How many runs of a sweep are in each state. */
export function sweepProgress({ sweep, signal }: SweepContext): HTMLElement {
  const title = h("h2", { role: "status" });
  const bar = progressBar("Runs of the sweep that have ended");
  bar.element.classList.add("whole");
  const counts = h("div", { class: "sweep-counts" });
  sweep.watch(signal, (now) => {
    const total = combinations(now);
    const ended = total - unfinished(now);
    bar.set(ended, total);
    const text =
      ended === total ? "All runs have ended" : `${count(ended)} of ${count(total)} runs have ended`;
    if (title.textContent !== text) {
      title.textContent = text;
    }
    counts.replaceChildren(
      ...STATES.filter((state) => now.runs[state] > 0).map((state) =>
        h("span", { "data-state": state }, stateBadge(state), ` ${count(now.runs[state])}`),
      ),
    );
  });
  return h(
    "section",
    { class: "card padded sweep-progress", "aria-label": "Progress" },
    h("div", { class: "card-head" }, title, h("a", { href: "/queue", class: "button small quiet" }, "Queue")),
    bar.element,
    counts,
  );
}
