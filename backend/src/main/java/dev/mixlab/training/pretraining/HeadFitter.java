package dev.mixlab.training.pretraining;

import dev.mixlab.common.InvalidInputException;
import dev.mixlab.encoder.MaskedLanguageModel;
import dev.mixlab.encoder.MaskedLmHeads;
import dev.mixlab.encoder.family.EncoderConfig;
import dev.mixlab.text.ExampleEncoder;
import dev.mixlab.text.Sentence;
import dev.mixlab.training.TrainingState;
import dev.mixlab.weights.ModelSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Fits a masked-LM head to a stored model without one, on sentences, and gives the model with its head. The same model, sentences and
 * settings give the same model.
 */
public final class HeadFitter {

    /** Characters of a sentence that has more tokens than any model reads, whatever its words are. */
    private static final int LONGEST = 100_000;

    private static final int[] NOTHING = {};

    private final ModelSource source;
    private final HeadFittingSettings settings;

    /**
     * Creates the fitter of a model's head.
     *
     * @throws InvalidInputException when the model has a head already
     */
    public HeadFitter(ModelSource source, HeadFittingSettings settings) {
        MaskedLmHeads.requireNone(source);
        this.source = source;
        this.settings = settings;
    }

    /**
     * A model with its fitted head.
     *
     * @param model the model, to be stored
     * @param curve points of the curve; where the fitting was resumed, those from there on
     */
    public record Fitted(FittedModel model, List<HeadFittingPoint> curve) {}

    /**
     * Encodes sentences with the model's tokenizer and divides them.
     *
     * @throws InvalidInputException for too few of them that can be used
     */
    public HeadFittingText divide(List<String> sentences) {
        EncoderConfig config = EncoderConfig.of(source);
        try (ExampleEncoder encoder = ExampleEncoder.of(source.tokenizer(), Integer.MAX_VALUE)) {
            List<int[]> texts = new ArrayList<>(sentences.size());
            for (String sentence : sentences) {
                texts.add(encode(encoder, sentence));
            }
            return HeadFittingText.split(texts, config.maxTokens(), settings);
        }
    }

    /**
     * Refuses sentences as {@link #divide} does, and encodes no more of them than it takes to know.
     *
     * @throws InvalidInputException for too few of them that can be used
     */
    public void requireEnough(List<String> sentences) {
        try (ExampleEncoder encoder = ExampleEncoder.of(source.tokenizer(), Integer.MAX_VALUE)) {
            HeadFittingText.requireEnough(
                    sentences.stream().map(sentence -> encode(encoder, sentence)),
                    EncoderConfig.of(source).maxTokens());
        }
    }

    /**
     * Returns the token ids of a sentence; none where nothing of it can be predicted, because the vocabulary knows none of its words, or
     * where it is too long for any model.
     */
    private static int[] encode(ExampleEncoder encoder, String sentence) {
        if (sentence.length() > LONGEST || !Sentence.isEncodable(sentence)) {
            return NOTHING;
        }
        int[] ids = encoder.encode(sentence);
        for (int i = 1; i < ids.length - 1; i++) {
            if (!encoder.isUnknown(ids[i]) && ids[i] != encoder.maskId()) {
                return ids;
            }
        }
        return NOTHING;
    }

    /**
     * Fits the head.
     *
     * @param from a state that an earlier call with the same text has passed to its listener, or null to begin
     * @throws dev.mixlab.common.CancelledException at the next batch after {@code cancelled} turns true
     */
    public Fitted fit(
            HeadFittingText text,
            HeadFittingListener listener,
            BooleanSupplier cancelled,
            @Nullable TrainingState from) {
        EncoderConfig frozen = EncoderConfig.of(source).withDropout(0, 0);
        int maskId;
        try (ExampleEncoder encoder = ExampleEncoder.of(source.tokenizer(), Integer.MAX_VALUE)) {
            maskId = encoder.maskId();
        }
        try (MaskedLanguageModel model =
                MaskedLmHeads.addTo(source, frozen, settings.training().seed())) {
            List<HeadFittingPoint> curve =
                    new HeadFitting(model, maskId, settings).run(text, listener, cancelled, from);
            return new Fitted(new FittedModel(source, model), curve);
        }
    }
}
