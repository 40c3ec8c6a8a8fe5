package dev.mixlab.store.score;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.mixlab.common.DamagedDataException;
import dev.mixlab.store.Columns;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/** Compares all scores and evaluations with their checksums, and looks for maps that are missing. */
public final class ScoreCheck {

    private final Handle handle;
    private final Consumer<String> damages;

    /**
     * A check.
     *
     * @param handle to the database
     * @param damages is told of each damage in one line
     */
    public ScoreCheck(Handle handle, Consumer<String> damages) {
        this.handle = handle;
        this.damages = damages;
    }

    /** Reads everything. */
    public void run() {
        for (String scoreRun : handle.createQuery("SELECT id FROM score_run ORDER BY id")
                .mapTo(String.class)
                .list()) {
            checkExamples(scoreRun);
            for (int number : numbers(scoreRun)) {
                checkMaps(scoreRun, number);
            }
        }
        check("evaluation_group", EvaluationRows::group);
        check("evaluation_column", EvaluationRows::column);
        check("evaluation_figures", EvaluationRows::figures);
        check("evaluation_document", EvaluationRows::document);
    }

    private void checkExamples(String scoreRun) {
        RowMapper<ScoreRows.Stored> mapper = ConstructorMapper.of(ScoreRows.Stored.class);
        handle.createQuery(ScoreRows.SELECT + " WHERE score_run_id = :run ORDER BY number")
                .bind("run", scoreRun)
                .map((row, context) -> {
                    attempt(() -> mapper.map(row, context).checked());
                    return true;
                })
                .forEach(read -> {});
    }

    private List<Integer> numbers(String scoreRun) {
        return handle.createQuery("SELECT number FROM score_example WHERE score_run_id = :run ORDER BY number")
                .bind("run", scoreRun)
                .mapTo(Integer.class)
                .list();
    }

    private void checkMaps(String scoreRun, int number) {
        Set<String> there = new HashSet<>(
                handle.createQuery("SELECT method FROM score_refusal WHERE score_run_id = :run AND number = :number")
                        .bind("run", scoreRun)
                        .bind("number", number)
                        .mapTo(String.class)
                        .list());
        handle.createQuery("SELECT * FROM score_map WHERE score_run_id = :run AND number = :number ORDER BY method")
                .bind("run", scoreRun)
                .bind("number", number)
                .map((row, context) -> {
                    attempt(() -> StoredMap.read(row));
                    return row.getString("method");
                })
                .forEach(there::add);
        List<String> missing = new ArrayList<>(methods(scoreRun));
        missing.removeAll(there);
        for (String method : missing) {
            damages.accept("the map of example %s by the method '%s' in score run %s is missing"
                    .formatted(number, method, scoreRun));
        }
    }

    private List<String> methods(String scoreRun) {
        return Columns.read(
                handle.createQuery("SELECT methods FROM score_run WHERE id = :run")
                        .bind("run", scoreRun)
                        .mapTo(String.class)
                        .one(),
                new TypeReference<List<String>>() {});
    }

    private void check(String table, RowMapper<?> mapper) {
        handle.createQuery("SELECT * FROM " + table)
                .map((row, context) -> {
                    attempt(() -> mapper.map(row, context));
                    return true;
                })
                .forEach(read -> {});
    }

    /** Reads a row, which compares it with its checksum. */
    @FunctionalInterface
    private interface Reading {
        Object read() throws SQLException;
    }

    private void attempt(Reading row) throws SQLException {
        try {
            row.read();
        } catch (DamagedDataException damaged) {
            damages.accept(String.valueOf(damaged.getMessage()));
        }
    }
}
