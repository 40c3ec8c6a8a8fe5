import type { ScoreRun } from "../../../api/types.ts";
import type { CsvValue } from "../../../charts/exports.ts";
import { tableCard } from "../../../figures/tableCard.ts";
import { percent, points } from "../../../dom/format.ts";
import { errorNotice } from "../../../dom/parts.ts";
import { modelNames } from "../../../figures/results/loadFigures.ts";
import { follow } from "../../../state/answers.ts";
import type { ModelRun } from "../../../state/results/scoredSides.ts";
import type { Panel } from "../../panel.ts";
import { type ResultsContext } from "../resultsContext.ts";

interface ModelScores {
  readonly model: ModelRun;
  readonly scoreRuns: readonly ScoreRun[];
}

function rowsOf(scored: readonly ModelScores[]): CsvValue[][] {
  const names = modelNames(scored.map(({ model }) => model));
  return [
    ["model", "data", "sentences", "before", "after", "change"],
    ...scored.map(({ model, scoreRuns }): CsvValue[] => {
      const { accuracyBefore: before, accuracyAfter: after, spec } = model.run;
      const change = before === null || after === null ? null : after - before;
      return [
        names.get(model.run.id) ?? "",
        spec.dataId,
        scoreRuns.at(-1)?.examples ?? null,
        before,
        after,
        change,
      ];
    }),
  ];
}

/** Accuracy of the models before and after fine-tuning. */
export const panel: Panel<ResultsContext> = {
  title: "Accuracy",
  order: 10,
  place: "wide",
  mount(host, { models, answers, run, signal }) {
    const card = tableCard("paper-view");
    host.append(card.element);
    follow(models, signal, {
      key: (now) => now.map((model) => model.run.id).join(),
      read: (now) =>
        Promise.all(
          now.map(async (model) => ({
            model,
            scoreRuns: await Promise.all(
              model.sides.map(({ scoreRunId }) =>
                answers.read("/scores/{scoreRunId}", { path: { scoreRunId } }),
              ),
            ),
          })),
        ),
      show: (scored) =>
        card.show({
          title: "Table 1: accuracy on number agreement",
          caption:
            "Share of test sentences in which the good word has a higher logit than the bad word at the masked target, before and after fine-tuning on the train split.",
          rows: rowsOf(scored),
          file: `${run.id}-accuracy`,
          cell: (value, _, column) =>
            typeof value !== "number" || column === 2
              ? String(value ?? "–")
              : column === 5
                ? `${points(value)} points`
                : percent(value),
        }),
      failed: (error, again) => host.replaceChildren(errorNotice(error, again)),
    });
  },
};
