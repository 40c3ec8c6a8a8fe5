import type { LaunchRequest } from "../../src/api/types.ts";

/** The methods of the runs that are evaluated, in the order of the server's list. */
export const METHODS = ["value_zeroing_cosine", "attn", "attn_norm", "globenc", "grad_x_input", "random"];

const SMALL = {
  modelId: "tiny-bert",
  dataId: "sample",
  examples: 40,
  fineTuning: { epochs: 1, batchSize: 8, learningRate: 0.001 },
} satisfies LaunchRequest;

/** Few resamples, deletions and orders are enough where a test compares the page with the interface. */
const EVALUATED = {
  ...SMALL,
  methods: METHODS,
  evaluating: { resamples: 200, deletionExamples: 6, probeOrders: 2 },
} satisfies LaunchRequest;

/** The finished runs that all test files read, in the order in which they are launched. */
export const SHARED_RUNS = {
  /** Every evaluation, by a few methods of all sorts. */
  evaluated: {
    ...EVALUATED,
    name: "whole pipeline",
    evaluations: [
      "cue_alignment",
      "cue_alignment_positive",
      "cue_alignment_words",
      "faithfulness",
      "faithfulness_normalised",
      "causal_agreement",
      "logit_lens",
      "heads",
      "token_removal",
      "weight_randomisation",
      "probing",
      "probing_as_published",
    ],
  },
  /** Every method that is not heavy; what evaluates them all would take longer than all else. */
  scored: {
    ...SMALL,
    name: "every method",
    evaluations: ["cue_alignment"],
    evaluating: EVALUATED.evaluating,
  },
  /** Cue alignment alone, from another seed. */
  otherSeed: {
    ...EVALUATED,
    name: "another seed",
    fineTuning: { ...SMALL.fineTuning, seed: 7 },
    evaluations: ["cue_alignment"],
  },
  bare: { ...EVALUATED, name: "no evaluations", evaluations: [] },
} satisfies Readonly<Record<string, LaunchRequest>>;

export type SharedRun = keyof typeof SHARED_RUNS;
