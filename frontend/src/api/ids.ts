/** Ids of the interface that the page itself has to know; all others come from the server's lists. */

/** The evaluation of how much a method's scores lie on the cue words. */
export const CUE_ALIGNMENT = "cue_alignment";

/** Cue alignment of what speaks for the answer alone. */
export const CUE_ALIGNMENT_POSITIVE = "cue_alignment_positive";

/** Cue alignment with the pieces of every word put together. */
export const CUE_ALIGNMENT_WORDS = "cue_alignment_words";

/** Deletion of ordinary tokens, between the worst and the best order there is. */
export const FAITHFULNESS_NORMALISED = "faithfulness_normalised";

/** What is left of the answer when tokens are dropped from a layer on. */
export const TOKEN_REMOVAL = "token_removal";

/** How little scores change when weights are re-initialised. */
export const WEIGHT_RANDOMISATION = "weight_randomisation";

/** The evaluation of how well the target's number can be read off its representation. */
export const PROBING = "probing";

/** Probing as the paper's script computes it. */
export const PROBING_AS_PUBLISHED = "probing_as_published";

/** The evaluation of how well a method's scores agree with what the prediction loses. */
export const FAITHFULNESS = "faithfulness";

/** The evaluation of how well a layer's scores agree with what the answer loses when tokens are cut there. */
export const CAUSAL_AGREEMENT = "causal_agreement";

/** The evaluation of what the masked-LM head reads off the target's state in every layer. */
export const LOGIT_LENS = "logit_lens";

/** The evaluation of what single attention heads do. */
export const HEADS = "heads";

/** The method that scores at random: the baseline of every figure. */
export const RANDOM = "random";

/** Raw attention: its maps are means over attention heads, each of which can be requested by itself. */
export const ATTENTION = "attn";
export const VALUE_ZEROING = "value_zeroing_cosine";
