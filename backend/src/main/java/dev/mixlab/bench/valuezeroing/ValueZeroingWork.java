package dev.mixlab.bench.valuezeroing;

import dev.mixlab.bench.Geometry;

/**
 * Multiply-adds of matrix products for the Value Zeroing maps of one sentence.
 *
 * @param published one forward pass, and every layer once more per token
 * @param plainClosedForm one forward pass, the contributions f_ij of each token to each other, and all T x T alternatives through both matrices of
 *     the feed-forward block
 * @param done those that this program really does: of the feed-forward block's first matrix, only products with one vector per head
 *     and token; and the head's logits at the target, which a score run needs too
 */
public record ValueZeroingWork(long published, long plainClosedForm, long done) {

    static ValueZeroingWork of(Geometry geometry, long tokens) {
        long hidden = geometry.hidden();
        long inner = geometry.intermediate();
        long pairs = tokens * tokens;
        long pass = geometry.layerPass(1, tokens);
        long contributions = tokens * hidden * hidden;
        long plain = pass + contributions + pairs * geometry.heads() * hidden + 2 * pairs * hidden * inner;
        long done = pass
                + contributions
                + tokens * hidden * inner
                + pairs * geometry.heads() * (hidden + inner)
                + pairs * hidden * inner;
        long head = hidden * hidden + hidden * geometry.vocabulary();
        return new ValueZeroingWork(
                geometry.layers() * (tokens + 1) * pass, geometry.layers() * plain, geometry.layers() * done + head);
    }
}
