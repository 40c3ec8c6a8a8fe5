package dev.mixlab.run.score;

import dev.mixlab.evaluation.EstimateTable;
import dev.mixlab.evaluation.EvaluationResult;
import dev.mixlab.evaluation.MeasureValues;
import dev.mixlab.evaluation.MethodVariant;
import dev.mixlab.evaluation.SentenceGroups.Group;
import dev.mixlab.run.id.ScoreRunId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The stored evaluations of score runs. */
public interface EvaluationRuns {

    /** Which evaluations of a score run are stored, in the order in which they were made. */
    List<Evaluated> list(ScoreRunId id);

    /** The groups of sentences that figures are given for; none while no evaluation is stored. */
    List<Group> groups(ScoreRunId id);

    /**
     * The group of that name.
     *
     * @throws dev.mixlab.common.NotFoundException if there is none
     */
    Group group(ScoreRunId id, String name);

    /**
     * The figures of a measure over a group.
     *
     * @throws dev.mixlab.common.NotFoundException if they are not stored
     */
    EstimateTable figures(ScoreRunId id, String measure, String group);

    /**
     * The values of a measure under every view, in the order of the figures.
     *
     * @throws dev.mixlab.common.NotFoundException if none are stored
     */
    List<MeasureValues> columns(ScoreRunId id, String measure);

    /**
     * The values of a measure under one view.
     *
     * @throws dev.mixlab.common.NotFoundException if they are not stored
     */
    MeasureValues column(ScoreRunId id, String measure, MethodVariant view);

    /** The values of every stored measure under one view. */
    List<MeasureValues> columns(ScoreRunId id, MethodVariant view);

    /** A document of an evaluation; null if it is not stored. */
    <T> @Nullable T document(ScoreRunId id, String name, int number, Class<T> type);

    /** Stores an evaluation as a whole, in place of an older one. */
    void save(Made made);

    /**
     * A stored evaluation.
     *
     * @param evaluation its id
     * @param specHash SHA-256 of all that it depends on
     * @param examples sentences that it was made over
     * @param seconds wall time
     * @param computedAt when it was stored
     */
    record Evaluated(String evaluation, String specHash, int examples, double seconds, Instant computedAt) {}

    /**
     * An evaluation to be stored.
     *
     * @param scoreRun what was evaluated
     * @param evaluation id of the evaluation
     * @param specHash SHA-256 of all that it depends on
     * @param seconds wall time
     * @param groups groups of the score run's sentences
     * @param result what the evaluation gave
     * @param figures a table per measure and group
     */
    record Made(
            ScoreRunId scoreRun,
            String evaluation,
            String specHash,
            double seconds,
            List<Group> groups,
            EvaluationResult result,
            List<EstimateTable> figures) {}
}
