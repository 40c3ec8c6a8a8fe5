package dev.mixlab.encoder;

import dev.mixlab.common.InvalidInputException;
import dev.mixlab.encoder.engine.Precision;
import dev.mixlab.encoder.family.EncoderConfig;
import dev.mixlab.encoder.parameters.CheckpointNames;
import dev.mixlab.encoder.parameters.NewHeadWeights;
import dev.mixlab.encoder.parameters.RandomWeights;
import dev.mixlab.encoder.parameters.StoredWeights;
import dev.mixlab.weights.ModelSource;

/** Whether models have a masked-LM head, the refusal of what needs one, and new heads. */
public final class MaskedLmHeads {

    private MaskedLmHeads() {}

    /** Returns whether a stored model has a masked-LM head, from its configuration and the names of its tensors alone. */
    public static boolean isIn(ModelSource source) {
        return CheckpointNames.of(EncoderConfig.of(source).family().weights(), source)
                .hasHead();
    }

    /**
     * Refuses a stored model without a masked-LM head, from its configuration and the names of its tensors alone.
     *
     * @param purpose what needs the head, such as "fine-tuning"
     * @throws InvalidInputException naming the purpose and what can be done
     */
    public static void require(ModelSource source, String purpose) {
        if (!isIn(source)) {
            throw missing(purpose);
        }
    }

    /** Refuses a model without a masked-LM head, as {@link #require(ModelSource, String)} does. */
    public static void require(MaskedLanguageModel model, String purpose) {
        if (!model.hasMaskedLmHead()) {
            throw missing(purpose);
        }
    }

    /**
     * Refuses a stored model with a masked-LM head.
     *
     * @throws InvalidInputException naming the model
     */
    public static void requireNone(ModelSource source) {
        if (isIn(source)) {
            throw new InvalidInputException(
                    source.origin() + ": the model has a masked-LM head already, and needs no other");
        }
    }

    /**
     * Loads the encoder of a stored model in single precision beneath a new masked-LM head with seeded random weights, whose decoder is tied to the word
     * embeddings.
     *
     * @throws InvalidInputException when the model has a head already
     */
    public static MaskedLanguageModel addTo(ModelSource source, EncoderConfig config, long seed) {
        requireNone(source);
        EncoderConfig tied = config.withTiedHead();
        Precision precision = Precision.FLOAT32;
        return new MaskedLanguageModel(
                tied,
                precision,
                manager -> new NewHeadWeights(
                        new StoredWeights(source, tied, manager, precision),
                        new RandomWeights(tied, seed, manager, precision),
                        tied.family().weights().head()));
    }

    static InvalidInputException missing(String purpose) {
        return new InvalidInputException(
                ("%s needs a masked-LM head, which turns hidden states into words, and the model has none; take the model that its "
                                + "authors published with its head (...ForMaskedLM), or fit a head: as the first stage of a run (`headFitting` "
                                + "of the launch), or with `mixlab model fit-head`")
                        .formatted(purpose));
    }
}
