package dev.mixlab.web.runs;

import dev.mixlab.common.InvalidInputException;
import dev.mixlab.common.NotFoundException;
import dev.mixlab.evaluation.EstimateTable.VariantEstimates;
import dev.mixlab.evaluation.EvaluationInfo;
import dev.mixlab.evaluation.Measure;
import dev.mixlab.evaluation.MethodVariant;
import dev.mixlab.evaluation.SentenceGroups;
import dev.mixlab.run.Run;
import dev.mixlab.run.id.ScoreRunId;
import dev.mixlab.run.score.EvaluationRuns;
import dev.mixlab.run.score.Phase;
import dev.mixlab.run.sweep.SweepCell.Figure;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The figures by which the runs of a sweep are compared: accuracies, and the best layer of a measure. */
public final class SweepFigures {

    private final EvaluationRuns evaluations;
    private final List<EvaluationInfo> infos;

    public SweepFigures(EvaluationRuns evaluations, List<EvaluationInfo> infos) {
        this.evaluations = evaluations;
        this.infos = infos;
    }

    /** What the accuracy of a run is read of. */
    enum Accuracy {
        ACCURACY_BEFORE,
        ACCURACY_AFTER,
        ACCURACY_GAIN
    }

    /** A kind of figure, read of a run. */
    record Kind(Function<Run, @Nullable Figure> figure, boolean higherIsBetter) {}

    Kind accuracy(Accuracy accuracy) {
        return new Kind(run -> figure(accuracy, run), true);
    }

    private static @Nullable Figure figure(Accuracy accuracy, Run run) {
        Double before = run.results().accuracyBefore();
        Double after = run.results().accuracyAfter();
        Double value = switch (accuracy) {
            case ACCURACY_BEFORE -> before;
            case ACCURACY_AFTER -> after;
            case ACCURACY_GAIN -> before == null || after == null ? null : Double.valueOf(after - before);
        };
        return value == null ? null : new Figure(value, null);
    }

    /**
     * Returns a measure over all sentences, of the layer in which its mean is best.
     *
     * @throws NotFoundException if there is no such measure
     */
    Kind measure(String id, MethodVariant view, Phase phase) {
        Measure measure = measure(id);
        return new Kind(run -> bestLayer(run, measure, view, phase), measure.higherIsBetter());
    }

    /**
     * Returns the measure with an id.
     *
     * @throws NotFoundException if there is none
     */
    Measure measure(String id) {
        return infos.stream()
                .flatMap(info -> info.measures().stream())
                .filter(one -> one.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new NotFoundException("there is no measure '%s'".formatted(id)));
    }

    /** Returns the score run of a run before or after fine-tuning; null if it has none. */
    static @Nullable ScoreRunId scores(Run run, Phase phase) {
        return phase == Phase.BEFORE
                ? run.results().scoresBefore()
                : run.results().scoresAfter();
    }

    private @Nullable Figure bestLayer(Run run, Measure measure, MethodVariant view, Phase phase) {
        ScoreRunId scores = scores(run, phase);
        if (scores == null) {
            return null;
        }
        try {
            return evaluations.figures(scores, measure.id(), SentenceGroups.ALL).views().stream()
                    .filter(estimates -> estimates.view().equals(view))
                    .findFirst()
                    .map(estimates -> best(estimates, measure.higherIsBetter()))
                    .orElse(null);
        } catch (NotFoundException notEvaluated) {
            return null;
        }
    }

    /** Returns the best layer, the lowest of those that are equally good; null where the measure is defined in none. */
    private static @Nullable Figure best(VariantEstimates estimates, boolean higherIsBetter) {
        Figure best = null;
        for (int layer = 0; layer < estimates.mean().size(); layer++) {
            double mean = estimates.mean().get(layer);
            boolean better = best == null || (higherIsBetter ? mean > best.value() : mean < best.value());
            if (Double.isFinite(mean) && better) {
                best = new Figure(mean, layer + 1);
            }
        }
        return best;
    }

    /** Returns the method whose figures are read: the one that is asked for, or the first of the runs. */
    static String method(@Nullable String requested, List<Run> runs) {
        if (requested != null) {
            return requested;
        }
        return runs.stream()
                .flatMap(run -> run.spec().methods().stream())
                .findFirst()
                .orElseThrow(() -> new InvalidInputException("the sweep has no runs any more"));
    }
}
