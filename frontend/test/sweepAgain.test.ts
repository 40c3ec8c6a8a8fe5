import { describe, expect, it } from "vitest";
import { sweepAgain } from "../src/state/sweeps/sweepAgain.ts";
import { run } from "./fixture/recorded.ts";

const base = run("r-1").spec;
const of = (
  modelId: string,
  fineTuning: Partial<typeof base.fineTuning>,
  further: Partial<typeof base> = {},
) =>
  run(`r-${modelId}`, {
    spec: { ...base, modelId, fineTuning: { ...base.fineTuning, ...fineTuning }, ...further },
  });

describe("a sweep once more", () => {
  it("lists what its runs differ in", () => {
    const runs = [3, 1, 2].flatMap((seed) =>
      [0.001, 0.0001].map((learningRate) => of("tiny-bert", { seed, learningRate, epochs: 2 })),
    );
    expect(sweepAgain("rates", runs)).toMatchObject({
      name: "rates (2)",
      model: "tiny-bert",
      data: base.dataId,
      epochs: "2",
      sweepModels: "",
      sweepSeeds: "1 to 3",
      sweepRates: "0.0001, 0.001",
      sweepBatchSizes: "",
      sweepEpochs: "",
      sweepMasked: "",
    });
  });

  it("leaves to the suggestion what each model has of its own", () => {
    const runs = [
      of("tiny-bert", { learningRate: 0.0003, seed: 5 }),
      of("tiny-roberta", { learningRate: 0.001, seed: 5 }),
    ];
    expect(sweepAgain("models", runs)).toMatchObject({
      sweepModels: "tiny-bert,tiny-roberta",
      sweepRates: "",
      learningRate: "",
      seed: "5",
      sweepSeeds: "",
    });
  });

  it("lists what all models have several values of", () => {
    const runs = ["tiny-bert", "tiny-roberta"].flatMap((model) =>
      [8, 16].map((batchSize) => of(model, { batchSize })),
    );
    expect(sweepAgain("sizes", runs)).toMatchObject({
      sweepModels: "tiny-bert,tiny-roberta",
      sweepBatchSizes: "8, 16",
    });
  });

  it("fits a head where one of its runs did", () => {
    const headFitting = {
      source: "train" as const,
      text: null,
      steps: 30,
      tokensPerBatch: 256,
      learningRate: 0.001,
      heldOut: 0.1,
      seed: 1,
    };
    const runs = [of("tiny-bert", {}), of("without", {}, { headFitting })];
    expect(sweepAgain("heads", runs)).toMatchObject({ model: "without", head: "fit", headSteps: "30" });
    expect(sweepAgain("nothing", [])).toBeUndefined();
  });
});
