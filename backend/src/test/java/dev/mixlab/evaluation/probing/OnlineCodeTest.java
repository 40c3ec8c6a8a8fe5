package dev.mixlab.evaluation.probing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.mixlab.common.CancelledException;
import dev.mixlab.common.InvalidInputException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class OnlineCodeTest {

    private static final ProbeLearner UNDECIDED = (transmitted, next, seed) -> new double[next.size()][next.classes()];

    private static final ProbeSettings FEW_EPOCHS = new ProbeSettings(128, 1e-3, 32, 20, 8, 0.1);

    @Test
    void theCodeOfAProbeThatAlwaysSaysOneHalfIsOneBitPerExample() {
        CodeLength length = standard(UNDECIDED).length(separable(1000), 1, () -> false);

        assertThat(length.bits()).isEqualTo(1000);
        assertThat(length.uniform()).isEqualTo(1000);
        assertThat(length.compression()).isEqualTo(1);
        assertThat(length.blocks()).hasSize(8);
    }

    @Test
    void labelsCostMinusTheLogarithmOfTheirProbabilityInBits() {
        double[][] logits = {{0, Math.log(3)}, {1000, 0}, {Math.log(3), 0}};

        assertThat(CodeLength.bits(logits, new int[] {0, 0, 0}))
                .isCloseTo(2 + 0 + Math.log(4 / 3.0) / Math.log(2), within(1e-12));
    }

    @Test
    void portionsEndWhereThePaperCutsThem() {
        assertThat(standard(UNDECIDED).ends(1000)).containsExactly(8, 16, 32, 63, 125, 250, 500, 1000);
        assertThat(standard(UNDECIDED).ends(10)).containsExactly(1, 3, 5, 10);
        assertThat(standard(UNDECIDED).ends(1)).containsExactly(1);
    }

    @Test
    void aProbeLearnsFromWhatCameBeforeAndPredictsWhatComesNext() {
        List<Integer> learnt = new ArrayList<>();
        List<Integer> predicted = new ArrayList<>();
        standard((transmitted, next, seed) -> {
                    learnt.add(transmitted.size());
                    predicted.add(next.size());
                    return UNDECIDED.predict(transmitted, next, seed);
                })
                .length(separable(1000), 1, () -> false);

        assertThat(learnt).containsExactly(8, 16, 32, 63, 125, 250, 500);
        assertThat(predicted).containsExactly(8, 16, 31, 62, 125, 250, 500);
    }

    @Test
    void theControlKeepsHowOftenEachLabelOccurs() {
        List<Integer> ones = new ArrayList<>();
        ProbeLearner counting = (transmitted, next, seed) -> {
            ones.add(Arrays.stream(transmitted.labels()).sum()
                    + Arrays.stream(next.labels()).sum());
            return UNDECIDED.predict(transmitted, next, seed);
        };
        ProbeData data = separable(400);

        standard(counting).control(data, 3, () -> false);

        assertThat(ones.get(ones.size() - 1))
                .isEqualTo(Arrays.stream(data.labels()).sum());
    }

    @Test
    void separableFeaturesCompressStrongly() {
        CodeLength length = standard(new MlpLearner(FEW_EPOCHS)).length(separable(600), 5, () -> false);

        assertThat(length.compression()).isGreaterThan(5);
    }

    @Test
    void randomLabelsDoNotCompress() {
        OnlineCode code = standard(new MlpLearner(FEW_EPOCHS));

        assertThat(code.control(separable(600), 5, () -> false).compression()).isBetween(0.8, 1.05);
    }

    @Test
    void theSeedDecidesTheCodeLength() {
        OnlineCode code = standard(new MlpLearner(new ProbeSettings(8, 1e-3, 32, 3, 3, 0.1)));
        ProbeData data = separable(200);

        double first = code.length(data, 5, () -> false).bits();

        assertThat(code.length(data, 5, () -> false).bits()).isEqualTo(first);
        assertThat(code.length(data, 6, () -> false).bits()).isNotEqualTo(first);
    }

    @Test
    void cancellingStopsBeforeTheNextBlock() {
        assertThatThrownBy(() -> standard(UNDECIDED).length(separable(100), 1, () -> true))
                .isInstanceOf(CancelledException.class);
    }

    @Test
    void portionsThatDoNotEndWithEverythingAreRefused() {
        assertThatThrownBy(() -> new OnlineCode(UNDECIDED, List.of(0.1, 0.5)))
                .isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> new ProbeData(new float[1][2], new int[] {2}, 2))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("label 2 of 2 classes");
    }

    private static OnlineCode standard(ProbeLearner learner) {
        return new OnlineCode(learner, OnlineCode.STANDARD_SHARES);
    }

    /** Normal noise of 16 components, the first two moved far by the label. */
    private static ProbeData separable(int examples) {
        Random random = new Random(11);
        float[][] features = new float[examples][16];
        int[] labels = new int[examples];
        for (int i = 0; i < examples; i++) {
            labels[i] = random.nextInt(2);
            for (int c = 0; c < 16; c++) {
                features[i][c] = (float) random.nextGaussian() + (c < 2 ? 8 * labels[i] - 4 : 0);
            }
        }
        return new ProbeData(features, labels, 2);
    }
}
