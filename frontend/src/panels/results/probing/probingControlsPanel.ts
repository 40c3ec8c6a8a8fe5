import { CUE_ALIGNMENT } from "../../../api/ids.ts";
import { controlBar } from "../../../dom/controls.ts";
import { h } from "../../../dom/element.ts";
import type { Panel } from "../../panel.ts";
import { type ResultsContext } from "../resultsContext.ts";
import { aggregationControl, measureControl, methodsControl, sidesControl } from "../resultsControls.ts";
import { viewSwitch } from "../tabControls.ts";

const PUBLISHED =
  "As published: code lengths as the paper's script computes them. The script applies softmax to the probe's output twice, adds up losses in nats as if they were bits, lets the learning rate reach 0 after one epoch, and selects the best epoch on the block that is being coded. The standard mode applies softmax once, uses bits throughout, and selects the epoch on examples held out of the training portion. Figures of the two modes cannot be compared with each other.";

/** The controls of the probing tab, and the differences of the published procedure. */
export const panel: Panel<ResultsContext> = {
  title: "Figure controls",
  order: 0,
  place: "wide",
  mount(host, context) {
    const { view, signal } = context;
    host.classList.add("controls-host");
    const note = h("p", { class: "notice mode-note" }, PUBLISHED);
    view.watch(signal, ({ mode }) => (note.hidden = mode === "standard"));
    const mode = viewSwitch(context, "Code length", "mode", [
      {
        value: "standard",
        label: "Standard",
        title: "Online code in bits; the epoch is selected on held-out examples",
      },
      { value: "as_published", label: "As published", title: "The published script, including its errors" },
    ]);
    host.append(
      controlBar(
        mode,
        measureControl(context, CUE_ALIGNMENT),
        aggregationControl(context),
        methodsControl(context),
        sidesControl(context),
      ),
      note,
    );
  },
};
