import { h } from "../../../dom/element.ts";
import {
  aggregationControl,
  controlBar,
  groupControl,
  measureControl,
  methodsControl,
  sidesControl,
} from "../controls.ts";
import { measureOf, type ResultsPanel } from "../context.ts";
import { directionOf, layerControl } from "../tabControls.ts";

/** What the figures of faithfulness show. */
export const panel: ResultsPanel = {
  title: "What the figures show",
  order: 0,
  place: "wide",
  evaluation: "faithfulness",
  mount(host, context) {
    const { view, signal } = context;
    host.classList.add("controls-host");
    const note = h("p", { class: "hint measure-note" });
    view.watch(signal, (now) => {
      const measure = measureOf(context, "faithfulness", now);
      note.textContent =
        measure === undefined
          ? ""
          : `${measure.name}: ${measure.description} Here ${directionOf(measure.higherIsBetter)}.`;
    });
    host.append(
      controlBar(
        measureControl(context, "faithfulness"),
        groupControl(context),
        layerControl(context),
        aggregationControl(context),
        methodsControl(context),
        sidesControl(context),
      ),
      note,
    );
  },
};
