package dev.mixlab.encoder.layer;

/**
 * The weights of one layer as arrays, all of them outside any gradient.
 *
 * @param query [H, H]
 * @param key [H, H]
 * @param value [H, H]
 * @param attentionOutput [H, H]; columns h*d .. (h+1)*d-1 belong to head h
 * @param attentionNorm layer norm 1, size H
 * @param intermediate [F, H]
 * @param output [H, F]
 * @param outputNorm layer norm 2, size H
 */
public record LayerWeights(
        AffineWeights query,
        AffineWeights key,
        AffineWeights value,
        AffineWeights attentionOutput,
        NormWeights attentionNorm,
        AffineWeights intermediate,
        AffineWeights output,
        NormWeights outputNorm) {}
