package dev.mixlab.evaluation.randomisation;

import dev.mixlab.encoder.MaskedLanguageModel;
import dev.mixlab.encoder.family.EncoderConfig;
import dev.mixlab.encoder.family.WeightNames;
import dev.mixlab.evaluation.Measure;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * How much of a model is re-initialised, from the top down: the masked-LM head, then a share of the layers too, and the embeddings last
 * (the cascading randomisation of Adebayo et al. 2018, Sanity Checks for Saliency Maps).
 */
public enum RandomisedPart {
    HEAD("head", "head", "the masked-LM head", 0),
    QUARTER("25", "top quarter", "the masked-LM head and the top quarter of the layers", 25),
    HALF("50", "top half", "the masked-LM head and the top half of the layers", 50),
    THREE_QUARTERS("75", "top three quarters", "the masked-LM head and the top three quarters of the layers", 75),
    LAYERS("100", "all layers", "the masked-LM head and all layers", 100),
    EVERYTHING("everything", "all weights", "all parts, the embeddings among them", 100);

    private static final int WHOLE = 100;

    private final String suffix;
    private final String shortly;
    private final String what;
    private final int percent;

    RandomisedPart(String suffix, String shortly, String what, int percent) {
        this.suffix = suffix;
        this.shortly = shortly;
        this.what = what;
        this.percent = percent;
    }

    /** Returns the number of layers that are re-initialised, from the top; rounded up. */
    public int layers(EncoderConfig config) {
        return (config.layers() * percent + WHOLE - 1) / WHOLE;
    }

    /** Returns whether the parameter of a name is re-initialised. Layers that share their weights are re-initialised together. */
    public Predicate<String> parameters(EncoderConfig config) {
        WeightNames names = config.family().weights();
        List<String> all = prefixes(config, config.layers());
        List<String> top = prefixes(config, layers(config));
        return name -> {
            if (names.head().owns(name)) {
                return true;
            }
            boolean ofLayer = all.stream().anyMatch(name::startsWith);
            return ofLayer ? top.stream().anyMatch(name::startsWith) : this == EVERYTHING;
        };
    }

    private static List<String> prefixes(EncoderConfig config, int topLayers) {
        return IntStream.range(config.layers() - topLayers, config.layers())
                .mapToObj(layer -> config.family().weights().layers().prefix(layer))
                .toList();
    }

    /** Returns a copy of a model with this part re-initialised, which is to be closed; what is drawn depends on the seed. */
    public MaskedLanguageModel reinitialise(MaskedLanguageModel model, long seed) {
        return model.reinitialised(parameters(model.config()), seed);
    }

    /** Returns the measure of how little a method's scores change. */
    public Measure measure() {
        return new Measure(
                "randomised_" + suffix,
                "Rank agreement, %s re-initialised".formatted(shortly),
                "Spearman's correlation of the target's row with that of the model whose weights are drawn anew in %s; both made positive, all tokens but the target."
                        .formatted(what),
                false,
                -1,
                1);
    }

    /** Returns the measures of all parts, that of the whole model first, which says most. */
    public static List<Measure> measures() {
        List<Measure> measures = new ArrayList<>(
                Arrays.stream(values()).map(RandomisedPart::measure).toList());
        Collections.reverse(measures);
        return measures;
    }
}
