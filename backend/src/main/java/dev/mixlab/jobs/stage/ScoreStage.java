package dev.mixlab.jobs.stage;

import dev.mixlab.common.StorageException;
import dev.mixlab.encoder.MaskedLanguageModel;
import dev.mixlab.jobs.chunk.Chunk;
import dev.mixlab.jobs.chunk.ChunkQueue;
import dev.mixlab.jobs.encoding.EncodedData;
import dev.mixlab.mixing.engine.ScoreEngine;
import dev.mixlab.mixing.method.MachineBudget;
import dev.mixlab.run.RunTakenOverException;
import dev.mixlab.run.score.Phase;
import dev.mixlab.run.score.ScoreRun;
import dev.mixlab.run.score.ScoreRuns;
import dev.mixlab.run.score.ScoreRuns.Scored;
import dev.mixlab.run.score.ScoreRuns.Skipped;
import dev.mixlab.run.spec.PipelineSpec;
import dev.mixlab.run.spec.StageName;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Scores the test examples in chunks, each stored as a whole while the next is scored. A run that was killed resumes with the chunks that
 * are not stored, and its scores are those of an uninterrupted run. Chunks that this execution of the run has not begun are offered to
 * others.
 */
final class ScoreStage {

    /** Chunks that are taken at once: one to be scored while the other is stored. */
    private static final int TOGETHER = 2;

    private final ScoreRuns scores;
    private final RunReporter reporter;
    private final PipelineSpec spec;
    private final ScoreChunks chunks;
    private final ChunkQueue queue;
    private final MachineBudget budget;

    ScoreStage(PipelineJob.Tools tools, RunReporter reporter, PipelineSpec spec, EncodedData data) {
        this.scores = tools.stores().scores();
        this.reporter = reporter;
        this.spec = spec;
        this.chunks = new ScoreChunks(data, spec);
        this.queue = tools.chunks();
        this.budget = tools.budget();
    }

    /** Creates the score run, or returns the one that an interrupted run created. */
    ScoreRun begin(Phase phase, String modelId, int layers) {
        return scores.begin(new ScoreRuns.New(reporter.id(), phase, modelId, spec.dataId(), spec.methods(), layers));
    }

    /** Scores the examples that are not stored yet and returns the score run with its accuracy. */
    ScoreRun score(StageName stage, ScoreRun begun, MaskedLanguageModel model) {
        reporter.begin(stage, begun.examples(), chunks.examples());
        Work work = new Work(stage, begun);
        long start = System.nanoTime();
        try (ScoreEngine engine = chunks.engine(model, budget)) {
            work.scoreWith(engine);
        }
        int others = chunks.examples() - begun.examples() - work.here;
        if (others > 0) {
            reporter.helped();
        }
        reporter.log(String.format(
                Locale.ROOT,
                "%d examples scored by %d methods in %.1f s (%.1f s of database writes overlapped)%s.",
                chunks.examples() - begun.examples(),
                spec.methods().size(),
                (System.nanoTime() - start) / 1e9,
                work.nanoseconds / 1e9,
                others > 0 ? ", %s of them by other workers".formatted(others) : ""));
        scores.skipped(begun.id()).forEach(this::report);
        return scores.finish(begun.id());
    }

    private void report(Skipped skipped) {
        reporter.log("%s: %s of %s examples have no map, such as: %s"
                .formatted(skipped.method(), skipped.examples(), chunks.examples(), skipped.reason()));
    }

    /** Scores what others do not, until all is stored. */
    private final class Work {

        private final StageName stage;
        private final ScoreRun run;
        private List<Integer> left;
        private int stored;
        private int here;
        private long nanoseconds;

        Work(StageName stage, ScoreRun run) {
            this.stage = stage;
            this.run = run;
            this.left = look();
        }

        /** Reads what is stored, and returns the chunks that are not. */
        private List<Integer> look() {
            Set<Integer> indices = scores.stored(run.id());
            stored = indices.size();
            return chunks.left(indices);
        }

        void scoreWith(ScoreEngine engine) {
            try {
                queue.offer(named(left.subList(Math.min(left.size(), together()), left.size())));
                while (!left.isEmpty()) {
                    reporter.stopIfAsked();
                    scoreNext(engine);
                    left = look();
                    reporter.done(stored);
                }
            } catch (StorageException | RunTakenOverException later) {
                throw later;
            } catch (RuntimeException | Error stopped) {
                queue.withdraw(named(left));
                throw stopped;
            }
        }

        private int together() {
            return queue.isShared() ? TOGETHER : Math.max(1, left.size());
        }

        private List<Chunk> named(List<Integer> numbers) {
            return numbers.stream().map(this::named).toList();
        }

        private Chunk named(int number) {
            return new Chunk(reporter.id(), stage, null, number);
        }

        private void scoreNext(ScoreEngine engine) {
            List<Integer> taken = new ArrayList<>();
            for (int i = 0; i < left.size() && taken.size() < together(); i++) {
                if (queue.take(named(left.get(i)))) {
                    taken.add(left.get(i));
                }
            }
            // What somebody else has stored before it was taken here is found only now.
            taken.retainAll(look());
            if (taken.isEmpty()) {
                reporter.pause();
            } else {
                int before = stored;
                chunks.score(engine, taken, this::store, done -> reporter.done(before + done), reporter::shallStop);
            }
        }

        private void store(List<Scored> chunk) {
            long start = System.nanoTime();
            scores.append(run.id(), chunk);
            nanoseconds += System.nanoTime() - start;
            here += chunk.size();
        }
    }
}
