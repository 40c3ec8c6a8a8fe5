import { controlBar } from "../../../dom/controls.ts";
import { modelsControl } from "../modelsControl.ts";
import type { ResultsPanel } from "../resultsContext.ts";
import {
  aggregationControl,
  groupControl,
  layoutControl,
  measureControl,
  methodsControl,
  sidesControl,
} from "../resultsControls.ts";

/** What the figures of cue alignment show. */
export const panel: ResultsPanel = {
  title: "What the figures show",
  order: 0,
  place: "wide",
  evaluation: "cue_alignment",
  mount(host, context) {
    host.classList.add("controls-host");
    host.append(
      controlBar(
        measureControl(context, "cue_alignment"),
        groupControl(context),
        aggregationControl(context),
        methodsControl(context),
        sidesControl(context),
        layoutControl(context),
        modelsControl(context),
      ),
    );
  },
};
