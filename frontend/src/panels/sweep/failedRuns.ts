import { post } from "../../api/client.ts";
import { messageOf } from "../../api/problem.ts";
import { h } from "../../dom/element.ts";
import { icon } from "../../dom/icon.ts";
import { stateBadge, toast } from "../../dom/parts.ts";
import type { SweepContext } from "./sweepContext.ts";

/** The runs of a sweep that have failed or were cancelled, with the reasons, and a button that launches them again. */
export function failedRuns({ sweep, table, refresh, signal }: SweepContext): HTMLElement {
  const list = h("ul", { class: "sweep-failed" });
  const button = h("button", { type: "button", class: "button" }, icon("repeat"), "Launch them again");
  button.addEventListener("click", () => {
    button.disabled = true;
    post("/sweeps/{sweepId}/retry", undefined, { path: { sweepId: sweep.value.id } })
      .then(
        (now) => sweep.set(now),
        (error: unknown) => toast(messageOf(error)),
      )
      .finally(() => {
        button.disabled = false;
        refresh();
      });
  });
  const section = h(
    "section",
    { class: "card padded", "aria-label": "Runs without results" },
    h("div", { class: "card-head" }, h("h2", {}, "Runs without results"), button),
    list,
  );
  table.watch(signal, (now) => {
    const ended = (now?.cells ?? [])
      .flatMap(({ runs }) => runs)
      .filter(({ state }) => state === "failed" || state === "cancelled");
    section.hidden = ended.length === 0;
    list.replaceChildren(
      ...ended.map(({ runId, name, state, error }) =>
        h(
          "li",
          {},
          stateBadge(state),
          h("a", { href: `/runs/${encodeURIComponent(runId)}` }, name),
          error !== null && h("p", { class: "hint" }, error),
        ),
      ),
    );
  });
  return section;
}
