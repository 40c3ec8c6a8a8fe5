import { controlBar } from "../../dom/controls.ts";
import { h } from "../../dom/element.ts";
import { directionOf } from "../../figures/results/direction.ts";
import type { Panel } from "../panel.ts";
import { measureOf, type ResultsContext } from "./resultsContext.ts";
import {
  aggregationControl,
  groupControl,
  measureControl,
  methodsControl,
  sidesControl,
} from "./resultsControls.ts";
import { layerControl } from "./tabControls.ts";

/** The panel of the controls of a tab whose figures are measures of one evaluation. */
export const measureControls = (evaluation: string): Panel<ResultsContext> => ({
  title: "Figure controls",
  order: 0,
  place: "wide",
  mount(host, context) {
    const { view, signal } = context;
    host.classList.add("controls-host");
    const note = h("p", { class: "hint measure-note" });
    view.watch(signal, (now) => {
      const measure = measureOf(context, evaluation, now);
      note.textContent =
        measure === undefined
          ? ""
          : `${measure.name}: ${measure.description} For this measure, ${directionOf(measure.higherIsBetter)}.`;
    });
    host.append(
      controlBar(
        measureControl(context, evaluation),
        groupControl(context),
        layerControl(context),
        aggregationControl(context),
        methodsControl(context),
        sidesControl(context),
      ),
      note,
    );
  },
});
