package dev.mixlab.web;

import dev.mixlab.evaluation.EstimateTable;
import dev.mixlab.evaluation.EvaluatingSettings;
import dev.mixlab.evaluation.EvaluationInfo;
import dev.mixlab.evaluation.EvaluationResult;
import dev.mixlab.evaluation.EvaluationResult.Document;
import dev.mixlab.evaluation.MeasureValues;
import dev.mixlab.evaluation.MethodVariant;
import dev.mixlab.evaluation.SentenceGroups.Group;
import dev.mixlab.evaluation.faithfulness.BlankedOut;
import dev.mixlab.evaluation.faithfulness.DeletionTable;
import dev.mixlab.evaluation.probing.CodedPortion;
import dev.mixlab.evaluation.probing.CorrelationTable;
import dev.mixlab.evaluation.probing.ProbingMode;
import dev.mixlab.evaluation.probing.ProbingTable;
import dev.mixlab.evaluation.quantity.QuantityTable;
import dev.mixlab.evaluation.quantity.QuantityValues;
import dev.mixlab.evaluation.statistics.Interval;
import dev.mixlab.evaluation.suite.Evaluations;
import dev.mixlab.mixing.method.Aggregation;
import dev.mixlab.mixing.method.MixingMap;
import dev.mixlab.run.Provenance;
import dev.mixlab.run.Run;
import dev.mixlab.run.RunState;
import dev.mixlab.run.metrics.EpochPoint;
import dev.mixlab.run.metrics.StepPoint;
import dev.mixlab.run.score.EvaluationRuns.Made;
import dev.mixlab.run.score.Phase;
import dev.mixlab.run.score.ScoreDetail;
import dev.mixlab.run.score.ScoreRow;
import dev.mixlab.run.score.ScoreRun;
import dev.mixlab.run.score.ScoreRuns;
import dev.mixlab.run.score.ScoreRuns.Scored;
import dev.mixlab.run.spec.PipelineSpec;
import dev.mixlab.training.FineTuningSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

/** Three finished runs whose scores and evaluations are random numbers. */
public final class StoredResults {

    public static final int SENTENCES = 12;
    public static final int LAYERS = 2;
    public static final List<String> METHODS = List.of("value_zeroing_cosine", "attn", "random");
    public static final List<MethodVariant> VIEWS = List.of(
            new MethodVariant("value_zeroing_cosine", Aggregation.NONE),
            new MethodVariant("value_zeroing_cosine", Aggregation.LAST_LAYER),
            new MethodVariant("attn", Aggregation.NONE),
            new MethodVariant("random", Aggregation.NONE));
    public static final EvaluatingSettings SETTINGS = EvaluatingSettings.standard();

    private final TestStore store;

    /** Trained like {@code second} but for its seed: 42. */
    public final Run first;

    /** Has the seed 7. */
    public final Run second;

    /** Has another learning rate, and its sentences begin two later. */
    public final Run other;

    public StoredResults(TestStore store) {
        this.store = store;
        first = store(FineTuningSettings.paper(), "first", 0);
        second = store(FineTuningSettings.paper().withSeed(7), "second", 0);
        other = store(FineTuningSettings.paper().withLearningRate(1e-4), "other", 2);
    }

    public ScoreRun after(Run run) {
        return store.scores.list(run.id()).stream()
                .filter(scored -> scored.phase() == Phase.AFTER)
                .findFirst()
                .orElseThrow();
    }

    private Run store(FineTuningSettings settings, String name, int shift) {
        PipelineSpec spec = new PipelineSpec(name, "tiny-bert", "sample", null, settings, METHODS)
                .withEvaluations(List.of("cue_alignment", "faithfulness", "probing"), SETTINGS);
        return finish(store.journal.create(spec), shift);
    }

    /** Stores random results of a queued run, which is then finished. */
    public Run finish(Run run, int shift) {
        PipelineSpec spec = run.spec();
        FineTuningSettings settings = spec.fineTuning();
        store.journal.move(run.id(), RunState.RUNNING, null);
        store.journal.provenance(
                run.id(),
                new Provenance(
                        spec,
                        Map.of("fine-tuning", settings.seed()),
                        new Provenance.Hashes("a", "b", "c"),
                        new Provenance.Counts(12, 12, Map.of(), Map.of()),
                        new Provenance.Environment(Map.of("mixlab", "1.2.3"), "cpu", 1),
                        null));
        store.journal.step(run.id(), new StepPoint(1, 1, 0.75, 3e-5));
        store.journal.epoch(run.id(), new EpochPoint(1, 0.75, 0.5, 0.625, 0.75, 2));
        Run.Results results = Run.Results.none();
        for (Phase phase : Phase.values()) {
            ScoreRun scored = score(run, phase, shift);
            evaluate(scored, new Random(settings.hashCode() + (phase == Phase.BEFORE ? 0 : 1)));
            results = phase == Phase.BEFORE
                    ? results.withBefore(scored.id(), scored.accuracy())
                    : results.withAfter(scored.id(), scored.accuracy());
        }
        store.journal.results(run.id(), results);
        return store.journal.move(run.id(), RunState.SUCCEEDED, null);
    }

    private ScoreRun score(Run run, Phase phase, int shift) {
        ScoreRun begun = store.scores.begin(new ScoreRuns.New(run.id(), phase, "tiny-bert", "sample", METHODS, LAYERS));
        store.scores.append(
                begun.id(),
                IntStream.range(0, SENTENCES)
                        .mapToObj(index -> scored(index, shift))
                        .toList());
        return store.scores.finish(begun.id());
    }

    private static Scored scored(int index, int shift) {
        ScoreRow row = new ScoreRow(
                index,
                "e" + (index + shift),
                "ana",
                "plural",
                "These \"dogs\", bark.",
                "dogs",
                "dog",
                index % 3 > 0,
                0.5,
                0.25);
        int tokens = 3 + index % 2;
        List<String> pieces = List.of("[CLS]", "[MASK]", "bark", "[SEP]").subList(0, tokens);
        ScoreDetail detail = new ScoreDetail(
                row, List.of("dogs", "bark"), pieces, List.of(-1, 0, 1, -1).subList(0, tokens), 1, 0, List.of(2));
        return new Scored(
                detail,
                METHODS.stream().map(method -> map(method, index, tokens)).toList());
    }

    private static MixingMap map(String method, int index, int tokens) {
        Random random = new Random(100L * index + method.length());
        float[] values = new float[LAYERS * tokens * tokens];
        for (int i = 0; i < values.length; i++) {
            values[i] = random.nextFloat();
        }
        return MixingMap.of(method, LAYERS, tokens, values);
    }

    private void evaluate(ScoreRun scored, Random random) {
        List<Group> groups = List.of(
                new Group("all", IntStream.range(0, SENTENCES).toArray()),
                new Group(
                        "right",
                        IntStream.range(0, SENTENCES).filter(i -> i % 3 > 0).toArray()),
                new Group("ana", IntStream.range(0, SENTENCES - 3).toArray()),
                new Group("npi", IntStream.range(SENTENCES - 3, SENTENCES).toArray()));
        save(scored, "cue_alignment", groups, random, List.of());
        List<Document> deletion = new ArrayList<>();
        DeletionTable.Curve curve = new DeletionTable.Curve(List.of(0.5), List.of(0.25), List.of(0.75));
        DeletionTable.Curves curves = new DeletionTable.Curves(curve, curve);
        for (int layer = 0; layer < LAYERS; layer++) {
            deletion.add(new Document(
                    DeletionTable.NAME,
                    layer,
                    new DeletionTable(
                            layer,
                            List.of(0.5),
                            SENTENCES,
                            0.75,
                            VIEWS.stream()
                                    .map(view -> new DeletionTable.VariantCurves(view, curves))
                                    .toList(),
                            curves)));
        }
        deletion.add(new Document(BlankedOut.NAME, 3, new BlankedOut(List.of(0.5, 0.0, 0.25, 0.125), true)));
        save(scored, "faithfulness", groups, random, deletion);
        save(scored, "probing", groups, random, List.of(probing(), correlations()));
        save(scored, "logit_lens", groups, random, lens());
    }

    /** Six examples more, up to a share. */
    private static CodedPortion portion(double share, double bits) {
        return new CodedPortion(share, 6, bits, bits - 0.5, bits + 0.5, 12 * share - 1, 12 * share);
    }

    private static Document probing() {
        ProbingTable.Code labels = new ProbingTable.Code(
                6, 2, 1.5, 2.5, List.of(portion(0.5, 4), portion(1, 2)), List.of(1.5, 3.0), 1.06066);
        ProbingTable.Code control = new ProbingTable.Code(
                12, 1, 0.75, 1.25, List.of(portion(0.5, 6), portion(1, 6)), List.of(1.0, 1.0), 0.0);
        return new Document(
                "probing",
                0,
                new ProbingTable(
                        "standard",
                        SENTENCES,
                        SENTENCES,
                        IntStream.rangeClosed(0, LAYERS)
                                .mapToObj(layer -> new ProbingTable.Layer(layer, labels, control))
                                .toList()));
    }

    private static List<Document> lens() {
        QuantityTable.QuantityFigures figures = new QuantityTable.QuantityFigures(
                "lens_rank",
                List.of(9.0, 4.0, 2.0),
                List.of(7.0, 3.0, 1.0),
                List.of(11.0, 5.0, 3.0),
                List.of(12, 12, 12));
        QuantityTable table = new QuantityTable(
                0, LAYERS + 1, null, List.of(new QuantityTable.GroupFigures("all", SENTENCES, List.of(figures))));
        QuantityValues embeddings = new QuantityValues(0, null, List.of(0, 3), Map.of("lens_rank", List.of(9.0, 8.0)));
        QuantityValues first =
                new QuantityValues(1, null, List.of(0, 3), Map.of("lens_rank", List.of(4.0, Double.NaN)));
        return List.of(
                new Document(QuantityTable.name("logit_lens"), 0, table),
                new Document(QuantityValues.name("logit_lens"), 0, embeddings),
                new Document(QuantityValues.name("logit_lens"), 1, first));
    }

    private static Document correlations() {
        return new Document(
                CorrelationTable.name(ProbingMode.STANDARD, "cue_dot"),
                0,
                new CorrelationTable(
                        "cue_dot",
                        "standard",
                        LAYERS,
                        List.of(new CorrelationTable.VariantCorrelation(
                                VIEWS.get(0),
                                List.of(0.25, 0.5),
                                List.of(2.0, 2.0),
                                new Interval(Double.NaN, Double.NaN, Double.NaN),
                                new Interval(0.5, -0.25, 1)))));
    }

    private void save(ScoreRun scored, String evaluation, List<Group> groups, Random random, List<Document> documents) {
        EvaluationInfo info = Evaluations.of(evaluation).info();
        List<MeasureValues> columns = new ArrayList<>();
        List<EstimateTable> figures = new ArrayList<>();
        info.measures().forEach(measure -> {
            List<MeasureValues> ofMeasure = VIEWS.stream()
                    .map(view -> column(measure.id(), view, random))
                    .toList();
            columns.addAll(ofMeasure);
            groups.forEach(group -> figures.add(EstimateTable.of(measure.id(), ofMeasure, group, SETTINGS)));
        });
        EvaluationResult result = new EvaluationResult(SENTENCES, columns, documents);
        store.evaluations.save(new Made(scored.id(), evaluation, "0".repeat(64), 1.5, groups, result, figures));
    }

    /** Uniform numbers; the first sentence has none, as one that was not drawn. */
    private static MeasureValues column(String measure, MethodVariant view, Random random) {
        MeasureValues column = MeasureValues.undefined(measure, view, view.layers(LAYERS), SENTENCES);
        for (int index = 1; index < SENTENCES; index++) {
            column.put(index, random.doubles(view.layers(LAYERS)).toArray());
        }
        return column;
    }
}
