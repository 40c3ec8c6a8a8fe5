package dev.mixlab.run.score;

import dev.mixlab.evaluation.EstimateTable;
import dev.mixlab.evaluation.EvaluationResult;
import dev.mixlab.evaluation.MeasureValues;
import dev.mixlab.evaluation.MethodVariant;
import dev.mixlab.evaluation.SentenceGroups.Group;
import dev.mixlab.evaluation.quantity.QuantityValues;
import dev.mixlab.run.id.ScoreRunId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The port to the stored evaluations of score runs. */
public interface EvaluationRuns {

    /** Returns the stored evaluations of a score run, in the order in which they were computed. */
    List<Evaluated> list(ScoreRunId id);

    /** Returns the ids of the measures of which a score run has figures, in alphabetical order. */
    List<String> measures(ScoreRunId id);

    /** Returns the groups of sentences for which there are estimates; none while no evaluation is stored. */
    List<Group> groups(ScoreRunId id);

    /**
     * Returns the group with a name.
     *
     * @throws dev.mixlab.common.NotFoundException if there is none
     */
    Group group(ScoreRunId id, String name);

    /**
     * Returns the estimates of a measure over a group.
     *
     * @throws dev.mixlab.common.NotFoundException if they are not stored
     */
    EstimateTable figures(ScoreRunId id, String measure, String group);

    /**
     * Returns the values of a measure for every method variant, in the order of the estimates.
     *
     * @throws dev.mixlab.common.NotFoundException if none are stored
     */
    List<MeasureValues> columns(ScoreRunId id, String measure);

    /**
     * Returns the values of a measure for one method variant.
     *
     * @throws dev.mixlab.common.NotFoundException if they are not stored
     */
    MeasureValues column(ScoreRunId id, String measure, MethodVariant view);

    /** Returns the values of every stored measure for one method variant. */
    List<MeasureValues> columns(ScoreRunId id, MethodVariant view);

    /** Returns a document of an evaluation, or null if it is not stored. */
    <T> @Nullable T document(ScoreRunId id, String name, int number, Class<T> type);

    /**
     * Reads the quantities of an evaluation one after the other, sentence by sentence: an entry per layer, or per layer and head; none if
     * the evaluation was not made.
     */
    default Stream<QuantityValues> quantities(ScoreRunId id, String evaluation) {
        String name = QuantityValues.name(evaluation);
        return IntStream.iterate(0, number -> number + 1)
                .mapToObj(number -> Optional.ofNullable(document(id, name, number, QuantityValues.class)))
                .takeWhile(Optional::isPresent)
                .flatMap(Optional::stream);
    }

    /** Stores an evaluation as a whole, which replaces an older one. */
    void save(Made made);

    /** Returns the stored result of a part of an evaluation that is not finished, or null if there is none. */
    <T> @Nullable T chunk(Chunk chunk, Class<T> type);

    /** Returns the numbers of the stored parts of an evaluation that is not finished. */
    Set<Integer> chunks(ScoreRunId id, String evaluation, String specHash);

    /** Stores the result of a part of an evaluation, which replaces an older one and is deleted when the evaluation is stored. */
    void saveChunk(Chunk chunk, Object result);

    /**
     * A part of an evaluation.
     *
     * @param scoreRun evaluated score run
     * @param evaluation id of the evaluation
     * @param specHash SHA-256 of everything that the evaluation depends on
     * @param number of the part within the evaluation
     */
    record Chunk(ScoreRunId scoreRun, String evaluation, String specHash, int number) {}

    /**
     * A stored evaluation.
     *
     * @param evaluation its id
     * @param specHash SHA-256 of everything that the evaluation depends on
     * @param examples number of evaluated sentences
     * @param seconds wall-clock time
     * @param computedAt time at which it was stored
     */
    record Evaluated(String evaluation, String specHash, int examples, double seconds, Instant computedAt) {}

    /**
     * An evaluation to be stored.
     *
     * @param scoreRun evaluated score run
     * @param evaluation id of the evaluation
     * @param specHash SHA-256 of everything that the evaluation depends on
     * @param seconds wall-clock time
     * @param groups groups of the score run's sentences
     * @param result result of the evaluation
     * @param figures table of estimates per measure and group
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
