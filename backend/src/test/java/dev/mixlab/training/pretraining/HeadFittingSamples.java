package dev.mixlab.training.pretraining;

import dev.mixlab.encoder.MaskedLanguageModel;
import dev.mixlab.encoder.MaskedLmHeads;
import dev.mixlab.encoder.ReferenceModel;
import dev.mixlab.encoder.family.EncoderConfig;
import dev.mixlab.encoder.family.WeightNames;
import dev.mixlab.weights.ModelFolder;
import dev.mixlab.weights.ModelInMemory;
import dev.mixlab.weights.ModelSource;
import dev.mixlab.weights.tensor.TensorInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** An encoder without a head, texts and settings for fitting one. */
final class HeadFittingSamples {

    static final int MASK = 4;

    private HeadFittingSamples() {}

    static List<HeadFittingPoint> fit(
            MaskedLanguageModel model, HeadFittingSettings settings, HeadFittingListener listener) {
        HeadFittingText text = HeadFittingText.split(texts(), model.config().maxTokens(), settings);
        return new HeadFitting(model, MASK, settings).run(text, listener, () -> false);
    }

    static HeadFittingSettings settings(int steps, long seed) {
        return new HeadFittingSettings(new PretrainingSettings(steps, 256, 2e-2, 0.1, 0.01, seed), 25, 0.2);
    }

    static MaskedLanguageModel withNewHead(ModelSource encoder, long seed) {
        return MaskedLmHeads.addTo(encoder, EncoderConfig.of(encoder).withDropout(0, 0), seed);
    }

    /** Sentences of a language in which every word is followed by the next word of the vocabulary. */
    static List<int[]> texts() {
        SplittableRandom random = new SplittableRandom(5);
        List<int[]> texts = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            int[] text = new int[6 + random.nextInt(8)];
            text[0] = 2;
            text[1] = 10 + random.nextInt(8);
            for (int token = 2; token < text.length - 1; token++) {
                text[token] = text[token - 1] + 1;
            }
            text[text.length - 1] = 3;
            texts.add(text);
        }
        return texts;
    }

    /** A further reference model without its head and without the prefix of its names. */
    static ModelSource headless(String name) {
        try (ReferenceModel reference = ReferenceModel.beyond(name)) {
            ModelFolder source = reference.source();
            WeightNames names = EncoderConfig.of(source).family().weights();
            return new ModelInMemory(
                    source.config(),
                    null,
                    source.tensors().stream()
                            .map(TensorInfo::name)
                            .filter(tensor -> !names.head().owns(tensor))
                            .map(tensor -> source.read(tensor).named(names.withoutPrefix(tensor)))
                            .toList());
        }
    }
}
