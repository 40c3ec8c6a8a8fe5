package dev.mixlab.encoder;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.mixlab.common.InvalidInputException;
import dev.mixlab.encoder.family.EncoderConfig;
import java.util.Arrays;
import java.util.List;

/** Pads sequences of token ids to the longest of them, as one batch that a model can read. */
final class SequencePadding {

    private SequencePadding() {}

    /** Returns the batch, whose arrays belong to the scope; see {@link MaskedLanguageModel#batch} for what is refused. */
    static TokenBatch pad(EncoderConfig config, NDManager scope, List<int[]> sequences) {
        int[] lengths = sequences.stream().mapToInt(ids -> ids.length).toArray();
        int tokens = Arrays.stream(lengths).max().orElse(0);
        if (Arrays.stream(lengths).min().orElse(0) == 0) {
            throw new InvalidInputException("a batch needs at least one sequence, and each at least one token");
        }
        if (tokens > config.maxTokens()) {
            throw new InvalidInputException("a sequence of %s tokens where the model has positions for %s"
                    .formatted(tokens, config.maxTokens()));
        }
        long[] ids = new long[lengths.length * tokens];
        float[] mask = new float[ids.length];
        Arrays.fill(ids, config.padTokenId());
        for (int row = 0; row < lengths.length; row++) {
            int start = row * tokens;
            for (int token = 0; token < lengths[row]; token++) {
                ids[start + token] = requireInVocabulary(config, sequences.get(row)[token]);
            }
            Arrays.fill(mask, start, start + lengths[row], 1);
        }
        Shape shape = new Shape(lengths.length, tokens);
        return new TokenBatch(scope.create(ids, shape), scope.create(mask, shape), lengths);
    }

    private static int requireInVocabulary(EncoderConfig config, int id) {
        if (id < 0 || id >= config.vocabulary()) {
            throw new InvalidInputException(
                    "token id %s outside the vocabulary of %s".formatted(id, config.vocabulary()));
        }
        return id;
    }
}
