package dev.mixlab.bench.finetune;

import dev.mixlab.bench.Geometry;

/**
 * Multiply-adds of matrix products in one fine-tuning step: forward, and twice as many backward.
 *
 * @param published all positions through all layers, and their logits over the whole vocabulary
 * @param done those that this program does: batches padded to their own longest sentence, the last layer's rows and the head for the target alone
 */
public record FineTuningWork(long published, long done) {

    static FineTuningWork of(Geometry geometry, long sentences, long tokens) {
        long hidden = geometry.hidden();
        long square = hidden * hidden;
        long rows = sentences * tokens;
        long published = geometry.layers() * geometry.layerPass(sentences, PublishedFineTuning.TOKENS)
                + sentences * PublishedFineTuning.TOKENS * (square + hidden * geometry.vocabulary());
        long lastLayer = 2 * rows * square
                + sentences * (2 * square + 2 * hidden * geometry.intermediate() + 2 * tokens * hidden);
        long done = (geometry.layers() - 1) * geometry.layerPass(sentences, tokens)
                + lastLayer
                + sentences * (square + 2 * hidden);
        return new FineTuningWork(3 * published, 3 * done);
    }
}
