package dev.mixlab.store.score;

import dev.mixlab.common.NotFoundException;
import dev.mixlab.evaluation.EstimateTable;
import dev.mixlab.evaluation.MeasureValues;
import dev.mixlab.evaluation.MethodVariant;
import dev.mixlab.evaluation.SentenceGroups.Group;
import dev.mixlab.run.id.ScoreRunId;
import dev.mixlab.run.score.EvaluationRuns;
import dev.mixlab.store.Columns;
import dev.mixlab.store.CueShareRows;
import dev.mixlab.store.Database;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jspecify.annotations.Nullable;

/** Stores and reads evaluations. */
public final class EvaluationRepository implements EvaluationRuns {

    private final Database database;
    private final Jdbi jdbi;
    private final Clock clock;

    public EvaluationRepository(Database database, Clock clock) {
        this.database = database;
        this.jdbi = database.jdbi();
        this.clock = clock;
    }

    @Override
    public List<Evaluated> list(ScoreRunId id) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "SELECT * FROM evaluation WHERE score_run_id = :id ORDER BY computed_at, evaluation")
                .bind("id", id)
                .map(ConstructorMapper.of(Evaluated.class))
                .list());
    }

    @Override
    public List<String> measures(ScoreRunId id) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "SELECT DISTINCT measure FROM evaluation_figures WHERE score_run_id = :id ORDER BY measure")
                .bind("id", id)
                .mapTo(String.class)
                .list());
    }

    @Override
    public List<Group> groups(ScoreRunId id) {
        return jdbi.withHandle(
                handle -> handle.createQuery("SELECT * FROM evaluation_group WHERE score_run_id = :id ORDER BY ordinal")
                        .bind("id", id)
                        .map(EvaluationRows::group)
                        .list());
    }

    @Override
    public Group group(ScoreRunId id, String name) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "SELECT * FROM evaluation_group WHERE score_run_id = :id AND name = :name")
                .bind("id", id)
                .bind("name", name)
                .map(EvaluationRows::group)
                .findOne()
                .orElseThrow(() -> new NotFoundException("score run %s has no group '%s'".formatted(id, name))));
    }

    @Override
    public EstimateTable figures(ScoreRunId id, String measure, String group) {
        return jdbi.withHandle(handle -> handle.createQuery("SELECT * FROM evaluation_figures"
                        + " WHERE score_run_id = :id AND measure = :measure AND group_name = :group")
                .bind("id", id)
                .bind("measure", measure)
                .bind("group", group)
                .map(EvaluationRows::figures)
                .findOne()
                .map(json -> Columns.read(json, EstimateTable.class))
                .orElseThrow(() -> new NotFoundException(
                        "score run %s has no figures of '%s' over the group '%s'".formatted(id, measure, group))));
    }

    @Override
    public List<MeasureValues> columns(ScoreRunId id, String measure) {
        List<MeasureValues> columns = jdbi.withHandle(handle -> handle.createQuery("SELECT * FROM evaluation_column"
                        + " WHERE score_run_id = :id AND measure = :measure ORDER BY ordinal")
                .bind("id", id)
                .bind("measure", measure)
                .map(EvaluationRows::column)
                .list());
        if (columns.isEmpty()) {
            throw new NotFoundException("score run %s has no values of '%s'".formatted(id, measure));
        }
        return columns;
    }

    @Override
    public MeasureValues column(ScoreRunId id, String measure, MethodVariant view) {
        return jdbi.withHandle(handle -> handle.createQuery("SELECT * FROM evaluation_column WHERE score_run_id = :id"
                        + " AND measure = :measure AND method = :method AND aggregation = :aggregation")
                .bind("id", id)
                .bind("measure", measure)
                .bind("method", view.method())
                .bind("aggregation", view.aggregation())
                .map(EvaluationRows::column)
                .findOne()
                .orElseThrow(
                        () -> new NotFoundException("score run %s has no values of '%s' by the method '%s' under %s"
                                .formatted(id, measure, view.method(), view.aggregation()))));
    }

    @Override
    public List<MeasureValues> columns(ScoreRunId id, MethodVariant view) {
        return jdbi.withHandle(handle -> handle.createQuery("SELECT * FROM evaluation_column WHERE score_run_id = :id"
                        + " AND method = :method AND aggregation = :aggregation ORDER BY evaluation, ordinal")
                .bind("id", id)
                .bind("method", view.method())
                .bind("aggregation", view.aggregation())
                .map(EvaluationRows::column)
                .list());
    }

    @Override
    public <T> @Nullable T document(ScoreRunId id, String name, int number, Class<T> type) {
        return jdbi.withHandle(handle -> handle.createQuery("SELECT * FROM evaluation_document"
                        + " WHERE score_run_id = :id AND name = :name AND number = :number")
                .bind("id", id)
                .bind("name", name)
                .bind("number", number)
                .map(EvaluationRows::document)
                .findOne()
                .map(json -> Columns.read(json, type))
                .orElse(null));
    }

    @Override
    public <T> @Nullable T chunk(Chunk chunk, Class<T> type) {
        return jdbi.withHandle(handle -> EvaluationChunkRows.find(handle, chunk, type));
    }

    @Override
    public Set<Integer> chunks(ScoreRunId id, String evaluation, String specHash) {
        return jdbi.withHandle(handle -> EvaluationChunkRows.numbers(handle, id, evaluation, specHash));
    }

    @Override
    public void saveChunk(Chunk chunk, Object result) {
        jdbi.useTransaction(handle -> {
            ScoreRepository.lock(handle, chunk.scoreRun());
            EvaluationChunkRows.replace(handle, chunk, result);
        });
    }

    @Override
    public void save(Made made) {
        jdbi.useTransaction(handle -> {
            ScoreRepository.lock(handle, made.scoreRun());
            EvaluationRows.replace(handle, made, clock.instant());
            made.figures().stream()
                    .filter(CueShareRows::isMeasured)
                    .forEach(
                            figures -> CueShareRows.note(handle, made.scoreRun().value(), figures));
        });
        database.flush();
    }
}
