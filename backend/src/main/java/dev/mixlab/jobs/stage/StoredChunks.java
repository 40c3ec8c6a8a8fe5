package dev.mixlab.jobs.stage;

import dev.mixlab.evaluation.Evaluation;
import dev.mixlab.evaluation.EvaluationChunks;
import dev.mixlab.evaluation.EvaluationInput;
import dev.mixlab.jobs.chunk.Chunk;
import dev.mixlab.jobs.chunk.ChunkQueue;
import dev.mixlab.run.id.ScoreRunId;
import dev.mixlab.run.score.EvaluationRuns;
import dev.mixlab.run.spec.StageName;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The chunks of an evaluation of a run, which outlive the process. Those that the execution of the run has not begun are offered to others;
 * it waits for the ones that others have begun.
 */
public final class StoredChunks implements EvaluationChunks {

    private final EvaluationRuns evaluations;
    private final ChunkQueue queue;
    private final RunReporter reporter;
    private final StageName stage;
    private final Key key;
    private List<Chunk> offered = List.of();
    private Set<Integer> before = Set.of();
    private boolean helped;

    /**
     * An evaluation with its results.
     *
     * @param scoreRun evaluated score run
     * @param evaluation id of the evaluation
     * @param specHash SHA-256 of everything that the evaluation depends on
     */
    public record Key(ScoreRunId scoreRun, String evaluation, String specHash) {

        EvaluationRuns.Chunk chunk(int number) {
            return new EvaluationRuns.Chunk(scoreRun, evaluation, specHash, number);
        }
    }

    StoredChunks(PipelineJob.Tools tools, RunReporter reporter, StageName stage, Key key) {
        this.evaluations = tools.stores().evaluations();
        this.queue = tools.chunks();
        this.reporter = reporter;
        this.stage = stage;
        this.key = key;
    }

    /** Offers all chunks of the evaluation that are not stored, but the first of them, to others. */
    void offer(Evaluation evaluation, EvaluationInput input) {
        before = evaluations.chunks(key.scoreRun(), key.evaluation(), key.specHash());
        if (queue.isShared()) {
            offered = evaluation.chunks(input).stream()
                    .filter(number -> !before.contains(number))
                    .skip(1)
                    .map(this::named)
                    .toList();
            queue.offer(offered);
        }
    }

    /** Returns whether others have computed a chunk meanwhile. */
    boolean wereHelped() {
        return helped;
    }

    /** Takes back what was offered and is not being computed. */
    void withdraw() {
        queue.withdraw(offered);
    }

    private Chunk named(int number) {
        return new Chunk(reporter.id(), stage, key.evaluation(), number);
    }

    @Override
    public <T> T get(int number, Class<T> type, Supplier<T> work) {
        EvaluationRuns.Chunk chunk = key.chunk(number);
        T stored = evaluations.chunk(chunk, type);
        helped |= stored != null && !before.contains(number);
        while (stored == null) {
            boolean taken = queue.take(named(number));
            stored = evaluations.chunk(chunk, type);
            if (stored != null) {
                helped = true;
            } else if (taken) {
                stored = work.get();
                evaluations.saveChunk(chunk, stored);
            } else {
                reporter.pause();
                reporter.stopIfAsked();
            }
        }
        return stored;
    }

    /** Computes and stores one chunk of an evaluation, and leaves the others out. */
    public static final class One implements EvaluationChunks {

        private final EvaluationRuns evaluations;
        private final Key key;
        private final int wanted;
        private boolean passed;

        /** Computes the chunk with the number that is wanted. */
        public One(EvaluationRuns evaluations, Key key, int wanted) {
            this.evaluations = evaluations;
            this.key = key;
            this.wanted = wanted;
        }

        /** Returns whether the evaluation has gone by the chunk, and can be stopped. */
        public boolean isPassed() {
            return passed;
        }

        @Override
        public <T> @Nullable T get(int number, Class<T> type, Supplier<T> work) {
            T computed = null;
            if (number == wanted && evaluations.chunk(key.chunk(number), type) == null) {
                computed = work.get();
                evaluations.saveChunk(key.chunk(number), computed);
            }
            passed |= number >= wanted;
            return computed;
        }
    }
}
