package dev.mixlab.evaluation.probing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import dev.mixlab.evaluation.EvaluatingSettings;
import dev.mixlab.evaluation.probing.code.CodeLength;
import dev.mixlab.evaluation.probing.code.CodeLength.Portion;
import dev.mixlab.evaluation.probing.code.RepeatedCode;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class CodedPortionTest {

    private static final EvaluatingSettings SETTINGS = EvaluatingSettings.standard();

    private static CodeLength code(double[]... blocks) {
        double[] all = Arrays.stream(blocks).flatMapToDouble(Arrays::stream).toArray();
        List<Portion> portions = Arrays.stream(blocks)
                .map(bits -> new Portion((double) bits.length / all.length, bits))
                .toList();
        return new CodeLength(2, all, portions);
    }

    private static List<CodedPortion> portions(CodeLength code) {
        return CodedPortion.of(List.of(new RepeatedCode(List.of(code))), SETTINGS)
                .get(0);
    }

    private static double[] drawn(int examples) {
        return new SplittableRandom(3).doubles(examples).toArray();
    }

    @Test
    void equalBitsLeaveNothingOpen() {
        assertThat(portions(code(new double[] {1, 1}, new double[] {0.5, 0.5, 0.5, 0.5})))
                .extracting(CodedPortion::bits, CodedPortion::low, CodedPortion::high, CodedPortion::sumLow)
                .containsExactly(tuple(2.0, 2.0, 2.0, 2.0), tuple(2.0, 2.0, 2.0, 3.0));
    }

    @Test
    void intervalsHaveTheWidthOfTheStandardError() {
        double[] bits = drawn(400);
        CodedPortion portion = portions(code(bits)).get(0);

        // A uniform variable has the variance 1/12, a sum of n of them n/12.
        double width = 2 * 1.96 * Math.sqrt(400 / 12.0);
        assertThat(portion.bits()).isBetween(portion.low(), portion.high());
        assertThat(portion.high() - portion.low()).isCloseTo(width, within(0.1 * width));
        assertThat(List.of(portion.sumLow(), portion.sumHigh())).isEqualTo(List.of(portion.low(), portion.high()));
    }

    @Test
    void sumsHoldAllBlocksSoFar() {
        List<CodedPortion> portions = portions(code(new double[] {1, 1, 1}, drawn(50), drawn(30)));

        double sum = 0;
        for (CodedPortion portion : portions) {
            sum += portion.bits();
            assertThat(sum).isBetween(portion.sumLow() - 1e-5, portion.sumHigh() + 1e-5);
        }
    }

    @Test
    void aBlockWithoutExamplesTakesNoBits() {
        CodedPortion empty = portions(code(new double[0], new double[] {1, 2})).get(0);

        assertThat(empty).isEqualTo(new CodedPortion(0, 0, 0, 0, 0, 0, 0));
    }
}
