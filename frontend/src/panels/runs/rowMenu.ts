import { messageOf } from "../../api/problem.ts";
import type { Run } from "../../api/types.ts";
import { h } from "../../dom/element.ts";
import { icon } from "../../dom/icon.ts";
import { toast } from "../../dom/parts.ts";
import { compareRuns } from "../../state/compareView.ts";
import { againView, writeLaunchView } from "../../state/launch/launchView.ts";
import { resultsOf } from "../../state/results/resultsView.ts";
import { hasResults } from "../../state/run/finishedRuns.ts";
import { runInFull } from "../../state/run/runLabel.ts";
import { clearBaseline, setBaseline } from "../../state/runs/baseline.ts";
import "./rowMenu.css";

const link = (href: string, label: string, title = ""): HTMLElement =>
  h("a", { class: "menu-item", href, title }, label);

const act = (label: string, change: () => Promise<void>, done: string): HTMLElement => {
  const click = () =>
    void change().then(
      () => toast(done),
      (error: unknown) => toast(messageOf(error)),
    );
  return h("button", { type: "button", class: "menu-item", on: { click } }, label);
};

/** What the menu of a run offers. */
export function rowMenuItems(run: Run, baseline: Run | undefined): HTMLElement[] {
  const finished = run.state === "succeeded";
  const held = baseline?.id === run.id;
  const against =
    finished && baseline !== undefined && !held
      ? [link(compareRuns(baseline.id, run.id), "Compare with the baseline", runInFull(baseline))]
      : [];
  const pin = held
    ? act("Remove as baseline", clearBaseline, "There is no baseline any more.")
    : act("Make it the baseline", () => setBaseline(run), `${runInFull(run)} is the baseline now.`);
  return [
    ...(hasResults(run) ? [link(resultsOf(run.id), "Results")] : []),
    ...against,
    ...(finished ? [pin] : []),
    link(writeLaunchView(againView(run)), "Run again"),
  ];
}

/** Opens the menu beside its button, above everything else; it goes when it is left or something is chosen. */
function open(button: HTMLElement, items: readonly HTMLElement[]): void {
  const list = h("div", { class: "menu-list row-menu", popover: "auto" }, ...items);
  list.addEventListener("toggle", (event) => {
    if (event.newState === "closed") {
      list.remove();
      button.setAttribute("aria-expanded", "false");
    }
  });
  list.addEventListener("click", () => list.hidePopover());
  // not in the row, which is drawn again whenever its run changes
  (button.closest(".page") ?? document.body).append(list);
  list.showPopover();
  button.setAttribute("aria-expanded", "true");
  const { left, bottom, top } = button.getBoundingClientRect();
  const { width, height } = list.getBoundingClientRect();
  const below = bottom + 4 + height <= window.innerHeight;
  list.style.left = `${Math.max(8, Math.min(left, window.innerWidth - width - 8))}px`;
  list.style.top = `${Math.max(8, below ? bottom + 4 : top - 4 - height)}px`;
  items[0]?.focus();
}

/** The button of the menu of a run. */
export function rowMenu(run: Run, baseline: Run | undefined): HTMLElement {
  const label = `More on ${runInFull(run)}`;
  const button = h(
    "button",
    { type: "button", class: "star", "aria-label": label, title: "More", "aria-expanded": "false" },
    icon("more"),
  );
  button.addEventListener("click", () => open(button, rowMenuItems(run, baseline)));
  return button;
}
