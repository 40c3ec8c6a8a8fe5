package dev.mixlab.evaluation.faithfulness;

import java.util.List;

/**
 * The deletion curves of one sentence.
 *
 * @param curves one per variant and layer [variant][layer]
 * @param random the mean curve of random orders, which is the baseline
 */
public record SentenceDeletion(List<List<DeletionCurve>> curves, DeletionCurve random) {

    public SentenceDeletion {
        curves = curves.stream().map(List::copyOf).toList();
    }
}
