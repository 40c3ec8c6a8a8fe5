package dev.mixlab.web;

import dev.mixlab.common.NotFoundException;
import dev.mixlab.evaluation.EstimateTable;
import dev.mixlab.evaluation.EvaluatingSettings;
import dev.mixlab.evaluation.MeasureValues;
import dev.mixlab.evaluation.MethodVariant;
import dev.mixlab.evaluation.SentenceGroups.Group;
import dev.mixlab.evaluation.suite.BlankedOut;
import dev.mixlab.evaluation.suite.DeletionTable;
import dev.mixlab.evaluation.suite.DeletionTable.Curve;
import dev.mixlab.evaluation.suite.DeletionTable.Curves;
import dev.mixlab.evaluation.suite.DeletionTable.ViewCurves;
import dev.mixlab.mixing.method.Aggregation;
import dev.mixlab.run.id.ScoreRunId;
import dev.mixlab.run.score.EvaluationRuns;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One evaluation of the ten sentences of {@link MemoryScores}, of which the last two are undefined. */
final class MemoryEvaluations implements EvaluationRuns {

    static final String MEASURE = "cue_dot";
    private static final int SENTENCES = 10;
    private static final List<MethodVariant> VIEWS = List.of(
            new MethodVariant(MemoryScores.METHODS.get(0), Aggregation.NONE),
            new MethodVariant(MemoryScores.METHODS.get(0), Aggregation.LAST_LAYER),
            new MethodVariant(MemoryScores.METHODS.get(1), Aggregation.NONE));

    private final ScoreRunId scores;

    MemoryEvaluations(ScoreRunId scores) {
        this.scores = scores;
    }

    @Override
    public List<Evaluated> list(ScoreRunId id) {
        return List.of(
                new Evaluated("cue_alignment", "ab".repeat(32), SENTENCES, 1.5, Instant.parse("2026-01-02T03:04:05Z")));
    }

    @Override
    public List<Group> groups(ScoreRunId id) {
        return List.of(
                new Group("all", new int[] {0, 1, 2, 3, 4, 5, 6, 7, 8, 9}),
                new Group("right", new int[] {0, 1, 2, 3, 4}));
    }

    @Override
    public Group group(ScoreRunId id, String name) {
        return groups(id).stream()
                .filter(group -> group.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new NotFoundException("there is no group '%s'".formatted(name)));
    }

    @Override
    public EstimateTable figures(ScoreRunId id, String measure, String group) {
        return EstimateTable.of(measure, columns(id, measure), group(id, group), EvaluatingSettings.standard());
    }

    @Override
    public List<MeasureValues> columns(ScoreRunId id, String measure) {
        if (!measure.equals(MEASURE) || !id.equals(scores)) {
            throw new NotFoundException("there are no values of '%s'".formatted(measure));
        }
        return VIEWS.stream().map(MemoryEvaluations::column).toList();
    }

    private static MeasureValues column(MethodVariant view) {
        int layers = view.layers(MemoryScores.LAYERS);
        MeasureValues column = MeasureValues.undefined(MEASURE, view, layers, SENTENCES);
        for (int i = 0; i < 8; i++) {
            double[] values = new double[layers];
            for (int layer = 0; layer < layers; layer++) {
                values[layer] = (i + layer) / (view.method().equals("attn") ? 30.0 : 15.0);
            }
            column.put(i, values);
        }
        return column;
    }

    @Override
    public MeasureValues column(ScoreRunId id, String measure, MethodVariant view) {
        return columns(id, measure).stream()
                .filter(column -> column.view().equals(view))
                .findFirst()
                .orElseThrow(() -> new NotFoundException("there are no values under " + view));
    }

    @Override
    public List<MeasureValues> columns(ScoreRunId id, MethodVariant view) {
        return columns(id, MEASURE).stream()
                .filter(column -> column.view().equals(view))
                .toList();
    }

    @Override
    public <T> @Nullable T document(ScoreRunId id, String name, int number, Class<T> type) {
        if (name.equals(DeletionTable.NAME) && number < MemoryScores.LAYERS) {
            Curve curve = new Curve(List.of(0.5, 0.25), List.of(0.4, 0.2), List.of(0.6, 0.3));
            Curves curves = new Curves(curve, curve);
            List<ViewCurves> views =
                    VIEWS.stream().map(view -> new ViewCurves(view, curves)).toList();
            return type.cast(new DeletionTable(number, List.of(0.1, 0.5), 4, 0.75, views, curves));
        }
        if (name.equals(BlankedOut.NAME) && number < 5) {
            return type.cast(new BlankedOut(List.of(0.125, -0.25, 0.0), number < 4));
        }
        return null;
    }

    @Override
    public void save(Made made) {
        throw new UnsupportedOperationException();
    }
}
