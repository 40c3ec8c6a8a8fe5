import { h } from "../../dom/element.ts";
import { figure } from "../../dom/format.ts";

export interface ThresholdSlider {
  readonly element: HTMLElement;
  /** Shows a threshold between 0 and the largest score; one that is larger stands at the end. */
  show(threshold: number, largest: number): void;
}

const STEP = 0.01;

/** A slider for the least score that is drawn; it tells of each move, and of the choice when it is let go. */
export function thresholdSlider(
  moved: (threshold: number) => void,
  chosen: (threshold: number) => void,
): ThresholdSlider {
  const slider = h("input", { type: "range", min: STEP, step: STEP, "aria-label": "Threshold of scores" });
  const value = h("output", { class: "threshold-value" });
  slider.addEventListener("input", () => moved(slider.valueAsNumber));
  slider.addEventListener("change", () => chosen(slider.valueAsNumber));
  return {
    element: h("label", { class: "threshold" }, h("span", {}, "Scores of at least"), slider, value),
    show: (threshold, largest) => {
      slider.max = String(Math.max(STEP, Math.ceil(largest / STEP) * STEP));
      slider.value = String(threshold);
      slider.setAttribute("aria-valuetext", figure(threshold));
      value.textContent = figure(threshold);
    },
  };
}
