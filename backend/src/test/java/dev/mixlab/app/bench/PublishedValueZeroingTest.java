package dev.mixlab.app.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.mixlab.encoder.MaskedLanguageModel;
import dev.mixlab.encoder.Precision;
import dev.mixlab.mixing.ContextMixingMethods;
import dev.mixlab.mixing.MemoryBudget;
import dev.mixlab.mixing.MixingMap;
import dev.mixlab.mixing.ScoreEngine;
import dev.mixlab.text.EncodedExample;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PublishedValueZeroingTest {

    @ParameterizedTest
    @ValueSource(ints = {2, 5, 14})
    void givesTheMapsOfTheProduct(int tokens) {
        Random random = new Random(tokens);
        int[] ids = Geometry.TINY.tokens(random, tokens);
        try (MaskedLanguageModel model = MaskedLanguageModel.random(Geometry.TINY.config(), 7, Precision.FLOAT64);
                ScoreEngine engine = new ScoreEngine(
                        model, List.of(ContextMixingMethods.of("value_zeroing_cosine")), MemoryBudget.ofMachine())) {
            double[] published = new PublishedValueZeroing(model).maps(ids);
            MixingMap product = score(engine, ids);
            assertThat(product.values()).hasSize(published.length);
            for (int i = 0; i < published.length; i++) {
                assertThat((double) product.values()[i]).isCloseTo(published[i], within(1e-6));
            }
        }
    }

    private static MixingMap score(ScoreEngine engine, int[] ids) {
        EncodedExample example = new EncodedExample(
                "one", ids, Collections.nCopies(ids.length, "-"), new int[ids.length], 1, new int[0], 5, 6);
        List<MixingMap> maps = new ArrayList<>();
        engine.score(List.of(example), scored -> maps.addAll(scored.maps()), () -> false);
        return maps.get(0);
    }
}
