import { CUE_ALIGNMENT, PROBING } from "../../../api/ids.ts";
import type { ProbingCorrelations } from "../../../api/types.ts";
import type { CsvValue } from "../../../charts/exports.ts";
import { tableCard } from "../../../figures/tableCard.ts";
import { h } from "../../../dom/element.ts";
import { AGGREGATION_NAMES } from "../../../dom/names.ts";
import { errorNotice } from "../../../dom/parts.ts";
import { follow } from "../../../state/answers.ts";
import { type ScoredSide, sidesOfRun } from "../../../state/results/scoredSides.ts";
import { methodName } from "../../../state/results/usualMethods.ts";
import type { Panel } from "../../panel.ts";
import { isEvaluated, type ResultsContext } from "../resultsContext.ts";
import { howToMake } from "./linesSection.ts";

const TITLE = "Table 2: cue alignment and probing over layers";

interface SideCorrelations {
  readonly side: ScoredSide;
  readonly correlations: ProbingCorrelations;
}

/** One row per method and aggregation, with the figures of every side. */
export function correlationRows(
  sides: readonly SideCorrelations[],
  name: (method: string) => string,
): CsvValue[][] {
  const [first] = sides;
  const heads = sides.flatMap(({ side }) => [`Spearman ${side.when}`, "low", "high", `Pearson ${side.when}`]);
  const body = (first?.correlations.views ?? []).map(({ method, aggregation }): CsvValue[] => [
    name(method),
    AGGREGATION_NAMES[aggregation],
    ...sides.flatMap(({ correlations }): CsvValue[] => {
      const own = correlations.views.find(
        (view) => view.method === method && view.aggregation === aggregation,
      );
      return [
        own?.spearman.value ?? null,
        own?.spearman.low ?? null,
        own?.spearman.high ?? null,
        own?.pearson.value ?? null,
      ];
    }),
  ]);
  return [["method", "aggregation", ...heads], ...body];
}

function read({ answers, run }: ResultsContext): Promise<SideCorrelations[]> {
  return Promise.all(
    sidesOfRun(run).map(async (side) => {
      const path = { scoreRunId: side.scoreRunId };
      const query = { measure: "cue_dot" };
      return { side, correlations: await answers.read("/scores/{scoreRunId}/correlations", { path, query }) };
    }),
  );
}

/** The table of correlations between cue alignment and compression over layers. */
export const panel: Panel<ResultsContext> = {
  title: TITLE,
  order: 50,
  place: "wide",
  mount(host, context) {
    const { run, view, methods, signal } = context;
    const missing = [CUE_ALIGNMENT, PROBING].find((evaluation) => !isEvaluated(context, evaluation));
    if (missing !== undefined) {
      const text = h("p", { class: "figure-empty" }, howToMake(context, missing));
      host.append(
        h("section", { class: "card padded figure-card", "aria-label": TITLE }, h("h2", {}, TITLE), text),
      );
      return;
    }
    const card = tableCard("paper-view");
    host.append(card.element);
    follow(view, signal, {
      key: () => run.id,
      read: () => read(context),
      show: (sides) => {
        const layers = sides[0]?.correlations.layers ?? 0;
        card.show({
          title: TITLE,
          caption: `${run.spec.modelId}: correlation over ${layers} layers between each method's share on cues and the probe's compression at the layer's output, with 95 % bootstrap intervals over sentences and orders of probing. With so few layers, a correlation is only a rough indication.`,
          rows: correlationRows(sides, (id) => methodName(methods, id)),
          file: `${run.id}-correlations`,
        });
      },
      failed: (error, again) => host.replaceChildren(errorNotice(error, again)),
    });
  },
};
