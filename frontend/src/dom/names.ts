import type { Aggregation, CueUnit, Method, PairColumn, Paradigm, Scoring, Stage } from "../api/types.ts";

/** Names for the reader in place of the short names of the interface. */

export const STAGE_NAMES: Record<Stage["name"], string> = {
  prepare: "Prepare data",
  "fit-head": "Fit the head",
  "score-before": "Score before",
  "fine-tune": "Fine-tune",
  "score-after": "Score after",
  "evaluate-before": "Evaluate before",
  "evaluate-after": "Evaluate after",
};

const PARADIGM_NAMES: Readonly<Record<Paradigm, string>> = {
  ana: "Anaphor",
  dna: "Determiner–noun",
  dnaa: "Determiner–adjective–noun",
  darn: "Distractor in a relational noun phrase",
  rpsv: "Subject–verb",
};

/** The paradigms of the sample data and of BLiMP's number agreement. */
export const PARADIGMS: readonly Paradigm[] = Object.keys(PARADIGM_NAMES);

/** The name of a paradigm; those of other data sets are named as in their files. */
export const paradigmName = (paradigm: Paradigm): string => PARADIGM_NAMES[paradigm] ?? paradigm;

/** The words that can count as cues. */
export const CUE_UNIT_NAMES: Readonly<Record<CueUnit, string>> = {
  as_published: "As published",
  head: "Head noun",
  phrase: "Noun phrase",
  number_words: "Words that show the number",
};

export const AGGREGATION_NAMES: Record<Aggregation, string> = {
  none: "Each layer",
  rollout: "Rollout",
  rollout_residual: "Rollout + residual",
  rollout_raw: "Rollout, not normalised",
  last_layer: "Last layer",
};

/** All aggregations, the one that leaves each layer as it is first. */
export const AGGREGATIONS = [
  "none",
  "rollout",
  "rollout_residual",
  "rollout_raw",
  "last_layer",
] as const satisfies readonly Aggregation[];

export const BASELINE_NAMES: Record<Scoring["attribution"]["baseline"], string> = {
  zero: "Zero",
  mask: "Masked words",
};

export const RULE_NAMES: Record<Scoring["attribution"]["rule"], string> = {
  midpoint: "midpoint rule",
  trapezoid: "trapezoid rule",
  gauss_legendre: "Gauss-Legendre rule",
};

export const KIND_NAMES: Record<Method["kind"], string> = {
  context_mixing: "Context mixing",
  attribution: "Attribution of the prediction",
};

/** Why minimal pairs are left out, by the names that the interface gives the reasons. */
export const DROP_REASONS: Readonly<Record<string, string>> = {
  sentences_equal: "good and bad sentence are the same",
  not_one_word_apart: "sentences differ in more than one word",
  not_encodable: "character that cannot be encoded",
  too_long: "more tokens than the model can read",
  cue_not_found: "cue not found",
  cue_ambiguous: "cue does not show number",
  cue_against_good_word: "cue disagrees with the good word",
  label_unclear: "unclear number",
  good_word_unknown: "good word not in the vocabulary",
  bad_word_unknown: "bad word not in the vocabulary",
  good_word_not_one_piece: "good word split into several pieces",
  bad_word_not_one_piece: "bad word split into several pieces",
  same_piece: "both words are the same piece",
  context_differs: "sentences differ outside the target",
  cue_unknown: "cue not in the vocabulary",
  row_unreadable: "row cannot be taken apart",
  sentence_missing: "sentence missing",
  control_character: "control character",
  cue_word_missing: "cue is no word of the sentence",
  cue_word_repeated: "cue word occurs more than once",
  cue_index_invalid: "cue index outside of the sentence",
  cue_is_target: "cue is the word that differs",
  label_invalid: "label cannot be used",
  paradigm_invalid: "name of the paradigm cannot be used",
  split_invalid: "split is neither train nor test",
  id_invalid: "id cannot be used",
  id_repeated: "id repeated",
  reversed: "reverse of the pair is there too",
  in_both_splits: "sentence is in the test split too",
  duplicate: "duplicate",
  seen_in_test: "same tokens in the test split",
  balanced: "removed to balance singular and plural",
};

/** What a column of a file of minimal pairs can hold. */
export const PAIR_COLUMN_NAMES: Readonly<Record<PairColumn, string>> = {
  good: "Good sentence",
  bad: "Bad sentence",
  cues: "Cue words",
  cue_indices: "Indices of cue words",
  label: "Label",
  paradigm: "Paradigm",
  split: "Split",
  id: "Id",
};
