import type { Evaluating, Run, Scoring } from "../../api/types.ts";
import { facts } from "../../dom/controls.ts";
import { type Child, h } from "../../dom/element.ts";
import { count, figure, percent } from "../../dom/format.ts";
import { BASELINE_NAMES, CUE_UNIT_NAMES, RULE_NAMES } from "../../dom/names.ts";
import type { Panel } from "../panel.ts";
import type { RunContext } from "./runContext.ts";

/** The methods; many of them are folded up. */
function scoredWith(methods: readonly string[]): Child {
  const names = h(
    "span",
    {},
    ...methods.flatMap((method, place) => [place > 0 && ", ", h("code", {}, method)]),
  );
  return methods.length <= 4
    ? names
    : h("details", { class: "fold" }, h("summary", {}, `${methods.length} methods`), names);
}

const pathText = ({ attribution: { steps, baseline, rule } }: Scoring) =>
  `${count(steps)} ${steps === 1 ? "step" : "steps"} from ${BASELINE_NAMES[baseline].toLowerCase()}, ${RULE_NAMES[rule]}`;

const evaluatingFacts = ({
  resamples,
  deletionExamples,
  pooling,
  cueUnits,
  probeOrders,
  seed,
}: Evaluating): [string, string][] => [
  ["Resamples", count(resamples)],
  [
    "Deletion curves, knock-outs",
    deletionExamples === null ? "all sentences" : `at most ${count(deletionExamples)} sentences`,
  ],
  ["Cue words", cueUnits.map((unit) => CUE_UNIT_NAMES[unit].toLowerCase()).join(", ")],
  ["Random orders of probing", count(probeOrders)],
  ["Pieces of a cue word", pooling],
  ["Evaluation seed", String(seed)],
];

const headFacts = (fitting: Run["spec"]["headFitting"]): [string, Child][] =>
  fitting === null
    ? []
    : [
        ["Head fitted on", fitting.text === null ? "train half" : h("code", {}, fitting.text.slice(0, 12))],
        ["Steps of the head", count(fitting.steps)],
        ["Tokens per batch of the head", count(fitting.tokensPerBatch)],
        ["Learning rate of the head", figure(fitting.learningRate)],
        ["Held out of the head", `${percent(fitting.heldOut, 0)} of the sentences`],
        ["Seed of the head", String(fitting.seed)],
      ];

const maskedText = (share: number): string =>
  share === 0 ? "the target alone" : `words of ${percent(share, 0)} of the train sentences`;

/** The settings of the run. */
export const panel: Panel<RunContext> = {
  title: "Settings",
  order: 50,
  place: "side",
  mount(host, { run }) {
    const { modelId, dataId, examples, fineTuning, methods, scoring, evaluations, evaluating, headFitting } =
      run.value.spec;
    host.append(
      h("div", { class: "card-head" }, h("h2", {}, "Settings")),
      facts([
        ["Model", h("code", {}, modelId)],
        ["Data", h("code", {}, dataId)],
        ["Examples", examples === null ? "all, in each split" : `at most ${count(examples)} in each split`],
        ...headFacts(headFitting),
        ["Learning rate", figure(fineTuning.learningRate)],
        ["Warm-up", `${percent(fineTuning.warmUp, 0)} of the steps`],
        ["Epochs", String(fineTuning.epochs)],
        ["Batch size", String(fineTuning.batchSize)],
        ["Seed", String(fineTuning.seed)],
        ["Masked at random", maskedText(fineTuning.maskedShare)],
        ["Stored rows", scoring.rows === "all" ? "whole maps" : "the target's row only"],
        ["Methods", scoredWith(methods)],
        ["Integrated gradients", pathText(scoring)],
        ["Scoring seed", String(scoring.seed)],
        ["Evaluations", evaluations.length === 0 ? "none" : evaluations.join(", ").replaceAll("_", " ")],
        ...(evaluations.length === 0 ? [] : evaluatingFacts(evaluating)),
      ]),
    );
  },
};
