import { CAUSAL_AGREEMENT, CUE_ALIGNMENT, LOGIT_LENS } from "../../../api/ids.ts";
import { controlBar } from "../../../dom/controls.ts";
import type { Panel } from "../../panel.ts";
import { modelsControl } from "../modelsControl.ts";
import { isEvaluated, type ResultsContext } from "../resultsContext.ts";
import {
  aggregationControl,
  groupControl,
  layoutControl,
  measureControl,
  methodsControl,
  sidesControl,
} from "../resultsControls.ts";
import { viewSwitch } from "../tabControls.ts";

const lensControl = (context: ResultsContext): HTMLElement =>
  viewSwitch(context, "Logit lens", "lens", [
    { value: "accuracy", label: "Accuracy" },
    { value: "probability", label: "p(good)", title: "Probability of the good word" },
    { value: "difference", label: "Lead", title: "Logit of the good word minus that of the bad word" },
  ]);

/** The controls of the tab that has several evaluations on one layer axis; those of evaluations that are missing are left out. */
export const panel: Panel<ResultsContext> = {
  title: "Figure controls",
  order: 0,
  place: "wide",
  mount(host, context) {
    const has = (evaluation: string) => isEvaluated(context, evaluation);
    const own = [
      ...(has(LOGIT_LENS) ? [lensControl(context)] : []),
      ...(has(CUE_ALIGNMENT)
        ? [measureControl(context, CUE_ALIGNMENT, { label: "Cue alignment", part: "measure" })]
        : []),
      ...(has(CAUSAL_AGREEMENT)
        ? [measureControl(context, CAUSAL_AGREEMENT, { label: "Knock-outs", part: "agreement" })]
        : []),
    ];
    const methods =
      has(CUE_ALIGNMENT) || has(CAUSAL_AGREEMENT)
        ? [aggregationControl(context), methodsControl(context)]
        : [];
    host.classList.add("controls-host");
    host.append(
      controlBar(
        ...own,
        groupControl(context),
        ...methods,
        sidesControl(context),
        layoutControl(context),
        modelsControl(context),
      ),
    );
  },
};
