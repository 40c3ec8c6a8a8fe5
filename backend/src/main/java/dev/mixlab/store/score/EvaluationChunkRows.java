package dev.mixlab.store.score;

import dev.mixlab.run.id.ScoreRunId;
import dev.mixlab.run.score.EvaluationRuns.Chunk;
import dev.mixlab.store.Columns;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.generic.GenericType;
import org.jspecify.annotations.Nullable;

/** Writes and reads the results of parts of evaluations, as JSON. */
final class EvaluationChunkRows {

    private static final String KEY = " WHERE score_run_id = :run AND evaluation = :evaluation AND number = :number";

    private EvaluationChunkRows() {}

    static <T> @Nullable T find(Handle handle, Chunk chunk, Class<T> type) {
        return handle.createQuery("SELECT content FROM evaluation_chunk" + KEY + " AND spec_hash = :hash")
                .bind("run", chunk.scoreRun())
                .bind("evaluation", chunk.evaluation())
                .bind("number", chunk.number())
                .bind("hash", chunk.specHash())
                .map((row, context) -> row.getBytes("content"))
                .findOne()
                .map(content -> Columns.read(new String(content, StandardCharsets.UTF_8), type))
                .orElse(null);
    }

    static Set<Integer> numbers(Handle handle, ScoreRunId scoreRun, String evaluation, String specHash) {
        return handle.createQuery("SELECT number FROM evaluation_chunk WHERE score_run_id = :run"
                        + " AND evaluation = :evaluation AND spec_hash = :hash")
                .bind("run", scoreRun)
                .bind("evaluation", evaluation)
                .bind("hash", specHash)
                .collectInto(new GenericType<Set<Integer>>() {});
    }

    /** Stores a chunk, unless its evaluation was stored meanwhile, which needs it no longer. */
    static void replace(Handle handle, Chunk chunk, Object result) {
        if (isEvaluated(handle, chunk)) {
            return;
        }
        handle.createUpdate("DELETE FROM evaluation_chunk" + KEY)
                .bind("run", chunk.scoreRun())
                .bind("evaluation", chunk.evaluation())
                .bind("number", chunk.number())
                .execute();
        handle.createUpdate("INSERT INTO evaluation_chunk (score_run_id, evaluation, number, spec_hash, content)"
                        + " VALUES (:run, :evaluation, :number, :hash, :content)")
                .bind("run", chunk.scoreRun())
                .bind("evaluation", chunk.evaluation())
                .bind("number", chunk.number())
                .bind("hash", chunk.specHash())
                .bind("content", Columns.json(result).getBytes(StandardCharsets.UTF_8))
                .execute();
    }

    private static boolean isEvaluated(Handle handle, Chunk chunk) {
        return handle.createQuery(
                                "SELECT COUNT(*) FROM evaluation WHERE score_run_id = :run AND evaluation = :evaluation"
                                        + " AND spec_hash = :hash")
                        .bind("run", chunk.scoreRun())
                        .bind("evaluation", chunk.evaluation())
                        .bind("hash", chunk.specHash())
                        .mapTo(Long.class)
                        .one()
                > 0;
    }
}
