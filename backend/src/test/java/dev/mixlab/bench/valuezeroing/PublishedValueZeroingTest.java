package dev.mixlab.bench.valuezeroing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.mixlab.bench.Geometry;
import dev.mixlab.encoder.MaskedLanguageModel;
import dev.mixlab.encoder.engine.Precision;
import dev.mixlab.mixing.ContextMixingMethods;
import dev.mixlab.mixing.engine.ScoreEngine;
import dev.mixlab.mixing.method.MachineBudget;
import dev.mixlab.mixing.method.ScoreOptions;
import dev.mixlab.text.EncodedExample;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PublishedValueZeroingTest {

    /** However the work is cut into slices, the last of which are smaller. */
    @ParameterizedTest
    @CsvSource({"2,9,384", "5,40,384", "5,19,60", "14,6,384", "14,3,30", "70,2,384", "70,1,100000"})
    void givesTheMapsOfTheProduct(int tokens, int sentences, int blockRows) {
        Random random = new Random(tokens);
        List<EncodedExample> examples = new ArrayList<>();
        for (int i = 0; i < sentences; i++) {
            examples.add(example(i, Geometry.TINY.tokens(random, tokens)));
        }
        try (MaskedLanguageModel model = MaskedLanguageModel.random(Geometry.TINY.config(), 7, Precision.FLOAT64);
                ScoreEngine engine = new ScoreEngine(
                        model,
                        List.of(ContextMixingMethods.of("value_zeroing_cosine")),
                        ScoreOptions.standard().withBudget(new MachineBudget(64 << 20, blockRows)))) {
            PublishedValueZeroing published = new PublishedValueZeroing(model);
            List<float[]> maps = score(engine, examples);
            for (int i = 0; i < sentences; i++) {
                assertClose(maps.get(i), published.maps(examples.get(i).inputIds()));
            }
        }
    }

    private static void assertClose(float[] actual, double[] expected) {
        assertThat(actual).hasSize(expected.length);
        for (int i = 0; i < expected.length; i++) {
            assertThat((double) actual[i]).isCloseTo(expected[i], within(1e-6));
        }
    }

    private static EncodedExample example(int number, int[] ids) {
        return new EncodedExample(
                "sentence " + number,
                ids,
                Collections.nCopies(ids.length, "-"),
                new int[ids.length],
                1,
                new int[0],
                5,
                6);
    }

    private static List<float[]> score(ScoreEngine engine, List<EncodedExample> examples) {
        List<float[]> maps = new ArrayList<>();
        engine.score(examples, scored -> maps.add(scored.maps().get(0).values()), () -> false);
        return maps;
    }
}
