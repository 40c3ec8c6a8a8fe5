import { count, figure } from "../../dom/format.ts";
import { fitsHead, headRows, headSteps } from "./headCurves.ts";
import { curvePanel } from "./runCurves.ts";

/** Loss of the head that the run fits first. */
export const panel = curvePanel({
  title: "Loss of the head",
  caption:
    "Cross-entropy of the masked tokens while the masked-LM head is fitted to the frozen encoder; step 0 is the random head.",
  order: 12,
  file: "head-loss",
  topic: "head-fitting",
  x: { name: "Step", format: count },
  y: { name: "Cross-entropy, nats", format: figure },
  waiting: "The curve starts when the fitting starts.",
  has: fitsHead,
  span: (run) => [0, headSteps(run)],
  series: ({ headFitting }) => [
    {
      name: "Training sentences",
      colour: "var(--series-2)",
      dashed: true,
      symbol: "none",
      points: headFitting.map(({ step, trainLoss }) => ({ x: step, y: trainLoss })),
    },
    {
      name: "Held-out sentences",
      colour: "var(--series-1)",
      points: headFitting.map(({ step, heldOutLoss }) => ({ x: step, y: heldOutLoss })),
    },
  ],
  rows: headRows,
});
