import type { Run } from "../../api/types.ts";
import { closeWhenLeft, labelled } from "../../dom/controls.ts";
import { h } from "../../dom/element.ts";
import { errorNotice, loading } from "../../dom/parts.ts";
import { runsWithResults } from "../../state/run/finishedRuns.ts";
import { marksLine } from "../runMarks.ts";
import type { ResultsContext } from "./resultsContext.ts";

function choice(run: Run, chosen: boolean, toggle: (on: boolean) => void): HTMLElement {
  const box = h("input", { type: "checkbox", value: run.id });
  box.checked = chosen;
  box.addEventListener("change", () => toggle(box.checked));
  const what = h("span", { class: "hint" }, `${run.spec.modelId} on ${run.spec.dataId}`);
  return h("label", { class: "pick-line" }, box, h("span", {}, run.name, what, marksLine(run)));
}

/** The choice of other finished runs that are drawn beside this one. */
export function modelsControl({ run, view, change, readOnly, signal }: ResultsContext): HTMLElement {
  const summary = h("summary", { class: "select method-summary" });
  const body = h("div", { class: "method-menu" });
  const menu = h("details", { class: "menu method-picker" }, summary, body);
  const toggle = (id: string, on: boolean) => {
    const others = view.value.models.filter((one) => one !== id);
    change({ models: on ? [...others, id] : others });
  };
  const fill = () => {
    body.replaceChildren(loading(2));
    runsWithResults(signal).then(
      (runs) => {
        const others = runs.filter(({ id }) => id !== run.id);
        const none = h("p", { class: "hint" }, "There are no other finished runs with evaluations.");
        const chosen = view.value.models;
        const boxes = others.map((one) => choice(one, chosen.includes(one.id), (on) => toggle(one.id, on)));
        body.replaceChildren(...(boxes.length === 0 ? [none] : boxes));
      },
      (error: unknown) => body.replaceChildren(errorNotice(error, fill)),
    );
  };
  menu.addEventListener("toggle", () => {
    if (menu.open) {
      fill();
    }
  });
  closeWhenLeft(menu, signal);
  view.watch(signal, ({ models }) => {
    summary.textContent = models.length === 0 ? "this run only" : `this run and ${models.length} more`;
    summary.setAttribute("aria-label", `Runs, ${summary.textContent}`);
    for (const box of body.querySelectorAll("input")) {
      box.checked = models.includes(box.value);
    }
  });
  const control = labelled("Runs", menu);
  control.hidden = readOnly;
  return control;
}
