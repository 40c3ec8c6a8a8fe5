import type { Metrics, Run } from "../../api/types.ts";
import type { CsvValue } from "../../charts/exports.ts";

/** The parts that both curves of the fitting of a head have. */

/** Whether a run fits a head first. */
export const fitsHead = ({ spec }: Run): boolean => spec.headFitting !== null;

export const headSteps = ({ spec }: Run): number => spec.headFitting?.steps ?? 1;

export const headRows = ({ headFitting }: Metrics): CsvValue[][] => [
  ["step", "train loss", "held-out loss", "held-out accuracy"],
  ...headFitting.map(({ step, trainLoss, heldOutLoss, heldOutAccuracy }) => [
    step,
    trainLoss,
    heldOutLoss,
    heldOutAccuracy,
  ]),
];
