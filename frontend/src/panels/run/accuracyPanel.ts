import { percent } from "../../dom/format.ts";
import { curvePanel } from "./runCurves.ts";

/** Accuracy after each epoch; epoch 0 is the model as it came. */
export const panel = curvePanel({
  title: "Accuracy",
  order: 30,
  file: "accuracy",
  topic: "accuracy-by-epoch",
  options: {
    xName: "Epoch",
    yName: "Accuracy",
    xFormat: (epoch) => String(epoch),
    yFormat: (share) => percent(share),
    yTick: (share) => percent(share, 0),
    yDomain: [0.9, 1],
    wholeX: true,
  },
  waiting: "A point is added after each epoch.",
  span: (run) => [0, run.spec.fineTuning.epochs],
  series({ epochs }, { accuracyBefore }) {
    const first = accuracyBefore === null ? [] : [{ x: 0, y: accuracyBefore }];
    return [
      {
        name: "Training half",
        colour: "var(--series-2)",
        dashed: true,
        points: epochs.map(({ epoch, trainAccuracy }) => ({ x: epoch, y: trainAccuracy })),
      },
      {
        name: "Test half",
        colour: "var(--series-1)",
        dots: true,
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
