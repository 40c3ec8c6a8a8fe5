import type { FigureDifference, LaunchRequest, Run } from "../api/types.ts";
import { AGGREGATION_NAMES } from "../dom/names.ts";
import { nextName } from "./launch/launchView.ts";

/** Words for the figures of two runs, and the request that repeats a run. */

/** The fitting of a head as it is requested; a text is named only where there is one. */
function headAgain({
  text,
  ...others
}: NonNullable<Run["spec"]["headFitting"]>): NonNullable<LaunchRequest["headFitting"]> {
  return text === null ? others : { ...others, text };
}

/** The request that launches a run with the same settings, under the next name. */
export function repeatRequest({ id, spec, name }: Run): LaunchRequest {
  const { modelId, dataId, examples, methods, scoring, evaluations, evaluating, headFitting } = spec;
  const { learningRate, warmUp, epochs, batchSize, seed, maskedShare } = spec.fineTuning;
  return {
    name: nextName(name),
    modelId,
    dataId,
    examples,
    methods,
    scoring,
    evaluations,
    evaluating,
    fineTuning: { learningRate, warmUp, epochs, batchSize, seed, maskedShare },
    repeats: id,
    ...(headFitting === null ? {} : { headFitting: headAgain(headFitting) }),
  };
}

interface Named {
  readonly id: string;
  readonly name: string;
}

/** The figures that are no measure of an evaluation. */
const OTHER_NAMES: Readonly<Record<string, string>> = {
  accuracy: "Accuracy",
  probability_good: "p(good word)",
  probability_bad: "p(bad word)",
  probing_compression: "Compression",
  probing_control_compression: "Compression of the control",
  probing_as_published_compression: "Compression, as published",
  probing_as_published_control_compression: "Compression of the control, as published",
};

/** The name of a figure's measure. */
export const figureMeasure = ({ measure }: FigureDifference, measures: readonly Named[]): string =>
  OTHER_NAMES[measure] ?? measures.find(({ id }) => id === measure)?.name ?? measure;

/** The method of a figure with its aggregation; empty where the measure belongs to no method. */
export function figureMethod({ method, aggregation }: FigureDifference, methods: readonly Named[]): string {
  if (method === null) {
    return "";
  }
  const name = methods.find(({ id }) => id === method)?.name ?? method;
  return aggregation === null || aggregation === "none"
    ? name
    : `${name}, ${AGGREGATION_NAMES[aggregation].toLowerCase()}`;
}

/** The layer of a figure as the pages count them, from 1; 0 is the embedding output. */
export const figureLayer = ({ layer }: FigureDifference): string => (layer === null ? "" : String(layer + 1));

/** The head of a figure as the pages count them, from 1; empty where it belongs to whole layers. */
export const figureHead = ({ head }: FigureDifference): string => (head === null ? "" : String(head + 1));

/** The place of a figure in a sentence: what, by which method, in which layer and head, when. */
export function figureWords(
  figure: FigureDifference,
  methods: readonly Named[],
  measures: readonly Named[],
): string {
  const layer = figureLayer(figure);
  const head = figureHead(figure);
  return [
    figureMeasure(figure, measures),
    figureMethod(figure, methods),
    layer === "" ? "" : `layer ${layer}`,
    head === "" ? "" : `head ${head}`,
    `${figure.when} fine-tuning`,
  ]
    .filter((part) => part !== "")
    .join(", ");
}
