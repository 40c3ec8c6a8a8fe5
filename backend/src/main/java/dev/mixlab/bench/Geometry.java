package dev.mixlab.bench;

import static dev.mixlab.common.StrictMapper.JSON;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mixlab.encoder.family.EncoderConfig;
import dev.mixlab.encoder.family.EncoderFamilies;
import java.util.Random;

/**
 * Sizes of a BERT with random weights.
 *
 * @param layers number of layers L
 * @param hidden hidden size H
 * @param heads attention heads per layer
 * @param intermediate inner size of the feed-forward blocks F
 * @param vocabulary number of tokens V
 */
public record Geometry(int layers, int hidden, int heads, int intermediate, int vocabulary) {

    /** The sizes of bert-base-uncased. */
    public static final Geometry BERT_BASE = new Geometry(12, 768, 12, 3072, 30522);

    /** The sizes of the built-in models. */
    public static final Geometry BUILT_IN = new Geometry(6, 128, 4, 512, 4000);

    /** Sizes so small that a benchmark can be tried out in a second; the times mean nothing. */
    public static final Geometry TINY = new Geometry(2, 48, 4, 96, 300);

    private static final int FIRST_WORD = 5;

    public EncoderConfig config() {
        ObjectNode json = JSON.createObjectNode()
                .put("model_type", "bert")
                .put("num_hidden_layers", layers)
                .put("hidden_size", hidden)
                .put("num_attention_heads", heads)
                .put("intermediate_size", intermediate)
                .put("vocab_size", vocabulary)
                .put("max_position_embeddings", 512);
        return EncoderFamilies.of(json).config(json);
    }

    /** Draws random token ids, never the padding id. */
    public int[] tokens(Random random, int length) {
        return random.ints(length, FIRST_WORD, vocabulary).toArray();
    }

    /** Counts the multiply-adds of one layer over a number of sequences of a number of tokens each. */
    public long layerPass(long sequences, long tokens) {
        long rows = sequences * tokens;
        return rows * (4L * hidden * hidden + 2L * hidden * intermediate) + 2 * rows * tokens * hidden;
    }
}
