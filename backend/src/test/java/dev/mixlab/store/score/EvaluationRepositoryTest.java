package dev.mixlab.store.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mixlab.common.NotFoundException;
import dev.mixlab.data.Paradigm;
import dev.mixlab.evaluation.EstimateTable;
import dev.mixlab.evaluation.EstimateTable.VariantEstimates;
import dev.mixlab.evaluation.EvaluationResult;
import dev.mixlab.evaluation.EvaluationResult.Document;
import dev.mixlab.evaluation.MeasureValues;
import dev.mixlab.evaluation.MethodVariant;
import dev.mixlab.evaluation.SentenceGroups.Group;
import dev.mixlab.evaluation.faithfulness.BlankedOut;
import dev.mixlab.mixing.method.Aggregation;
import dev.mixlab.mixing.method.MixingMap;
import dev.mixlab.run.CueShare;
import dev.mixlab.run.Run;
import dev.mixlab.run.id.RunId;
import dev.mixlab.run.id.ScoreRunId;
import dev.mixlab.run.score.EvaluationRuns.Evaluated;
import dev.mixlab.run.score.EvaluationRuns.Made;
import dev.mixlab.run.score.Phase;
import dev.mixlab.run.score.ScoreRuns;
import dev.mixlab.run.score.ScoreRuns.Scored;
import dev.mixlab.store.Samples;
import dev.mixlab.store.TestDatabase;
import dev.mixlab.store.run.RunJournalRepository;
import dev.mixlab.store.run.RunRepository;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class EvaluationRepositoryTest {

    private static final MethodVariant PLAIN = new MethodVariant("attn", Aggregation.NONE);
    private static final MethodVariant LAST = new MethodVariant("attn", Aggregation.LAST_LAYER);

    @RegisterExtension
    private final TestDatabase database = new TestDatabase();

    private EvaluationRepository evaluations;
    private ScoreRepository scores;
    private ScoreRunId id;

    @BeforeEach
    void begin() {
        evaluations = new EvaluationRepository(database.get(), database.clock());
        scores = new ScoreRepository(database.get(), database.clock());
        RunId run = new RunJournalRepository(database.get(), database.clock())
                .create(Samples.spec("evaluations"))
                .id();
        id = scores.begin(new ScoreRuns.New(run, Phase.BEFORE, "tiny-bert", "sample", Samples.METHODS, 2))
                .id();
    }

    private static MeasureValues column(String measure, MethodVariant view, float... values) {
        return new MeasureValues(measure, view, values.length / 3, 3, values);
    }

    private Made made(String evaluation, String measure, float first) {
        EvaluationResult result = new EvaluationResult(
                3,
                List.of(column(measure, PLAIN, first, Float.NaN, 3, 4, 5, 6.5f), column(measure, LAST, 4, 5, 6.5f)),
                List.of(new Document("blank_out", 2, new BlankedOut(List.of(0.5, 0.0), true))));
        VariantEstimates figures = new VariantEstimates(
                PLAIN, List.of(0.25, Double.NaN), List.of(0.125, Double.NaN), List.of(0.5, Double.NaN), List.of(2, 0));
        return new Made(
                id,
                evaluation,
                "ab".repeat(32),
                1.5,
                List.of(new Group("all", new int[] {0, 1, 2}), new Group("right", new int[] {1})),
                result,
                List.of(new EstimateTable(measure, "all", 3, List.of(figures))));
    }

    @Test
    void anEvaluationComesBackAsItWasStored() {
        Made made = made("cue_alignment", "cue_dot", 1);
        evaluations.save(made);

        assertThat(evaluations.list(id))
                .containsExactly(new Evaluated(
                        "cue_alignment",
                        "ab".repeat(32),
                        3,
                        1.5,
                        database.clock().instant()));
        assertThat(evaluations.groups(id)).extracting(Group::name).containsExactly("all", "right");
        assertThat(evaluations.group(id, "right").members()).containsExactly(1);
        assertThat(evaluations.figures(id, "cue_dot", "all"))
                .isEqualTo(made.figures().get(0));
        MeasureValues column = evaluations.column(id, "cue_dot", PLAIN);
        assertThat(column.layer(0)).containsExactly(1, Double.NaN, 3);
        assertThat(column.layer(1)).containsExactly(4, 5, 6.5);
        assertThat(column.example(2)).containsExactly(3, 6.5);
        assertThat(column.overLayers()).containsExactly(2.5, Double.NaN, 4.75);
        assertThat(evaluations.columns(id, "cue_dot"))
                .extracting(MeasureValues::view)
                .containsExactly(PLAIN, LAST);
        assertThat(evaluations.columns(id, LAST)).hasSize(1);
        assertThat(evaluations.document(id, "blank_out", 2, BlankedOut.class))
                .isEqualTo(new BlankedOut(List.of(0.5, 0.0), true));
        assertThat(evaluations.document(id, "blank_out", 1, BlankedOut.class)).isNull();
    }

    private static VariantEstimates means(String method, Aggregation aggregation, double... means) {
        List<Double> values = DoubleStream.of(means).boxed().toList();
        List<Integer> counts =
                values.stream().map(mean -> Double.isNaN(mean) ? 0 : 3).toList();
        return new VariantEstimates(new MethodVariant(method, aggregation), values, values, values, counts);
    }

    /** Only figures over all sentences of maps as they are count, and only after fine-tuning. */
    @Test
    void theBestShareOnCuesIsNotedWithTheRun() {
        RunJournalRepository journal = new RunJournalRepository(database.get(), database.clock());
        RunRepository runs = new RunRepository(database.get());
        RunId run = scores.get(id).run();
        ScoreRunId after = scores.begin(new ScoreRuns.New(run, Phase.AFTER, "tiny-bert", "sample", Samples.METHODS, 3))
                .id();
        journal.results(run, new Run.Results(0.5, 0.9, null, id, after, null, null));
        EstimateTable all = new EstimateTable(
                "cue_dot",
                "all",
                3,
                List.of(
                        means("attn", Aggregation.NONE, 0.25, Double.NaN, 0.375),
                        means("attn", Aggregation.ROLLOUT, 0.9, 0.9, 0.9),
                        means("globenc", Aggregation.NONE, 0.125, 0.625, 0.625)));
        EstimateTable right =
                new EstimateTable("cue_dot", "right", 3, List.of(means("attn", Aggregation.NONE, 1, 1, 1)));
        Made made = made("cue_alignment", "cue_dot", 1);
        List<EstimateTable> figures = List.of(right, all);

        evaluations.save(new Made(id, "cue_alignment", made.specHash(), 1, made.groups(), made.result(), figures));
        assertThat(runs.get(run).bestCueShare()).isNull();

        evaluations.save(new Made(after, "cue_alignment", made.specHash(), 1, made.groups(), made.result(), figures));
        assertThat(runs.get(run).bestCueShare()).isEqualTo(new CueShare(0.625, "globenc", 2));

        journal.results(run, new Run.Results(0.5, 0.95, null, id, after, null, null));
        assertThat(runs.get(run).bestCueShare()).isEqualTo(new CueShare(0.625, "globenc", 2));
    }

    @Test
    void aNewerEvaluationTakesThePlaceOfTheOlderAloneAsAWhole() {
        evaluations.save(made("cue_alignment", "cue_dot", 1));
        database.clock().advance(Duration.ofSeconds(1));
        Made other = made("faithfulness", "spearman", 7);
        evaluations.save(new Made(
                id,
                "faithfulness",
                other.specHash(),
                2,
                other.groups(),
                new EvaluationResult(3, other.result().columns(), List.of()),
                other.figures()));
        database.clock().advance(Duration.ofSeconds(1));
        evaluations.save(made("cue_alignment", "cue_dot", 2));

        assertThat(evaluations.list(id))
                .extracting(Evaluated::evaluation)
                .containsExactly("faithfulness", "cue_alignment");
        assertThat(evaluations.column(id, "cue_dot", PLAIN).layer(0)[0]).isEqualTo(2);
        assertThat(evaluations.column(id, "spearman", PLAIN).layer(0)[0]).isEqualTo(7);
        assertThat(evaluations.columns(id, PLAIN))
                .extracting(MeasureValues::measure)
                .containsExactly("cue_dot", "spearman");
    }

    @Test
    void anEvaluationThatCannotBeStoredLeavesTheOlderOne() {
        Made first = made("cue_alignment", "cue_dot", 1);
        evaluations.save(first);
        Made broken = new Made(
                id,
                "cue_alignment",
                "cd".repeat(32),
                1,
                first.groups(),
                first.result(),
                List.of(first.figures().get(0), first.figures().get(0)));

        assertThatThrownBy(() -> evaluations.save(broken)).isInstanceOf(RuntimeException.class);

        assertThat(evaluations.list(id)).extracting(Evaluated::specHash).containsExactly("ab".repeat(32));
        assertThat(evaluations.columns(id, "cue_dot")).hasSize(2);
    }

    @Test
    void whatIsNotThereIsNotFound() {
        assertThatThrownBy(() -> evaluations.figures(id, "cue_dot", "all"))
                .isInstanceOf(NotFoundException.class)
                .hasMessageContaining("cue_dot");
        assertThatThrownBy(() -> evaluations.columns(id, "cue_dot")).isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> evaluations.column(id, "cue_dot", PLAIN)).isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> evaluations.group(id, "ana"))
                .isInstanceOf(NotFoundException.class)
                .hasMessageContaining("ana");
        assertThat(evaluations.groups(id)).isEmpty();
        assertThat(evaluations.columns(id, PLAIN)).isEmpty();
    }

    @Test
    void allMapsAreVisitedInTheOrderOfExamplesAndMethods() {
        List<Scored> examples = IntStream.range(0, 200)
                .mapToObj(i -> Samples.scored(i, Paradigm.ANAPHOR, true, "a"))
                .toList();
        scores.append(id, examples.subList(100, 200));
        scores.append(id, examples.subList(0, 100));

        List<Integer> seen = new ArrayList<>();
        scores.visit(id, (maps, index) -> {
            assertThat(maps).extracting(MixingMap::method).isEqualTo(Samples.METHODS);
            assertThat(maps.get(1).values())
                    .isEqualTo(examples.get(index).maps().get(1).values());
            seen.add(index);
        });

        assertThat(seen).isEqualTo(IntStream.range(0, 200).boxed().toList());
    }
}
