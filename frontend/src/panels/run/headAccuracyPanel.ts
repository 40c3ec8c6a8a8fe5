import { count, percent } from "../../dom/format.ts";
import { fitsHead, headRows, headSteps } from "./headCurves.ts";
import { curvePanel } from "./runCurves.ts";

/** How many masked tokens of the held-out sentences the head predicts. */
export const panel = curvePanel({
  title: "Held-out accuracy of the head",
  caption:
    "Share of the masked tokens of held-out sentences that are predicted out of the whole vocabulary, while the masked-LM head is fitted.",
  order: 14,
  file: "head-accuracy",
  topic: "head-fitting",
  x: { name: "Step", format: count },
  y: {
    name: "Accuracy",
    format: (accuracy) => percent(accuracy),
    tickFormat: (accuracy) => percent(accuracy, 0),
    domain: [0, 0.1],
  },
  waiting: "The curve starts when the fitting starts.",
  has: fitsHead,
  span: (run) => [0, headSteps(run)],
  series: ({ headFitting }) => [
    {
      name: "Held-out sentences",
      colour: "var(--series-1)",
      points: headFitting.map(({ step, heldOutAccuracy }) => ({ x: step, y: heldOutAccuracy })),
    },
  ],
  rows: headRows,
});
