package dev.mixlab.training.pretraining;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.mixlab.training.pretraining.Masking.Masked;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class MaskingProperties {

    private static final int MASK = 4;
    private final Masking masking = new Masking(MASK, 50);

    @Property(tries = 200)
    void labelsAreWhatStoodAtThePositionsAndNothingElseChanges(
            @ForAll @IntRange(min = 1, max = 40) int words,
            @ForAll @IntRange(min = 1, max = 6) int count,
            @ForAll long seed) {
        int[] sentence = sentence(words);

        Masked masked = masking.apply(sentence, Math.min(count, words), new Random(seed));

        assertThat(masked.positions())
                .hasSize(Math.min(count, words))
                .isSorted()
                .doesNotHaveDuplicates();
        int[] restored = masked.ids().clone();
        for (int i = 0; i < masked.positions().length; i++) {
            restored[masked.positions()[i]] = masked.labels()[i];
        }
        assertThat(restored).isEqualTo(sentence);
        assertThat(masked.positions()).doesNotContain(0, sentence.length - 1);
    }

    @Example
    void choosesFifteenPercentAndMasksEightyPercentOfThem() {
        Random random = new Random(1);
        int chosen = 0;
        int replacedByMask = 0;
        int unchanged = 0;
        for (int trial = 0; trial < 2000; trial++) {
            Masked masked = masking.apply(sentence(20), masking.count(22, random), random);
            chosen += masked.positions().length;
            for (int i = 0; i < masked.positions().length; i++) {
                int id = masked.ids()[masked.positions()[i]];
                replacedByMask += id == MASK ? 1 : 0;
                unchanged += id == masked.labels()[i] ? 1 : 0;
            }
        }

        assertThat(chosen / 40_000.0).isCloseTo(0.15, within(0.01));
        assertThat((double) replacedByMask / chosen).isCloseTo(0.8 + 0.1 / 50, within(0.02));
        assertThat((double) unchanged / chosen).isCloseTo(0.1 + 0.1 / 50, within(0.02));
    }

    @Example
    void theSameRandomStateGivesTheSameMasks() {
        Masked first = masking.apply(sentence(30), 5, new Random(9));
        Masked second = masking.apply(sentence(30), 5, new Random(9));

        assertThat(Arrays.equals(first.ids(), second.ids())).isTrue();
    }

    private static int[] sentence(int words) {
        return IntStream.concat(
                        IntStream.concat(
                                IntStream.of(1), IntStream.range(0, words).map(i -> 5 + i)),
                        IntStream.of(2))
                .toArray();
    }
}
