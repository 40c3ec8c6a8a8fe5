import { get } from "../../api/client.ts";
import { labelled } from "../../dom/controls.ts";
import { h } from "../../dom/element.ts";
import { select } from "../../dom/parts.ts";
import type { Visit } from "../../state/page.ts";
import type { RunsView } from "../../state/runs/runsView.ts";

const MOST = 500;

/** The sweep of the runs, and a link to its page. */
export function sweepSelect({
  view,
  change,
  signal,
}: Pick<Visit<RunsView>, "view" | "change" | "signal">): HTMLElement {
  const element = select<string>("Sweep", [{ value: "", label: "any" }], "", (value) =>
    change({ sweep: value === "" ? undefined : value, offset: 0 }),
  );
  const link = h("a", { class: "hint", hidden: true }, "Its page");
  const show = () => {
    const value = view.value.sweep ?? "";
    if (![...element.options].some((option) => option.value === value)) {
      element.append(h("option", { value }, value));
    }
    element.value = value;
    link.hidden = value === "";
    link.href = `/sweeps/${encodeURIComponent(value)}`;
  };
  view.watch(signal, show);
  get("/sweeps", { query: { limit: MOST }, signal }).then(
    ({ items }) => {
      const known = new Set([...element.options].map(({ value }) => value));
      element.append(
        ...items.filter(({ id }) => !known.has(id)).map(({ id, name }) => h("option", { value: id }, name)),
      );
      for (const { id, name } of items) {
        for (const option of element.options) {
          if (option.value === id) {
            option.textContent = name;
          }
        }
      }
      show();
    },
    // the list can be filtered without it
    () => undefined,
  );
  return labelled("Sweep", h("div", { class: "sweep-choice" }, element, link));
}
