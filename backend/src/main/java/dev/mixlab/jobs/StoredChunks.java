package dev.mixlab.jobs;

import dev.mixlab.evaluation.EvaluationChunks;
import dev.mixlab.run.id.ScoreRunId;
import dev.mixlab.run.score.EvaluationRuns;
import dev.mixlab.run.score.EvaluationRuns.Chunk;
import java.util.function.Supplier;

/**
 * The chunks of an evaluation of a run, which outlive the process.
 *
 * @param evaluations where they are stored
 * @param scoreRun evaluated score run
 * @param evaluation id of the evaluation
 * @param specHash SHA-256 of everything that the evaluation depends on
 */
record StoredChunks(EvaluationRuns evaluations, ScoreRunId scoreRun, String evaluation, String specHash)
        implements EvaluationChunks {

    @Override
    public <T> T get(int number, Class<T> type, Supplier<T> work) {
        Chunk chunk = new Chunk(scoreRun, evaluation, specHash, number);
        T stored = evaluations.chunk(chunk, type);
        if (stored != null) {
            return stored;
        }
        T computed = work.get();
        evaluations.saveChunk(chunk, computed);
        return computed;
    }
}
