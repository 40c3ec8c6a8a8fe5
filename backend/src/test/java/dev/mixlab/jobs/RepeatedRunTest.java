package dev.mixlab.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.mixlab.common.InvalidInputException;
import dev.mixlab.common.NotFoundException;
import dev.mixlab.common.PageRequest;
import dev.mixlab.data.CueUnit;
import dev.mixlab.evaluation.EvaluatingSettings;
import dev.mixlab.evaluation.FigureDifference;
import dev.mixlab.evaluation.MeasureValues;
import dev.mixlab.evaluation.PiecePooling;
import dev.mixlab.run.NewRun;
import dev.mixlab.run.Run;
import dev.mixlab.run.id.RunId;
import dev.mixlab.run.id.ScoreRunId;
import dev.mixlab.run.score.Phase;
import dev.mixlab.run.spec.PipelineSpec;
import dev.mixlab.store.TestDatabase;
import dev.mixlab.web.evaluations.RunDifferences;
import dev.mixlab.web.evaluations.RunDifferences.Row;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A run that is repeated gives the same figures to the last bit; one with another seed gives those of another training. */
class RepeatedRunTest {

    private static final int SENTENCES = 16;
    private static final EvaluatingSettings SETTINGS =
            new EvaluatingSettings(100, 42, PiecePooling.SUM, List.of(CueUnit.AS_PUBLISHED), 4, 2);

    private static Workbench bench;
    private static Run first;
    private static Run repeated;
    private static Run otherSeed;

    @BeforeAll
    static void launch() throws InterruptedException {
        bench = new Workbench(TestDatabase.fresh());
        first = bench.succeed(spec("first", 42));
        repeated = bench.succeed(spec("repeated", 42));
        otherSeed = bench.succeed(spec("another seed", 7));
    }

    /** Batches of 4, so that the order of the sentences, which the seed decides, tells. */
    private static PipelineSpec spec(String name, long seed) {
        PipelineSpec spec = Workbench.spec(SENTENCES, 2);
        return new PipelineSpec(
                        name,
                        spec.modelId(),
                        spec.dataId(),
                        spec.examples(),
                        spec.fineTuning()
                                .withBatchSize(4)
                                .withLearningRate(1e-3)
                                .withSeed(seed),
                        spec.methods())
                .withEvaluations(List.of("cue_alignment", "probing", "faithfulness"), SETTINGS);
    }

    @AfterAll
    static void close() {
        bench.close();
    }

    private static RunDifferences between(Run one, Run other) {
        return RunDifferences.between(one, other, bench.stores.scores(), bench.stores.evaluations());
    }

    private static double[] values(ScoreRunId id, Row row) {
        MeasureValues column =
                bench.stores.evaluations().column(id, row.measure(), Objects.requireNonNull(row.variant()));
        return column.layer(Objects.requireNonNull(row.layer()));
    }

    private static double mean(double[] values) {
        double sum = 0;
        int n = 0;
        for (double value : values) {
            sum += Double.isNaN(value) ? 0 : value;
            n += Double.isNaN(value) ? 0 : 1;
        }
        return sum / n;
    }

    @Test
    void everyFigureOfARepeatedRunAgreesToTheLastBit() {
        RunDifferences differences = between(first, repeated);
        assertThat(differences.rows())
                .hasSizeGreaterThan(100)
                .allMatch(row -> row.figure().identical());
        assertThat(differences.onlyFirst() + differences.onlySecond()).isZero();
        assertThat(differences.sides())
                .hasSize(2)
                .allSatisfy(side -> assertThat(side.sentences()).hasSize(SENTENCES));
        assertThat(differences.rows())
                .extracting(Row::measure)
                .contains("accuracy", "probability_good", "cue_dot", "comprehensiveness", "probing_compression");
    }

    @Test
    void aRepetitionIsRecordedAndOneOfOtherSettingsIsRefused() {
        Run again = bench.queue.launch(new NewRun(first.spec().withName("again"), first.id()));
        assertThat(again.repeats()).isEqualTo(first.id());
        bench.queue.cancel(again.id());

        long before = count();
        assertThatThrownBy(() -> bench.queue.launch(new NewRun(otherSeed.spec(), first.id())))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("repeats: run %s has other settings than this one, which does not repeat it", first.id());
        RunId nobody = RunId.fresh();
        assertThatThrownBy(() -> bench.queue.launch(new NewRun(first.spec(), nobody)))
                .isInstanceOf(NotFoundException.class)
                .hasMessage("there is no run %s", nobody);
        assertThat(count()).isEqualTo(before);
    }

    private static long count() {
        return bench.stores.runs().list(null, new PageRequest(0, 1)).total();
    }

    @Test
    void anotherSeedChangesNothingBeforeFineTuningAndEverythingThatFollowsFromTheWeightsAfterIt() {
        RunDifferences differences = between(first, otherSeed);
        assertThat(differences.rows().stream().filter(row -> row.phase() == Phase.BEFORE))
                .isNotEmpty()
                .allMatch(row -> row.figure().identical());
        assertThat(differences.rows().stream()
                        .filter(row -> row.phase() == Phase.AFTER)
                        .filter(row -> row.measure().equals("probability_good")))
                .hasSize(1)
                .allSatisfy(row -> assertThat(row.figure().differing()).isEqualTo(SENTENCES));
    }

    @Test
    void differencesAreThoseOfTheStoredValues() {
        ScoreRunId one = Objects.requireNonNull(first.results().scoresAfter());
        ScoreRunId other = Objects.requireNonNull(otherSeed.results().scoresAfter());
        List<Row> rows = between(first, otherSeed).rows().stream()
                .filter(row -> row.phase() == Phase.AFTER && row.variant() != null)
                .toList();
        assertThat(rows).hasSizeGreaterThan(50);
        for (Row row : rows) {
            double[] before = values(one, row);
            double[] after = values(other, row);
            FigureDifference figure = row.figure();
            assertThat(figure.first()).isCloseTo(mean(before), within(1e-12));
            assertThat(figure.second()).isCloseTo(mean(after), within(1e-12));
            assertThat(figure.differing()).isEqualTo((int) IntStream.range(0, before.length)
                    .filter(i -> Double.compare(before[i], after[i]) != 0)
                    .count());
        }
        double accuracy = Objects.requireNonNull(first.results().accuracyAfter());
        assertThat(between(first, otherSeed).rows().stream()
                        .filter(row -> row.phase() == Phase.AFTER)
                        .filter(row -> row.measure().equals("accuracy")))
                .hasSize(1)
                .allSatisfy(row -> assertThat(row.figure().first()).isCloseTo(accuracy, within(1e-12)));
    }

    @Test
    void theLargestDifferenceIsOnTop() {
        List<Row> rows = between(first, otherSeed).rows();
        assertThat(rows.get(0).figure().identical()).isFalse();
        assertThat(rows.stream().map(row -> row.figure().size())).isSortedAccordingTo(Comparator.reverseOrder());
        assertThat(rows.get(rows.size() - 1).figure().identical()).isTrue();
    }
}
