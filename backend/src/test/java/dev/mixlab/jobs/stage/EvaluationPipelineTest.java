package dev.mixlab.jobs.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mixlab.common.CancelledException;
import dev.mixlab.common.InvalidInputException;
import dev.mixlab.data.CueUnit;
import dev.mixlab.evaluation.EstimateTable;
import dev.mixlab.evaluation.EstimateTable.VariantEstimates;
import dev.mixlab.evaluation.EvaluatingSettings;
import dev.mixlab.evaluation.EvaluationInfo;
import dev.mixlab.evaluation.Measure;
import dev.mixlab.evaluation.MeasureValues;
import dev.mixlab.evaluation.MethodVariant;
import dev.mixlab.evaluation.PiecePooling;
import dev.mixlab.evaluation.suite.Evaluations;
import dev.mixlab.jobs.ToyModel;
import dev.mixlab.jobs.Workbench;
import dev.mixlab.jobs.chunk.ChunkQueue;
import dev.mixlab.jobs.cost.Estimator;
import dev.mixlab.jobs.encoding.DataEncoder;
import dev.mixlab.jobs.encoding.EncodedData;
import dev.mixlab.mixing.ScoringMethods;
import dev.mixlab.mixing.method.Aggregation;
import dev.mixlab.mixing.method.MachineBudget;
import dev.mixlab.mixing.method.MethodInfo;
import dev.mixlab.mixing.method.ScoreOptions.Rows;
import dev.mixlab.run.Run;
import dev.mixlab.run.StageState;
import dev.mixlab.run.estimate.CostEstimate;
import dev.mixlab.run.id.ScoreRunId;
import dev.mixlab.run.score.EvaluationRuns;
import dev.mixlab.run.score.EvaluationRuns.Evaluated;
import dev.mixlab.run.score.ScoreRun;
import dev.mixlab.run.spec.PipelineSpec;
import dev.mixlab.run.spec.ScoringSettings;
import dev.mixlab.run.spec.StageName;
import dev.mixlab.store.TestDatabase;
import java.time.Clock;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EvaluationPipelineTest {

    private static final List<String> BOTH = List.of("cue_alignment", "faithfulness");
    private static final EvaluatingSettings FEW =
            new EvaluatingSettings(100, 42, PiecePooling.SUM, List.of(CueUnit.values()), 6, 2);

    private Workbench bench;

    @BeforeEach
    void open() {
        bench = new Workbench(TestDatabase.fresh());
    }

    @AfterEach
    void close() {
        bench.close();
    }

    private static PipelineSpec spec() {
        return Workbench.spec(20, 1).withEvaluations(BOTH, FEW);
    }

    private static ScoreRunId before(Run run) {
        return Objects.requireNonNull(run.results().scoresBefore());
    }

    private EvaluationRuns stored() {
        return bench.stores.evaluations();
    }

    @Test
    void bothSidesAreEvaluated() throws InterruptedException {
        Run run = bench.succeed(Workbench.spec(20, 3).withEvaluations(BOTH, FEW));

        assertThat(run.stages())
                .extracting(StageState::name)
                .containsExactlyElementsOf(EnumSet.complementOf(EnumSet.of(StageName.FIT_HEAD)));
        assertThat(run.stages()).extracting(StageState::status).containsOnly(StageState.Status.DONE);
        assertThat(run.stage(StageName.EVALUATE_AFTER).done()).isEqualTo(40);
        assertThat(run.progress().done()).isEqualTo(run.progress().total()).isEqualTo(20 + 40 + 60 + 20 + 40);
        for (ScoreRunId side :
                List.of(before(run), Objects.requireNonNull(run.results().scoresAfter()))) {
            assertThat(stored().list(side)).extracting(Evaluated::evaluation).containsExactlyElementsOf(BOTH);
            assertThat(stored().groups(side).get(0).members()).hasSize(20);
        }
        assertThat(stored().column(before(run), "cue_dot", new MethodVariant("attn", Aggregation.NONE)))
                .extracting(MeasureValues::values)
                .isNotEqualTo(stored().column(
                                Objects.requireNonNull(run.results().scoresAfter()),
                                "cue_dot",
                                new MethodVariant("attn", Aggregation.NONE))
                        .values());
    }

    @Test
    void aRunWithoutEvaluationsHasNoStagesOfThem() throws InterruptedException {
        Run run = bench.succeed(Workbench.spec(20, 1));

        assertThat(run.stages()).extracting(StageState::name).noneMatch(StageName::evaluates);
        assertThat(stored().list(before(run))).isEmpty();
        assertThat(bench.stores.scores().get(before(run)).methods()).doesNotContain("random");
    }

    @ParameterizedTest
    @EnumSource
    void everyEvaluationIsMadeOfEveryViewThatTheStoredRowsAllow(Rows rows) throws InterruptedException {
        List<String> all = Evaluations.infos().stream().map(EvaluationInfo::id).toList();
        PipelineSpec small = Workbench.spec(12, 1);
        PipelineSpec spec = new PipelineSpec(
                "all",
                small.modelId(),
                small.dataId(),
                12,
                small.fineTuning(),
                ScoringMethods.ids(),
                ScoringSettings.standard().withRows(rows),
                all,
                FEW,
                null);
        Run run = bench.succeed(spec);

        ScoreRun scored = bench.stores.scores().get(before(run));
        List<MethodVariant> variants = EvaluationInputs.variants(scored, rows);
        assertThat(variants).hasSizeGreaterThanOrEqualTo(ScoringMethods.ids().size());
        assertThat(stored().list(scored.id()))
                .extracting(Evaluated::evaluation)
                .containsExactlyInAnyOrderElementsOf(all);
        for (EvaluationInfo info : Evaluations.infos()) {
            for (Measure measure : info.measures()) {
                EstimateTable table = stored().figures(scored.id(), measure.id(), "all");
                assertThat(table.views()).extracting(VariantEstimates::view).isEqualTo(variants);
                for (VariantEstimates figures : table.views()) {
                    assertThat(figures.mean())
                            .as("%s of %s", measure.id(), figures.view())
                            .hasSize(figures.view().layers(scored.layers()))
                            .allMatch(
                                    takesPart(measure, figures.view(), rows, scored.layers())
                                            ? mean -> (mean >= measure.minimum() && mean <= measure.maximum())
                                                    || (Double.isNaN(mean)
                                                            && measure.id().equals("attractor_share"))
                                            : mean -> Double.isNaN(mean));
                }
            }
        }
    }

    /** Tokens are removed by whole maps of every layer alone; all other measures are of every view. */
    private static boolean takesPart(Measure measure, MethodVariant view, Rows rows, int layers) {
        return !measure.id().startsWith("removal_")
                || (rows == Rows.ALL
                        && view.layers(layers) == layers
                        && ScoringMethods.of(List.of(view.method()))
                                        .get(0)
                                        .info()
                                        .kind()
                                == MethodInfo.Kind.CONTEXT_MIXING);
    }

    @Test
    void whatIsStoredIsNotMadeAgainUnlessItsSettingsChange() throws InterruptedException {
        PipelineSpec spec = spec();
        Run run = bench.succeed(spec);
        ScoreRun scored = bench.stores.scores().get(before(run));
        List<Evaluated> first = stored().list(scored.id());

        stage(run, spec, () -> false).evaluate(StageName.EVALUATE_BEFORE, scored, new ToyModel());
        assertThat(stored().list(scored.id())).isEqualTo(first);

        PipelineSpec other = spec.withEvaluations(
                List.of("cue_alignment"),
                new EvaluatingSettings(100, 43, PiecePooling.MEAN, List.of(CueUnit.values()), 6, 2));
        EstimateTable before = stored().figures(scored.id(), "cue_dot", "all");
        stage(run, other, () -> false).evaluate(StageName.EVALUATE_BEFORE, scored, new ToyModel());
        List<Evaluated> second = stored().list(scored.id());
        assertThat(second).hasSize(2);
        assertThat(second)
                .filteredOn(one -> one.evaluation().equals("faithfulness"))
                .isSubsetOf(first);
        assertThat(second)
                .filteredOn(one -> one.evaluation().equals("cue_alignment"))
                .noneMatch(one -> first.stream().anyMatch(old -> old.specHash().equals(one.specHash())));
        assertThat(stored().figures(scored.id(), "cue_dot", "all")).isNotEqualTo(before);
    }

    @Test
    void anEvaluationThatIsStoppedStoresNothingOfIt() throws InterruptedException {
        Run run = bench.succeed(Workbench.spec(20, 1).withEvaluations(List.of("cue_alignment"), FEW));
        ScoreRun scored = bench.stores.scores().get(before(run));
        PipelineSpec asked = spec();

        int[] questions = {0};
        EvaluateStage stage = stage(run, asked, () -> ++questions[0] > 10);
        assertThatThrownBy(() -> stage.evaluate(StageName.EVALUATE_BEFORE, scored, new ToyModel()))
                .isInstanceOf(CancelledException.class);
        assertThat(stored().list(scored.id())).extracting(Evaluated::evaluation).containsExactly("cue_alignment");
    }

    private EvaluateStage stage(Run run, PipelineSpec spec, BooleanSupplier stopping) {
        RunReporter reporter = new RunReporter(bench.stores, run, Clock.systemUTC(), stopping);
        DataEncoder encoder = new DataEncoder(bench.stores.models(), bench.stores.dataSets());
        EncodedData data = encoder.prepare(spec);
        Estimator estimator = new Estimator(
                bench.stores.models(),
                bench.stores.texts(),
                bench.stores.throughputs(),
                new Estimator.Limits(bench.machine, 1));
        PipelineJob.Tools tools = new PipelineJob.Tools(
                bench.stores,
                encoder,
                estimator,
                EnvironmentProbe.probe("test"),
                MachineBudget.ofMachine(),
                ChunkQueue.unshared());
        return new EvaluateStage(tools, reporter, spec, new EvaluateStage.Inputs(data, estimator.times(spec, data)));
    }

    @Test
    void theEstimateGoesByThePaceOfPastEvaluations() throws InterruptedException {
        PipelineSpec spec = spec();
        CostEstimate without = bench.queue.estimate(Workbench.spec(20, 1));
        CostEstimate unknown = bench.queue.estimate(spec);
        assertThat(unknown.seconds()).isGreaterThan(without.seconds());
        assertThat(unknown.bytes()).isGreaterThan(without.bytes());
        assertThat(unknown.basis()).contains("no past run");

        bench.succeed(spec);

        assertThat(bench.queue.estimate(spec).basis()).contains("past runs of models of the size of toy");
    }

    @Test
    void anEvaluationThatIsNotKnownIsRefusedAndNothingIsStored() {
        PipelineSpec spec = Workbench.spec(20, 1).withEvaluations(List.of("astrology"), FEW);

        assertThatThrownBy(() -> bench.queue.launch(spec))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("evaluations: unknown evaluation astrology")
                .hasMessageContaining("cue_alignment");
        assertThatThrownBy(() -> Workbench.spec(20, 1).withEvaluations(List.of("probing", "probing"), FEW))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("probing");
    }
}
