package dev.mixlab.jobs.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.mixlab.data.CueUnit;
import dev.mixlab.evaluation.EstimateTable;
import dev.mixlab.evaluation.EstimateTable.VariantEstimates;
import dev.mixlab.evaluation.EvaluatingSettings;
import dev.mixlab.evaluation.MeasureValues;
import dev.mixlab.evaluation.MethodVariant;
import dev.mixlab.evaluation.PiecePooling;
import dev.mixlab.evaluation.SentenceGroups.Group;
import dev.mixlab.evaluation.faithfulness.BlankedOut;
import dev.mixlab.evaluation.faithfulness.DeletionTable;
import dev.mixlab.jobs.Workbench;
import dev.mixlab.mixing.method.Aggregation;
import dev.mixlab.run.Run;
import dev.mixlab.run.id.ScoreRunId;
import dev.mixlab.run.score.EvaluationRuns;
import dev.mixlab.store.TestDatabase;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The evaluations of one finished run, which the tests only read. */
class StoredEvaluationTest {

    private static Workbench bench;
    private static ScoreRunId scores;

    @BeforeAll
    static void evaluate() throws InterruptedException {
        bench = new Workbench(TestDatabase.fresh());
        Run run = bench.succeed(Workbench.spec(20, 1)
                .withEvaluations(
                        List.of("cue_alignment", "faithfulness"),
                        new EvaluatingSettings(100, 42, PiecePooling.SUM, List.of(CueUnit.AS_PUBLISHED), 6, 2)));
        scores = Objects.requireNonNull(run.results().scoresBefore());
    }

    @AfterAll
    static void close() {
        bench.close();
    }

    private static EvaluationRuns stored() {
        return bench.stores.evaluations();
    }

    @Test
    void theRandomBaselineIsScoredWhereverThereAreEvaluations() {
        assertThat(bench.stores.scores().get(scores).methods())
                .containsExactly("value_zeroing_cosine", "attn", "random");
        assertThat(stored().figures(scores, "cue_dot", "all").views())
                .extracting(figures -> figures.view().method())
                .contains("random");
    }

    @Test
    void aFigureIsTheMeanOfTheStoredValuesOfItsGroup() {
        for (Group group : stored().groups(scores)) {
            EstimateTable table = stored().figures(scores, "cue_average_precision", group.name());
            assertThat(table.examples()).isEqualTo(group.members().length);
            for (VariantEstimates figures : table.views()) {
                MeasureValues column = stored().column(scores, "cue_average_precision", figures.view());
                for (int layer = 0; layer < column.layers(); layer++) {
                    double mean = Arrays.stream(group.of(column.layer(layer)))
                            .average()
                            .orElseThrow();
                    assertThat(figures.mean().get(layer)).isCloseTo(mean, within(1e-5 * mean));
                    assertThat(figures.mean().get(layer))
                            .isBetween(
                                    figures.low().get(layer) - 1e-9,
                                    figures.high().get(layer) + 1e-9);
                    assertThat(figures.n().get(layer)).isEqualTo(group.members().length);
                }
            }
        }
    }

    @Test
    void deletionCurvesAreOfTheSentencesThatWereDrawn() {
        MeasureValues column = stored().column(
                        scores, "comprehensiveness", new MethodVariant("value_zeroing_cosine", Aggregation.ROLLOUT));
        long defined = Arrays.stream(column.layer(1))
                .filter(value -> !Double.isNaN(value))
                .count();
        DeletionTable table = Objects.requireNonNull(stored().document(scores, "deletion", 1, DeletionTable.class));
        assertThat(defined).isEqualTo(6).isEqualTo(table.examples());
        assertThat(table.shares()).hasSize(5);
        EstimateTable figures = stored().figures(scores, "comprehensiveness", "all");
        for (int v = 0; v < table.views().size(); v++) {
            VariantEstimates view = figures.views().get(v);
            double lost = table.whole()
                    - table.views().get(v).curves().without().mean().stream()
                            .mapToDouble(Double::doubleValue)
                            .average()
                            .orElseThrow();
            assertThat(table.views().get(v).view()).isEqualTo(view.view());
            assertThat(view.mean().get(view.mean().size() - 1)).isCloseTo(lost, within(1e-6));
            assertThat(view.n()).containsOnly(6);
        }
        long deleted = 0;
        for (int i = 0; i < 20; i++) {
            BlankedOut blankedOut = Objects.requireNonNull(stored().document(scores, "blank_out", i, BlankedOut.class));
            deleted += blankedOut.deletion() ? 1 : 0;
            assertThat(blankedOut.drops())
                    .hasSize(bench.stores.scores().example(scores, i).tokens().size());
            assertThat(!Double.isNaN(column.layer(0)[i])).isEqualTo(blankedOut.deletion());
        }
        assertThat(deleted).isEqualTo(6);
    }
}
