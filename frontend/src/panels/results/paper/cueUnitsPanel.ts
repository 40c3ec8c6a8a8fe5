import { CUE_ALIGNMENT } from "../../../api/ids.ts";
import { CUE_UNIT_NAMES } from "../../../dom/names.ts";
import type { Panel } from "../../panel.ts";
import { measuresOf, type ResultsContext } from "../resultsContext.ts";
import { mountLines } from "./linesSection.ts";

/** Figure 1 once more for each other choice of cue words that the run has counted. */
export const panel: Panel<ResultsContext> = {
  title: "Figure 1 with other cue words",
  order: 25,
  place: "wide",
  mount(host, context) {
    for (const { id, metric, cueUnit } of measuresOf(context, CUE_ALIGNMENT)) {
      if (metric === "cue_dot" && cueUnit !== null && cueUnit !== "as_published") {
        mountLines(host, context, {
          title: `Figure 1 with other cue words: ${CUE_UNIT_NAMES[cueUnit].toLowerCase()}`,
          order: 25,
          evaluation: CUE_ALIGNMENT,
          measure: id,
          aggregation: "none",
          note: "Not in the paper. Determiners can show the number as well as the head noun does; a share over more words is larger by chance, which the random baseline shows.",
        });
      }
    }
  },
};
