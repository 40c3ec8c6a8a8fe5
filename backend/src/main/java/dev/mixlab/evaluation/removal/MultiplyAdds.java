package dev.mixlab.evaluation.removal;

import dev.mixlab.encoder.family.EncoderConfig;

/** Counts the multiply-adds of the matrix products in a model's layers; embeddings, soft-max, norms and the head are not counted. */
public final class MultiplyAdds {

    private MultiplyAdds() {}

    /**
     * Returns those of one layer over T tokens: 4 T H^2 for queries, keys, values and their output, 2 T^2 H for scores and the sums of values,
     * and 2 T H I for the feed-forward block, with hidden size H and inner size I.
     */
    public static long ofLayer(EncoderConfig config, int tokens) {
        long count = tokens;
        long hidden = config.hidden();
        return 4 * count * hidden * hidden + 2 * count * count * hidden + 2 * count * hidden * config.intermediate();
    }

    /**
     * Returns the multiply-adds of a pass that drops tokens, as a share of those of the whole pass.
     *
     * @param tokens number of tokens of the sentence
     * @param kept number of those that stay
     * @param layer the first layer without the others, from 0
     */
    public static double share(EncoderConfig config, int tokens, int kept, int layer) {
        int layers = config.layers();
        double whole = ofLayer(config, tokens);
        return (layer * whole + (layers - layer) * (double) ofLayer(config, kept)) / (layers * whole);
    }
}
