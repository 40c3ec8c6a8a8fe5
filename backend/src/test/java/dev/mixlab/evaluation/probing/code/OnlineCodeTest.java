package dev.mixlab.evaluation.probing.code;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.mixlab.common.CancelledException;
import dev.mixlab.common.InvalidInputException;
import dev.mixlab.evaluation.probing.code.LabelCode.Order;
import dev.mixlab.evaluation.probing.network.ProbeData;
import dev.mixlab.evaluation.statistics.Bootstrap;
import dev.mixlab.evaluation.statistics.Estimate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OnlineCodeTest {

    private static final ProbeLearner UNDECIDED = (transmitted, next, seed, listener) ->
            next.stream().map(task -> new double[task.size()][task.classes()]).toArray(double[][][]::new);

    private static final ProbeSettings FEW_EPOCHS = new ProbeSettings(128, 1e-3, 32, 20, 8, 0.1);

    @Test
    void theCodeOfAProbeThatAlwaysSaysOneHalfIsOneBitPerExample() {
        CodeLength length = length(UNDECIDED, separable(1000), 1);

        assertThat(length.total()).isEqualTo(1000);
        assertThat(length.bits()).containsOnly(1);
        assertThat(length.uniform()).isEqualTo(1000);
        assertThat(length.compression()).isEqualTo(1);
        assertThat(length.portions()).hasSize(8);
        assertThat(length.portions().stream()
                        .mapToInt(CodeLength.Portion::examples)
                        .sum())
                .isEqualTo(1000);
        assertThat(repeated(length).compression(new Bootstrap(1000, 50, 1))).isEqualTo(new Estimate(1, 1, 1, 1000, 0));
    }

    @Test
    void labelsCostMinusTheLogarithmOfTheirProbabilityInBits() {
        double[][] logits = {{0, Math.log(3)}, {1000, 0}, {Math.log(3), 0}};

        assertThat(CodeLength.bits(logits, new int[] {0, 0, 0}))
                .containsExactly(new double[] {2, 0, Math.log(4 / 3.0) / Math.log(2)}, within(1e-12));
    }

    @Test
    void portionsEndWhereThePaperCutsThem() {
        assertThat(ends(1000)).containsExactly(8, 16, 32, 63, 125, 250, 500, 1000);
        assertThat(ends(10)).containsExactly(1, 3, 5, 10);
        assertThat(ends(1)).containsExactly(1);
    }

    @Test
    void aProbeLearnsFromWhatCameBeforeAndPredictsWhatComesNext() {
        List<Integer> learnt = new ArrayList<>();
        List<Integer> predicted = new ArrayList<>();
        ProbeLearner noting = (transmitted, next, seed, listener) -> {
            learnt.add(transmitted.get(0).size());
            predicted.add(next.get(0).size());
            return UNDECIDED.predict(transmitted, next, seed, listener);
        };
        length(noting, separable(1000), 1);

        assertThat(learnt).containsExactly(8, 16, 32, 63, 125, 250, 500);
        assertThat(predicted).containsExactly(8, 16, 31, 62, 125, 250, 500);
    }

    @Test
    void theControlKeepsHowOftenEachLabelOccurs() {
        List<Integer> ones = new ArrayList<>();
        ProbeLearner counting = (transmitted, next, seed, listener) -> {
            ones.add(Arrays.stream(transmitted.get(0).labels()).sum()
                    + Arrays.stream(next.get(0).labels()).sum());
            return UNDECIDED.predict(transmitted, next, seed, listener);
        };
        ProbeData data = separable(400);

        standard(counting).controls(List.of(new Order(List.of(data), 3)), CodingListener.none());

        assertThat(ones.get(ones.size() - 1))
                .isEqualTo(Arrays.stream(data.labels()).sum());
    }

    @Test
    void separableFeaturesCompressStrongly() {
        CodeLength length = length(new MlpLearner(FEW_EPOCHS), separable(600), 5);

        assertThat(length.compression()).isGreaterThan(5);
    }

    @Test
    void randomLabelsDoNotCompress() {
        OnlineCode code = standard(new MlpLearner(FEW_EPOCHS));

        CodeLength control = code.controls(List.of(new Order(List.of(separable(600)), 5)), CodingListener.none())
                .get(0)
                .get(0);

        assertThat(control.compression()).isBetween(0.8, 1.05);
        assertThat(repeated(control).compression(new Bootstrap(600, 500, 1)))
                .satisfies(figure -> assertThat(figure.low()).isLessThan(figure.mean()))
                .satisfies(figure -> assertThat(figure.high()).isGreaterThan(figure.mean()));
    }

    @Test
    void theSeedDecidesTheCodeLength() {
        ProbeLearner learner = new MlpLearner(new ProbeSettings(8, 1e-3, 32, 3, 3, 0.1));
        ProbeData data = separable(200);

        double first = length(learner, data, 5).total();

        assertThat(length(learner, data, 5).total()).isEqualTo(first);
        assertThat(length(learner, data, 6).total()).isNotEqualTo(first);
    }

    @Test
    void tasksThatAreWorkedOffTogetherAreCodedAsIfAlone() {
        OnlineCode code = standard(new MlpLearner(new ProbeSettings(8, 1e-2, 32, 30, 2, 0.2)));
        ProbeData easy = separable(300);
        ProbeData random = easy.withLabels(
                IntStream.of(ExampleOrder.of(300, 9)).map(i -> i % 2).toArray());

        List<CodeLength> together = code.lengths(List.of(easy, random), 5, CodingListener.none());

        for (int task = 0; task < 2; task++) {
            CodeLength alone = code.lengths(List.of(task == 0 ? easy : random), 5, CodingListener.none())
                    .get(0);
            assertThat(together.get(task).bits()).containsExactly(alone.bits(), within(1e-3));
        }
        assertThat(together.get(0).compression())
                .isGreaterThan(2 * together.get(1).compression());
    }

    @Test
    void bitsAreThoseOfTheExamplesInTheOrderOfTheData() {
        ProbeData data = separable(64);
        ProbeLearner knowing = (transmitted, next, seed, listener) -> next.stream()
                .map(task -> IntStream.range(0, task.size())
                        .mapToObj(i -> new double[] {0, task.features()[i][0]})
                        .toArray(double[][]::new))
                .toArray(double[][][]::new);

        CodeLength length = length(knowing, data, 3);

        for (int i = 0; i < 64; i++) {
            double cost = Math.log1p(Math.exp((data.labels()[i] == 1 ? -1 : 1) * data.features()[i][0])) / Math.log(2);
            assertThat(length.bits()[i])
                    .satisfiesAnyOf(
                            bits -> assertThat(bits).isEqualTo(1),
                            bits -> assertThat(bits).isCloseTo(cost, within(1e-6)));
        }
        assertThat(Arrays.stream(length.bits()).filter(bits -> bits == 1).count())
                .isEqualTo(1);
    }

    @Test
    void cancellingStopsBeforeTheNextBlock() {
        CodingListener cancelling = new CodingListener() {

            @Override
            public boolean cancelled() {
                return true;
            }

            @Override
            public void coded(long done, long all) {}
        };

        assertThatThrownBy(() -> standard(UNDECIDED).lengths(List.of(separable(100)), 1, cancelling))
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

    @Test
    void severalRunsProbeAtOnceAsEachWouldAlone() throws Exception {
        MlpLearner learner = new MlpLearner(FEW_EPOCHS);
        double[] alone = length(learner, separable(200), 1).bits();

        List<CompletableFuture<double[]>> together = IntStream.range(0, 3)
                .mapToObj(run -> CompletableFuture.supplyAsync(
                        () -> length(learner, separable(200), 1).bits(), task -> new Thread(task).start()))
                .toList();
        for (CompletableFuture<double[]> bits : together) {
            assertThat(bits.get(5, TimeUnit.MINUTES)).containsExactly(alone);
        }
    }

    private static List<Integer> ends(int examples) {
        return standard(UNDECIDED).ends(examples).stream()
                .map(OnlineCode.End::end)
                .toList();
    }

    private static CodeLength length(ProbeLearner learner, ProbeData data, long seed) {
        return standard(learner)
                .lengths(List.of(data), seed, CodingListener.none())
                .get(0);
    }

    private static RepeatedCode repeated(CodeLength... orders) {
        return new RepeatedCode(List.of(orders));
    }

    /** What is worked off together has nothing to do with each other: an order is coded as it would be alone, with its own probes. */
    @Test
    void severalOrdersAreCodedAsIfAlone() {
        OnlineCode code = standard(new MlpLearner(new ProbeSettings(8, 1e-2, 32, 30, 2, 0.2)));
        List<Order> orders = List.of(new Order(List.of(separable(300)), 5), new Order(List.of(separable(300)), 1005));

        List<List<CodeLength>> together = code.lengths(orders, CodingListener.none());

        double[] first = length(code.learner(), separable(300), 5).bits();
        assertThat(together.get(0).get(0).bits()).containsExactly(first, within(1e-3));
        assertThat(together.get(1).get(0).bits()).isNotEqualTo(first);
        assertThat(together.get(0).get(0).portions().get(0).bits()).containsOnly(1);
    }

    @Test
    void theIntervalOfSeveralOrdersKnowsHowTheyDiffer() {
        double[] few = new double[400];
        double[] many = new double[400];
        Arrays.fill(few, 0.2);
        Arrays.fill(many, 0.4);
        CodeLength one = new CodeLength(2, few, List.of());
        CodeLength other = new CodeLength(2, many, List.of());

        Estimate alone = repeated(one).compression(new Bootstrap(400, 500, 1));
        RepeatedCode code = repeated(one, other);
        Estimate both = code.compression(new Bootstrap(400, 500, 1));

        assertThat(alone.high() - alone.low()).isLessThan(1e-9);
        assertThat(both.mean()).isCloseTo(1 / 0.3, within(1e-9));
        assertThat(both.low()).isCloseTo(2.5, within(1e-9));
        assertThat(both.high()).isCloseTo(5, within(1e-9));
        assertThat(code.compressions()).containsExactly(new double[] {5, 2.5}, within(1e-9));
        assertThat(code.deviation()).isCloseTo(2.5 / Math.sqrt(2), within(1e-9));
        assertThat(repeated(one).deviation()).isNaN();
    }

    private static OnlineCode standard(ProbeLearner learner) {
        return new OnlineCode(learner, OnlineCode.STANDARD_SHARES);
    }

    /** Normal noise of 16 components, the first two moved far by the label. */
    static ProbeData separable(int examples) {
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
