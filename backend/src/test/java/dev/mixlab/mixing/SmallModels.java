package dev.mixlab.mixing;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mixlab.encoder.MaskedLanguageModel;
import dev.mixlab.encoder.engine.Precision;
import dev.mixlab.encoder.family.ConfigKey;
import dev.mixlab.encoder.family.EncoderConfig;
import dev.mixlab.encoder.family.EncoderFamilies;
import dev.mixlab.encoder.family.EncoderFamily;
import dev.mixlab.text.EncodedExample;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;

/** Random models of two layers that take up to 70 tokens or so, and sentences of random tokens for them. */
public final class SmallModels {

    public static final double USUAL_WEIGHTS = 0.3;

    private static final int VOCABULARY = 50;
    private static final int FIRST_WORD = 5;

    private SmallModels() {}

    public static List<String> families() {
        return EncoderFamilies.all().stream().map(EncoderFamily::id).toList();
    }

    /** A model whose weights have that deviation. */
    public static MaskedLanguageModel of(String family, Precision precision, double weights) {
        return MaskedLanguageModel.random(config(family, weights), 7, precision);
    }

    static EncoderConfig config(String family, double weights) {
        EncoderFamily keys = EncoderFamilies.of(family);
        ObjectNode json = new ObjectMapper()
                .createObjectNode()
                .put("model_type", family)
                .put(keys.key(ConfigKey.LAYERS), 2)
                .put(keys.key(ConfigKey.HIDDEN), 12)
                .put(keys.key(ConfigKey.EMBEDDING), 8)
                .put(keys.key(ConfigKey.HEADS), 3)
                .put(keys.key(ConfigKey.INTERMEDIATE), 20)
                .put(keys.key(ConfigKey.VOCABULARY), VOCABULARY)
                .put(keys.key(ConfigKey.POSITIONS), 70)
                .put(keys.key(ConfigKey.INITIALIZER_RANGE), weights);
        return EncoderFamilies.of(json).config(json);
    }

    /** A sentence of so many tokens with its target in the middle. */
    public static EncodedExample sentence(String id, int tokens) {
        SplittableRandom random = new SplittableRandom(id.hashCode());
        int[] ids = random.ints(tokens, FIRST_WORD, VOCABULARY).toArray();
        List<String> pieces = Collections.nCopies(tokens, "x");
        int[] other = ids.clone();
        other[0] = FIRST_WORD + (other[0] - FIRST_WORD + 1) % (VOCABULARY - FIRST_WORD);
        return new EncodedExample(
                id, ids, pieces, new int[tokens], tokens / 2, new int[0], FIRST_WORD, FIRST_WORD + 1, other);
    }
}
