import { CUE_ALIGNMENT } from "../../../api/ids.ts";
import { controlBar } from "../../../dom/controls.ts";
import type { Panel } from "../../panel.ts";
import { modelsControl } from "../modelsControl.ts";
import { type ResultsContext } from "../resultsContext.ts";
import {
  aggregationControl,
  groupControl,
  layoutControl,
  measureControl,
  methodsControl,
  sidesControl,
} from "../resultsControls.ts";
import { cueUnitControl } from "./cueUnitControl.ts";

/** The controls of the cue-alignment tab. */
export const panel: Panel<ResultsContext> = {
  title: "Figure controls",
  order: 0,
  place: "wide",
  mount(host, context) {
    host.classList.add("controls-host");
    host.append(
      controlBar(
        measureControl(context, CUE_ALIGNMENT),
        cueUnitControl(context),
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
