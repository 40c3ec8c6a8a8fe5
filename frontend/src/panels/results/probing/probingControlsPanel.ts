import { CUE_ALIGNMENT } from "../../../api/ids.ts";
import { controlBar } from "../../../dom/controls.ts";
import { h } from "../../../dom/element.ts";
import type { Panel } from "../../panel.ts";
import { type ResultsContext } from "../resultsContext.ts";
import { aggregationControl, measureControl, methodsControl, sidesControl } from "../resultsControls.ts";
import { viewSwitch } from "../tabControls.ts";

const PUBLISHED =
  "As published: the code lengths that the paper's script gives. It passes the probe's output through the soft-max twice, adds up losses in nats as if they were bits, lets the learning rate reach 0 after one epoch, and picks the best epoch on the very block that is being coded. The standard mode has one soft-max, bits throughout, and picks the epoch on examples held out of the training portion. Figures of the two modes are not comparable with each other.";

/** What the figures of probing show, and what the published procedure does differently. */
export const panel: Panel<ResultsContext> = {
  title: "What the figures show",
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
        title: "Online code in bits, the epoch chosen on held-out examples",
      },
      { value: "as_published", label: "As published", title: "The published script with its faults" },
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
