package dev.mixlab.evaluation.probing.code;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.mixlab.evaluation.probing.network.BatchedProbes;
import dev.mixlab.evaluation.probing.network.ProbeData;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PublishedCodeTest {

    /** What a label of which the probe is certain costs under a soft-max of a soft-max. */
    private static final double FLOOR = Math.log(1 + Math.exp(-1));

    @Test
    void aCertainPredictionStillCostsALogarithm() {
        double[][] certain = {{1, 0}, {0, 1}, {0.5, 0.5}};

        assertThat(PublishedLoss.nats(certain, new int[] {0, 0, 0}))
                .containsExactly(new double[] {FLOOR, FLOOR + 1, Math.log(2)}, within(1e-12));
    }

    @Test
    void noLabelBehindTheFirstPortionCostsLessThanTheFloorOrMoreThanOneAboveIt() {
        CodeLength length = length(OnlineCodeTest.separable(1000));

        assertThat(Arrays.stream(length.bits()).filter(bits -> bits == 1)).hasSize(8);
        assertThat(Arrays.stream(length.bits()).filter(bits -> bits != 1 && bits != 0))
                .allSatisfy(nats -> assertThat(nats).isBetween(FLOOR - 1e-6, FLOOR + 1 + 1e-6));
        assertThat(length.compression()).isLessThan(1000 / (8 + 992 * FLOOR) + 1e-9);
    }

    @Test
    void theFirstPortionIsCountedInBitsAndTheOthersInNats() {
        ProbeData empty = new ProbeData(
                new float[1000][4], IntStream.range(0, 1000).map(i -> i % 2).toArray(), 2);

        CodeLength length = length(empty);

        assertThat(length.portions().get(0).total()).isEqualTo(8);
        assertThat(length.portions().get(7).total() / length.portions().get(7).examples())
                .isCloseTo(Math.log(2), within(0.01));
        assertThat(length.compression()).isBetween(1.35, 1.5);
    }

    @Test
    void theLearningRateIsZeroAfterOneEpoch() {
        assertThat(PublishedProbe.rate(1, 4)).isEqualTo(1e-3);
        assertThat(PublishedProbe.rate(4, 4)).isCloseTo(0.25e-3, within(1e-12));
        assertThat(PublishedProbe.rate(5, 4)).isZero();
        assertThat(PublishedProbe.rate(60, 4)).isZero();
    }

    @Test
    void furtherEpochsChangeNothing() {
        List<ProbeData> tasks = List.of(OnlineCodeTest.separable(300));
        int[] order = IntStream.range(0, 300).toArray();
        try (BatchedProbes stack = PublishedProbe.stack(tasks, 300, List.of(new Random(1)));
                BatchedProbes.Examples examples = stack.examples(tasks)) {
            double[][] before = stack.logits(examples)[0];
            stack.epoch(examples, order, PublishedCode.BATCH);
            double[][] first = stack.logits(examples)[0];
            stack.epoch(examples, order, PublishedCode.BATCH);

            assertThat(first[0]).isNotEqualTo(before[0]);
            assertThat(stack.logits(examples)[0]).isDeepEqualTo(first);
        }
    }

    @Test
    void theEpochIsChosenByTheLabelsThatAreCoded() {
        List<ProbeData> coded = List.of(new ProbeData(new float[2][1], new int[] {0, 1}, 2));
        PublishedChoice choice = new PublishedChoice(coded);

        choice.offer(new double[][][] {{{0.2, 0.8}, {0.8, 0.2}}});
        choice.offer(new double[][][] {{{1, 0}, {0, 1}}});
        choice.offer(new double[][][] {{{0.4, 0.6}, {0.4, 0.6}}});

        assertThat(choice.least()[0]).containsExactly(new double[] {FLOOR, FLOOR}, within(1e-12));
    }

    @Test
    void trainingStopsWhenTheCodedBlockHasNotBecomeBetterThanTheEpochBeforeFiveTimes() {
        PublishedChoice choice = new PublishedChoice(List.of(new ProbeData(new float[1][1], new int[] {0}, 2)));
        double[][][] same = {{{0.5, 0.5}}};
        for (int epoch = 0; epoch < 5; epoch++) {
            choice.offer(same);
            assertThat(choice.open()).isTrue();
        }

        choice.offer(same);

        assertThat(choice.open()).isFalse();
    }

    @Test
    void someExamplesAreNeverCoded() {
        List<PublishedCode.Block> blocks = PublishedCode.blocks(2238);

        assertThat(blocks.stream().map(PublishedCode.Block::size)).containsExactly(18, 17, 35, 68, 139, 279, 559, 1119);
        assertThat(blocks.stream().mapToInt(PublishedCode.Block::size).sum()).isEqualTo(2234);
    }

    @Test
    void theSeedDecidesTheLength() {
        ProbeData data = OnlineCodeTest.separable(200);

        assertThat(length(data).bits()).isEqualTo(length(data).bits());
    }

    private static CodeLength length(ProbeData data) {
        return new PublishedCode()
                .lengths(List.of(data), 42, CodingListener.none())
                .get(0);
    }
}
