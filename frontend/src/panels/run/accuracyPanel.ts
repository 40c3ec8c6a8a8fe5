import { percent } from "../../dom/format.ts";
import { curvePanel } from "./runCurves.ts";

/** Accuracy after each epoch; epoch 0 is the model as it came. */
export const panel = curvePanel({
  title: "Accuracy",
  caption: "Accuracy after each epoch; epoch 0 is the model before fine-tuning.",
  order: 30,
  file: "accuracy",
  topic: "accuracy-by-epoch",
  x: { name: "Epoch", format: String },
  y: {
    name: "Accuracy",
    format: (accuracy) => percent(accuracy),
    tickFormat: (accuracy) => percent(accuracy, 0),
    domain: [0.9, 1],
  },
  waiting: "A point is added after each epoch.",
  span: (run) => [0, run.spec.fineTuning.epochs],
  series({ epochs }, { accuracyBefore }) {
    const first = accuracyBefore === null ? [] : [{ x: 0, y: accuracyBefore }];
    return [
      {
        name: "Train split",
        colour: "var(--series-2)",
        dashed: true,
        symbol: "none",
        points: epochs.map(({ epoch, trainAccuracy }) => ({ x: epoch, y: trainAccuracy })),
      },
      {
        name: "Test split",
        colour: "var(--series-1)",
        points: [...first, ...epochs.map(({ epoch, testAccuracy }) => ({ x: epoch, y: testAccuracy }))],
      },
    ];
  },
  rows: ({ epochs }) => [
    ["epoch", "train loss", "train accuracy", "test loss", "test accuracy", "seconds"],
    ...epochs.map((epoch) => [
      epoch.epoch,
      epoch.trainLoss,
      epoch.trainAccuracy,
      epoch.testLoss,
      epoch.testAccuracy,
      epoch.seconds,
    ]),
  ],
});
