import type { Evaluation, SweepCell } from "../../api/types.ts";
import { figure, percent } from "../../dom/format.ts";
import { plain } from "../launch/launchView.ts";

/** The figures by which the runs of a sweep are compared, and the names of its combinations. */

export interface SweepMetric {
  readonly id: string;
  readonly name: string;
  /** Whether it is a measure of an evaluation, of a method. */
  readonly isMeasure: boolean;
}

const ACCURACIES: readonly SweepMetric[] = [
  { id: "accuracy_after", name: "Accuracy after", isMeasure: false },
  { id: "accuracy_before", name: "Accuracy before", isMeasure: false },
  { id: "accuracy_gain", name: "Gain in accuracy", isMeasure: false },
];

/** The accuracies, and the measures of the evaluations that the runs have. */
export const sweepMetrics = (
  evaluations: readonly Evaluation[],
  chosen: readonly string[],
): readonly SweepMetric[] => [
  ...ACCURACIES,
  ...evaluations
    .filter(({ id }) => chosen.includes(id))
    .flatMap(({ measures }) => measures)
    .map(({ id, name }) => ({ id, name, isMeasure: true })),
];

/** How a figure is written. */
export const writtenMetric = (id: string, value: number | null): string =>
  value === null ? "–" : id.startsWith("accuracy_") ? percent(value) : figure(value);

/** A setting by which the combinations of a sweep can differ. */
export interface Dimension {
  readonly name: string;
  readonly of: (cell: Combination) => string;
}

/** The settings that a combination's runs share. */
export type Combination = Pick<
  SweepCell,
  "modelId" | "learningRate" | "batchSize" | "epochs" | "maskedShare"
>;

const DIMENSIONS: readonly Dimension[] = [
  { name: "Learning rate", of: ({ learningRate }) => plain(learningRate) },
  { name: "Model", of: ({ modelId }) => modelId },
  { name: "Batch size", of: ({ batchSize }) => String(batchSize) },
  { name: "Epochs", of: ({ epochs }) => String(epochs) },
  { name: "Masked share", of: ({ maskedShare }) => plain(maskedShare) },
];

/** The settings in which some combinations differ; the model where there are none. */
export function dimensionsOf(cells: readonly Combination[]): readonly Dimension[] {
  const differing = DIMENSIONS.filter(({ of }) => new Set(cells.map(of)).size > 1);
  return differing.length > 0 ? differing : DIMENSIONS.filter(({ name }) => name === "Model");
}

/** The values of a setting, numbers in their order. */
export function valuesOf(cells: readonly Combination[], { of }: Dimension): readonly string[] {
  const values = [...new Set(cells.map(of))];
  return values.every((value) => value !== "" && Number.isFinite(Number(value)))
    ? values.sort((one, other) => Number(one) - Number(other))
    : values;
}
