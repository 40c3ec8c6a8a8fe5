import { describe, expect, it } from "vitest";
import type { CueUnit } from "../src/api/types.ts";
import { chosenMethods } from "../src/state/launch/launchMethods.ts";
import { deletionNote, requestOf } from "../src/state/launch/launchRequest.ts";
import {
  againView,
  AS_SUGGESTED,
  holds,
  type LaunchView,
  numberText,
  PAPER,
  plain,
  readLaunchView,
  suggestionOf,
  writeLaunchView,
} from "../src/state/launch/launchView.ts";
import { evaluations, methods, models, run } from "./fixture/recorded.ts";

function viewAt(address: string): LaunchView {
  const url = new URL(address, "http://mixlab");
  const view = readLaunchView(
    url.pathname.split("/").filter((part) => part !== ""),
    url.searchParams,
  );
  if (view === undefined) {
    throw new Error(`${address} is not an address of the form`);
  }
  return view;
}

const filled = viewAt("/launch?model=tiny-bert&data=sample");

describe("the launch form", () => {
  it("comes back from its address as it was", () => {
    const view: LaunchView = {
      ...filled,
      name: "lr 1e-3, twice & more",
      examples: "200",
      learningRate: "0.001",
      seed: "7",
      methods: "attn",
      rows: "target",
      steps: "200",
      baseline: "mask",
      rule: "gauss_legendre",
      scoringSeed: "9",
      evaluations: "probing",
      resamples: "500",
      pooling: "max",
      cueUnits: "head,phrase",
      deletionExamples: "all",
      evaluatingSeed: "3",
      head: "fit",
      headText: "a".repeat(64),
      headSteps: "300",
      headTokens: "512",
      headRate: "0.01",
      headHeldOut: "0.2",
      headSeed: "8",
    };
    expect(viewAt(writeLaunchView(view))).toEqual(view);
  });

  it("leaves what is usual for all models out of the address, and nothing that depends on the model", () => {
    const view = { ...filled, ...PAPER, warmUp: "0.1", seed: "42", steps: "50", scoringSeed: "42" };
    Object.assign(view, { resamples: "2000", evaluatingSeed: "42" });
    expect(writeLaunchView({ ...view, ...AS_SUGGESTED })).toBe("/launch?model=tiny-bert&data=sample");
    expect(writeLaunchView({ ...view, rows: "all" })).toBe(
      "/launch?model=tiny-bert&data=sample&learningRate=0.00003&epochs=5&batchSize=64&rows=all",
    );
    expect(writeLaunchView({ ...view, ...AS_SUGGESTED, deletionExamples: "512" })).toBe(
      "/launch?model=tiny-bert&data=sample&deletionExamples=512",
    );
  });

  it("leaves to the server what it suggests, and asks for what is usual elsewhere", () => {
    const { request, faults } = requestOf(filled, methods, evaluations);
    expect(faults.size).toBe(0);
    expect(request).toEqual({
      modelId: "tiny-bert",
      dataId: "sample",
      examples: null,
      fineTuning: {},
      scoring: { attribution: { steps: 50, baseline: "zero", rule: "midpoint" }, seed: 42 },
      evaluations: ["cue_alignment", "faithfulness", "probing"],
      evaluating: {
        resamples: 2000,
        seed: 42,
        pooling: "sum",
        cueUnits: ["as_published", "number_words"],
        probeOrders: 5,
      },
    });
    const some = requestOf({ ...filled, deletionExamples: "512" }, methods, evaluations);
    expect(some.request.evaluating).toMatchObject({ deletionExamples: 512 });
  });

  it("says why fewer sentences than usual are suggested to have deletion curves", () => {
    const deletion = { usual: 512, seconds: 20_000, limit: 3600, suggested: 64 };
    expect(deletionNote(deletion).replaceAll(/[\u00a0\u202f]/g, " ")).toBe(
      "64 are suggested: 512 would take about 5 h 33 min on two cores, before and after fine-tuning together. Above 1 h, fewer are suggested.",
    );
    expect(deletionNote({ ...deletion, suggested: 512 })).toBe("");
    expect(deletionNote(null)).toBe("");
  });

  it("names the input that is no number, or no whole one, or missing", () => {
    const view = {
      ...filled,
      model: "",
      learningRate: "fast",
      epochs: "1.5",
      examples: "many",
      methods: "none",
      steps: "0.5",
      scoringSeed: "lucky",
      resamples: "many",
      deletionExamples: "1.5",
    };
    expect([...requestOf(view, methods, evaluations).faults].sort()).toEqual([
      ["evaluating.deletionExamples", "1.5 is not a whole number"],
      ["evaluating.resamples", "many is not a number"],
      ["examples", "many is not a number"],
      ["fineTuning.epochs", "1.5 is not a whole number"],
      ["fineTuning.learningRate", "fast is not a number"],
      ["methods", "choose at least one"],
      ["modelId", "choose a model"],
      ["scoring.attribution.steps", "0.5 is not a whole number"],
      ["scoring.seed", "lucky is not a number"],
    ]);
  });

  it("keeps the order of the methods' list, whatever order the address has", () => {
    expect(chosenMethods("attn,value_zeroing_cosine", methods)).toEqual(["value_zeroing_cosine", "attn"]);
  });

  it("knows which preset it holds", () => {
    const suggested = suggestionOf(models[0]?.suggested);
    expect(suggested).toEqual({ learningRate: "0.0003", epochs: "5", batchSize: "64" });
    expect(holds(filled, PAPER, suggested)).toBe(false);
    expect(holds({ ...filled, learningRate: "3e-5" }, PAPER, suggested)).toBe(true);
    expect(holds(filled, suggested, suggested)).toBe(true);
    expect(holds(filled, PAPER, PAPER)).toBe(true);
    expect(holds({ ...filled, ...suggested }, suggested, suggested)).toBe(true);
    expect(suggestionOf(undefined)).toBe(PAPER);
  });

  it("shows what is suggested where it is left empty, and asks for what is filled in", () => {
    const suggested = suggestionOf(models[0]?.suggested);
    expect(numberText(filled, "learningRate", suggested)).toBe("0.0003");
    expect(numberText({ ...filled, learningRate: "0.001" }, "learningRate", suggested)).toBe("0.001");
    const { request } = requestOf(
      { ...filled, learningRate: "0.00003", methods: "attn", rows: "target" },
      methods,
      evaluations,
    );
    expect(request.fineTuning).toEqual({ learningRate: 0.00003 });
    expect(request.methods).toEqual(["attn"]);
    expect(request.scoring?.rows).toBe("target");
  });

  it("launches a run once more with the settings that it had, whatever is suggested", () => {
    const first = run("r-1");
    const paper = { ...first.spec.fineTuning, learningRate: 0.00003, epochs: 5, batchSize: 64 };
    const again = viewAt(
      writeLaunchView(againView({ ...first, spec: { ...first.spec, fineTuning: paper } })),
    );
    const { request } = requestOf(again, methods, evaluations);
    expect(request.fineTuning).toMatchObject({ learningRate: 0.00003, epochs: 5, batchSize: 64 });
    expect(request.scoring?.rows).toBe(first.spec.scoring.rows);
  });

  it("can launch a run once more", () => {
    const first = run("r-1");
    const scoring = {
      rows: "target",
      attribution: { steps: 20, baseline: "mask", rule: "trapezoid" },
      seed: 3,
    } as const;
    const cueUnits: CueUnit[] = ["as_published", "phrase"];
    const evaluating = {
      resamples: 300,
      seed: 5,
      pooling: "mean" as const,
      cueUnits,
      deletionExamples: null,
      probeOrders: 2,
    };
    const spec = { ...first.spec, methods: ["attn"], scoring, evaluations: ["probing"], evaluating };
    const again = againView({ ...first, spec });
    expect(requestOf(again, methods, evaluations).request).toMatchObject({
      name: "tiny-bert on the sample data (2)",
      modelId: "tiny-bert",
      examples: 160,
      fineTuning: { learningRate: 0.0003, epochs: 4 },
      methods: ["attn"],
      scoring,
      evaluations: ["probing"],
      evaluating,
    });
  });

  it.each([
    [0.00003, "0.00003"],
    [0.0000123, "0.0000123"],
    [0.1, "0.1"],
    [0, "0"],
    [1e-9, "1e-9"],
  ])("writes %d without powers of ten where that is short", (value, written) => {
    expect(plain(value)).toBe(written);
  });
});

describe("the launch form with a model without a masked-LM head", () => {
  const [first] = models;
  const headless = first === undefined ? [] : [{ ...first, id: "bare", maskedLm: false }];
  const bare = { ...filled, model: "bare" };

  it("refuses the launch until a head is to be fitted", () => {
    const { request, faults } = requestOf(bare, methods, evaluations, headless);
    expect([...faults.keys()]).toEqual(["headFitting"]);
    expect(request).not.toHaveProperty("headFitting.text");
  });

  it("asks for a head with the usual settings, on the train half or on a stored text", () => {
    const usual = { steps: 1000, tokensPerBatch: 2048, learningRate: 0.001, heldOut: 0.1, seed: 42 };
    const fitting = (view: LaunchView) => requestOf(view, methods, evaluations, headless).request.headFitting;
    expect(fitting({ ...bare, head: "fit" })).toEqual({ source: "train", ...usual });
    const text = "b".repeat(64);
    expect(fitting({ ...bare, head: "fit", headText: text, headSteps: "20" })).toEqual({
      source: "text",
      text,
      ...usual,
      steps: 20,
    });
    const { faults } = requestOf({ ...bare, head: "fit", headSteps: "few" }, methods, evaluations, headless);
    expect([...faults]).toEqual([["headFitting.steps", "few is not a number"]]);
  });

  it("asks for no head for a model that has one", () => {
    const { request } = requestOf({ ...filled, head: "fit" }, methods, evaluations, models);
    expect(request).not.toHaveProperty("headFitting");
  });

  it("comes back when the same run is launched again", () => {
    const spec = run("r-1").spec;
    const headFitting = {
      source: "text" as const,
      text: "c".repeat(64),
      steps: 30,
      tokensPerBatch: 256,
      learningRate: 0.02,
      heldOut: 0.2,
      seed: 5,
    };
    const view = againView(run("r-1", { spec: { ...spec, modelId: "bare", headFitting } }));
    const { request } = requestOf(view, methods, evaluations, headless);
    expect(request.headFitting).toEqual(headFitting);
    expect(againView(run("r-1")).head).toBe("");
  });
});
