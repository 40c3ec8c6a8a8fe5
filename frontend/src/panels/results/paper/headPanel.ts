import { controlBar } from "../../../dom/controls.ts";
import { h } from "../../../dom/element.ts";
import { count } from "../../../dom/format.ts";
import { icon } from "../../../dom/icon.ts";
import type { Panel } from "../../panel.ts";
import { modelsControl } from "../modelsControl.ts";
import { type ResultsContext } from "../resultsContext.ts";
import { methodsControl } from "../resultsControls.ts";

/** Notes on how these figures differ from those of the paper. */
function notes({ run, scoreRuns }: ResultsContext): string[] {
  const { examples, fineTuning, evaluating, dataId, scoring } = run.spec;
  const n = count(scoreRuns.at(-1)?.examples ?? 0);
  return [
    `Models and data are those of this server: ${run.spec.modelId}, ${n} test sentences of ${dataId}${examples === null ? "" : `, ${count(examples)} requested`}; the paper uses BERT, RoBERTa and ELECTRA (base size) on BLiMP. Small models on generated sentences need not show the paper's figures.`,
    `Fine-tuning: ${fineTuning.epochs} epochs, learning rate ${fineTuning.learningRate}, batches of ${fineTuning.batchSize}, seed ${fineTuning.seed}${fineTuning.maskedShare === 0 ? "" : `, with words masked at random in a share of ${fineTuning.maskedShare} of the train sentences, which the paper does not do`}. There is only one seed: intervals are over sentences, not over seeds.`,
    `Intervals: 95 %, paired bootstrap over sentences, ${count(evaluating.resamples)} resamples, seed ${evaluating.seed}. The paper reports none.`,
    `The score of a cue word of several pieces is the ${evaluating.pooling} over its pieces; rows are made positive and normalised to sum 1 before they are compared.`,
    ...(scoring.rows === "target"
      ? ["Only the target's rows were stored, so rollouts cannot be computed."]
      : []),
  ];
}

/** The head of the paper view: its controls and the differences from the paper. */
export const panel: Panel<ResultsContext> = {
  title: "About this page",
  order: 0,
  place: "wide",
  mount(host, context) {
    const print = h(
      "button",
      { type: "button", class: "button", on: { click: () => window.print() } },
      icon("download"),
      "Print or save as PDF",
    );
    host.append(
      controlBar(methodsControl(context), modelsControl(context), h("div", { class: "control" }, print)),
      h(
        "section",
        { class: "card padded paper-notes", "aria-label": "How this differs from the paper" },
        h("h2", {}, "After “Quantifying Context Mixing in Transformers” (Mohebbi et al., EACL 2023)"),
        h(
          "p",
          { class: "muted" },
          "The paper's experiments in their original order, repeated with this run and any runs beside it: accuracy, cue alignment, probing, faithfulness and an example sentence.",
        ),
        h("ul", {}, ...notes(context).map((note) => h("li", {}, note))),
      ),
    );
  },
};
