import type { Aggregation, Paradigm, Stage } from "../api/types.ts";

/** Names for readers of what the interface names shortly. */

export const STAGE_NAMES: Record<Stage["name"], string> = {
  prepare: "Prepare data",
  "score-before": "Score before",
  "fine-tune": "Fine-tune",
  "score-after": "Score after",
};

export const PARADIGM_NAMES: Record<Paradigm, string> = {
  ana: "Anaphor",
  dna: "Determiner, noun",
  dnaa: "Determiner, adjective, noun",
  darn: "Distractor in a relational noun",
  rpsv: "Subject, verb",
};

export const PARADIGMS = Object.keys(PARADIGM_NAMES) as Paradigm[];

export const AGGREGATION_NAMES: Record<Aggregation, string> = {
  none: "Each layer",
  rollout: "Rollout",
  rollout_residual: "Rollout, residual added",
  last_layer: "Last layer",
};
