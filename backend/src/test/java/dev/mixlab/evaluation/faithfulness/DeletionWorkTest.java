package dev.mixlab.evaluation.faithfulness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

class DeletionWorkTest {

    @Test
    void noMoreSentencesAreAlteredThanThereAreSetsOfTokens() {
        // Of four tokens 1 (and 3) or 2 are deleted: 4 + 4 + 6 sets.
        assertThat(DeletionWork.sentences(4, 1_000_000)).isCloseTo(14, within(1e-6));
        assertThat(DeletionWork.sentences(1, 1_000_000)).isZero();
    }

    @Test
    void fewOrdersOfManyTokensHaveSixSentencesEach() {
        // Of 40 tokens 1, 2, 4, 8 or 20 are deleted, or left.
        assertThat(DeletionWork.sentences(40, 2)).isCloseTo(0.55 * 2 * 10, Percentage.withPercentage(5));
    }

    @Test
    void aSentenceOfTheSampleDataHasAsManyAsWereCounted() {
        // Counted: 281 a sentence of 13.3 tokens on average, with 243 orders of all default methods in six layers.
        assertThat(DeletionWork.sentences(10, 243)).isCloseTo(281, Percentage.withPercentage(15));
    }
}
