package dev.mixlab.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.mixlab.text.EncodedExample;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class RandomMasksTest {

    private static final int MASK = 4;
    private static final int TARGET = 3;

    /** Seven tokens: two special ones, the target, and four that can be masked. */
    private static final EncodedExample EXAMPLE = new EncodedExample(
            "e",
            new int[] {2, 10, 11, MASK, 12, 13, 3},
            List.of("[CLS]", "a", "b", "[MASK]", "c", "d", "[SEP]"),
            new int[] {-1, 0, 1, 2, 3, 4, -1},
            TARGET,
            new int[] {2},
            20,
            21);

    private static final List<EncodedExample> MANY = Collections.nCopies(20_000, EXAMPLE);

    private static long masked(EncodedExample example) {
        return Arrays.stream(example.inputIds()).filter(id -> id == MASK).count() - 1;
    }

    @Test
    void masksInTheWantedShareOfTheExamplesAnyNumberOfWordsAsOftenAsAnyOther() {
        List<EncodedExample> drawn = new RandomMasks(0.4, 7, 1).in(MANY);
        for (int count = 1; count <= 4; count++) {
            long wanted = count;
            // Five numbers of words, from none to four, share the 40 %; three standard deviations are 0.006.
            assertThat(drawn.stream()
                                    .filter(example -> masked(example) == wanted)
                                    .count()
                            / 20_000.0)
                    .isCloseTo(0.08, within(0.006));
        }
        for (int token : new int[] {1, 2, 4, 5}) {
            assertThat(drawn.stream()
                                    .filter(example -> example.inputIds()[token] == MASK)
                                    .count()
                            / 20_000.0)
                    .as("token %s", token)
                    .isCloseTo(0.2, within(0.009));
        }
    }

    @Test
    void keepsSpecialTokensTargetAndWords() {
        for (EncodedExample example : new RandomMasks(1, 7, 1).in(MANY.subList(0, 200))) {
            for (int token = 0; token < 7; token++) {
                boolean ordinary = List.of(1, 2, 4, 5).contains(token);
                boolean same = example.inputIds()[token] == EXAMPLE.inputIds()[token];
                assertThat(same || (ordinary && example.inputIds()[token] == MASK))
                        .isTrue();
                assertThat(example.pieces().get(token).equals("[MASK]")).isEqualTo(example.inputIds()[token] == MASK);
            }
            assertThat(example.target()).isEqualTo(TARGET);
            assertThat(example.cues()).containsExactly(2);
            assertThat(example.goodId()).isEqualTo(20);
        }
        assertThat(EXAMPLE.inputIds()).containsExactly(2, 10, 11, MASK, 12, 13, 3);
    }

    @Test
    void drawsByTheSeedTheEpochAndThePlaceAlone() {
        List<int[]> first = ids(new RandomMasks(0.5, 7, 2), 100);
        assertThat(differ(first, ids(new RandomMasks(0.5, 7, 2), 200).subList(0, 100)))
                .isFalse();
        assertThat(differ(first, ids(new RandomMasks(0.5, 7, 3), 100))).isTrue();
        assertThat(differ(first, ids(new RandomMasks(0.5, 8, 2), 100))).isTrue();
    }

    private static List<int[]> ids(RandomMasks masks, int examples) {
        return masks.in(MANY.subList(0, examples)).stream()
                .map(EncodedExample::inputIds)
                .toList();
    }

    private static boolean differ(List<int[]> one, List<int[]> other) {
        return !Arrays.deepEquals(one.toArray(), other.toArray());
    }

    @Test
    void leavesAllAsTheyAreByDefault() {
        FineTuningSettings paper = FineTuningSettings.paper();
        assertThat(RandomMasks.of(paper, 1).in(MANY)).isSameAs(MANY);
    }
}
