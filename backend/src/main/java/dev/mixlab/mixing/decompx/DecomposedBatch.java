package dev.mixlab.mixing.decompx;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.index.NDIndex;
import dev.mixlab.common.InvalidInputException;
import dev.mixlab.encoder.MaskedLanguageModel;
import dev.mixlab.encoder.TokenBatch;
import dev.mixlab.encoder.engine.ArrayScope;
import dev.mixlab.encoder.engine.Precision;
import dev.mixlab.mixing.method.BatchExamples;
import dev.mixlab.mixing.method.ModelContext;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * DecompX over a batch. Parts that start at every layer pass through the layers above together, for as many sequences as the
 * memory budget allows. If it does not allow all parts of one sequence, some of the starts are computed at a time.
 *
 * @param context the model and the budget
 * @param batch B sequences
 * @param embedded x(0) [B, T, H]
 * @param members the sequences' names, and their examples where contributions are asked for
 */
record DecomposedBatch(ModelContext context, TokenBatch batch, NDArray embedded, BatchExamples members) {

    /** Vectors that take no more than this are never refused: whatever the budget, one sentence goes through the model. */
    private static final long NEVER_REFUSED = 64 << 10;

    /**
     * Norms of the parts that start at the embedding output, and contributions of those that start at any layer.
     *
     * @throws InvalidInputException if the parts of one sequence from one start are more than the memory budget
     */
    DecompXScores scores(boolean norms, boolean contributions) {
        int layers = context.model().config().layers();
        DecompXScores scores = DecompXScores.empty(layers);
        int starts = contributions ? layers : 1;
        int together = (int) Math.max(1, Math.min(batch.size(), fitting() / starts));
        ArrayScope.discarding(() -> {
            NDArray mask = context.model().attentionMask(batch);
            for (int from = 0; from < batch.size(); from += together) {
                Chunk chunk = chunk(from, Math.min(batch.size(), from + together), mask);
                sum(chunk, norms, contributions ? starts : 0, scores);
            }
        });
        return scores;
    }

    /** Runs the parts of some sequences through the layers, and computes contributions too if {@code starts} is above 0. */
    private void sum(Chunk chunk, boolean norms, int starts, DecompXScores scores) {
        int layers = context.model().config().layers();
        DecompXSums sums = starts > 0 ? new DecompXSums(layers, chunk.lengths()) : null;
        int all = Math.max(1, starts);
        int startsTogether = (int) Math.min(all, fitting());
        for (int first = 0; first < all; first += startsTogether) {
            boolean withNorms = norms && first == 0;
            int end = Math.min(all, first + startsTogether);
            DecomposedPass pass =
                    new DecomposedPass(context, chunk, first, end, withNorms ? scores.norms() : null, sums);
            ArrayScope.discarding(pass::run);
        }
        if (sums != null) {
            sums.into(scores);
        }
    }

    /** Returns how many parts [T, T, H] fit into the memory budget. */
    private long fitting() {
        MaskedLanguageModel model = context.model();
        long element = model.precision() == Precision.FLOAT32 ? 4 : 8;
        long bytes = element * batch.tokens() * batch.tokens() * model.config().hidden();
        if (bytes > Math.max(NEVER_REFUSED, context.budget().bytes())) {
            throw new InvalidInputException(
                    "decompx: example %s: the vectors of %s tokens take %s KiB, the memory budget is %s KiB"
                            .formatted(
                                    members.ids().get(0),
                                    batch.tokens(),
                                    bytes >> 10,
                                    context.budget().bytes() >> 10));
        }
        return Math.max(1, context.budget().bytes() / bytes);
    }

    private Chunk chunk(int from, int end, @Nullable NDArray mask) {
        NDIndex sequences = new NDIndex("{}:{}", from, end);
        return new Chunk(
                embedded.get(sequences),
                mask == null ? null : mask.get(sequences),
                Arrays.copyOfRange(batch.lengths(), from, end),
                members.part(from, end));
    }

    /**
     * Some sequences of the batch.
     *
     * @param embedded x(0) [n, T, H]
     * @param mask term added to attention scores [n, 1, 1, T]; null without padding
     * @param lengths the true lengths [n]
     * @param members the sequences
     */
    record Chunk(NDArray embedded, @Nullable NDArray mask, int[] lengths, BatchExamples members) {

        int tokens() {
            return Math.toIntExact(embedded.getShape().get(1));
        }
    }
}
