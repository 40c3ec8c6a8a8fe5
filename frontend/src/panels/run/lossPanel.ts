import type { Run } from "../../api/types.ts";
import { count, figure } from "../../dom/format.ts";
import { smooth } from "../../scale/smooth.ts";
import { curvePanel } from "./runCurves.ts";

const stepsPlanned = (run: Run): number => {
  const { batchSize, epochs } = run.spec.fineTuning;
  const { provenance } = run;
  return provenance === null ? 1 : Math.ceil(provenance.counts.train / batchSize) * epochs;
};

/** Loss of each step and its moving average. */
export const panel = curvePanel({
  title: "Loss",
  caption: "Cross-entropy of each step of fine-tuning, and its moving average.",
  order: 20,
  file: "loss",
  topic: "loss",
  x: { name: "Step", format: count },
  y: { name: "Cross-entropy, nats", format: figure, domain: [0, 0] },
  waiting: "The curve starts when fine-tuning starts.",
  span: (run) => [0, stepsPlanned(run)],
  series({ steps }) {
    const averages = smooth(steps.map(({ loss }) => loss));
    return [
      {
        name: "Each step",
        colour: "var(--series-muted)",
        behind: "unsmoothed",
        points: steps.map(({ step, loss }) => ({ x: step, y: loss })),
      },
      {
        name: "Moving average",
        colour: "var(--series-1)",
        symbol: "none",
        points: steps.map(({ step }, place) => ({ x: step, y: averages[place] ?? null })),
      },
    ];
  },
  rows: ({ steps }) => [
    ["step", "epoch", "loss", "learning rate"],
    ...steps.map(({ step, epoch, loss, learningRate }) => [step, epoch, loss, learningRate]),
  ],
});
