import type { Run } from "../../api/types.ts";
import { closeWhenLeft, labelled } from "../../dom/controls.ts";
import { h } from "../../dom/element.ts";
import { icon } from "../../dom/icon.ts";
import { errorNotice, loading } from "../../dom/parts.ts";
import { Latest } from "../../state/latest.ts";
import { finishedRuns, furtherRuns, hasResults } from "../../state/run/finishedRuns.ts";
import { marksLine } from "../runMarks.ts";
import type { ResultsContext } from "./resultsContext.ts";

const LISTED = 50;
const PAUSE = 200;

function choice(run: Run, chosen: boolean, toggle: (on: boolean) => void): HTMLElement {
  const box = h("input", { type: "checkbox", value: run.id });
  box.checked = chosen;
  box.addEventListener("change", () => toggle(box.checked));
  const what = h("span", { class: "hint" }, `${run.spec.modelId} on ${run.spec.dataId}`);
  return h("label", { class: "pick-line" }, box, h("span", {}, run.name, what, marksLine(run)));
}

const noneText = (search: string) =>
  search.trim() === ""
    ? "There are no other finished runs with evaluations."
    : "No other finished run with evaluations matches the search.";

/** The choice of other finished runs that are drawn beside this one. */
export function modelsControl({ run, view, change, readOnly, signal }: ResultsContext): HTMLElement {
  const summary = h("summary", { class: "select method-summary" });
  const search = h("input", {
    type: "search",
    class: "input",
    placeholder: "Search runs",
    "aria-label": "Search runs",
  });
  const list = h("div");
  const body = h(
    "div",
    { class: "method-menu" },
    h("div", { class: "with-icon" }, icon("search"), search),
    list,
  );
  const latest = new Latest(signal);
  let timer: ReturnType<typeof setTimeout> | undefined;
  const menu = h("details", { class: "menu method-picker" }, summary, body);
  const toggle = (id: string, on: boolean) => {
    const others = view.value.models.filter((one) => one !== id);
    change({ models: on ? [...others, id] : others });
  };
  const fill = () => {
    if (list.childElementCount === 0) {
      list.replaceChildren(loading(2));
    }
    latest.run(
      (until) => finishedRuns({ search: search.value, evaluated: true, limit: LISTED }, until),
      (page) => {
        const others = page.items.filter((one) => one.id !== run.id && hasResults(one));
        const chosen = view.value.models;
        const boxes = others.map((one) => choice(one, chosen.includes(one.id), (on) => toggle(one.id, on)));
        const note = boxes.length === 0 ? noneText(search.value) : furtherRuns(page);
        list.replaceChildren(...boxes, h("p", { class: "hint", hidden: note === "" }, note));
      },
      (error) => list.replaceChildren(errorNotice(error, fill)),
    );
  };
  search.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(fill, PAUSE);
  });
  menu.addEventListener("toggle", () => {
    if (menu.open) {
      fill();
    }
  });
  closeWhenLeft(menu, signal);
  view.watch(signal, ({ models }) => {
    summary.textContent = models.length === 0 ? "this run only" : `this run and ${models.length} more`;
    summary.setAttribute("aria-label", `Runs, ${summary.textContent}`);
    for (const box of list.querySelectorAll("input")) {
      box.checked = models.includes(box.value);
    }
  });
  const control = labelled("Runs", menu);
  control.hidden = readOnly;
  return control;
}
