package dev.mixlab.jobs;

import dev.mixlab.encoder.MaskedLanguageModel;
import dev.mixlab.jobs.encoding.EncodedData;
import dev.mixlab.jobs.encoding.EncodedPair;
import dev.mixlab.mixing.ScoringMethods;
import dev.mixlab.mixing.engine.ScoreEngine;
import dev.mixlab.mixing.engine.ScoredExample;
import dev.mixlab.mixing.method.MachineBudget;
import dev.mixlab.mixing.method.ScoringMethod;
import dev.mixlab.run.PipelineSpec;
import dev.mixlab.run.StageName;
import dev.mixlab.run.score.Phase;
import dev.mixlab.run.score.ScoreRun;
import dev.mixlab.run.score.ScoreRuns;
import dev.mixlab.run.score.ScoreRuns.Scored;
import dev.mixlab.run.score.ScoreRuns.Skipped;
import dev.mixlab.text.EncodedExample;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * Scores the test examples in chunks, each stored as a whole while the next is scored. The chunks depend on the data only. A run
 * that was killed therefore resumes with the first chunk that is not stored, and its scores are those of an uninterrupted run.
 */
final class ScoreStage {

    private static final int CHUNK = 128;

    private final ScoreRuns scores;
    private final RunReporter reporter;
    private final PipelineSpec spec;
    private final EncodedData data;
    private final MachineBudget budget;

    ScoreStage(ScoreRuns scores, RunReporter reporter, PipelineSpec spec, EncodedData data, MachineBudget budget) {
        this.scores = scores;
        this.reporter = reporter;
        this.spec = spec;
        this.data = data;
        this.budget = budget;
    }

    /** Creates the score run, or returns the one that an interrupted run created. */
    ScoreRun begin(Phase phase, String modelId, int layers) {
        return scores.begin(new ScoreRuns.New(reporter.id(), phase, modelId, spec.dataId(), spec.methods(), layers));
    }

    /** Scores the examples that are not stored yet and returns the score run with its accuracy. */
    ScoreRun score(StageName stage, ScoreRun begun, MaskedLanguageModel model) {
        List<Integer> order = data.testByLength();
        reporter.begin(stage, begun.examples(), order.size());
        List<ScoringMethod> methods = ScoringMethods.of(spec.methods());
        Storing storing = new Storing(begun, order);
        long start = System.nanoTime();
        try (ScoreEngine engine = new ScoreEngine(model, methods, spec.scoring().options(budget))) {
            engine.scoreGroups(storing.chunks(), storing, reporter::shallStop);
        }
        reporter.log(String.format(
                Locale.ROOT,
                "%d examples scored by %d methods in %.1f s (%.1f s of database writes overlapped).",
                order.size() - begun.examples(),
                methods.size(),
                (System.nanoTime() - start) / 1e9,
                storing.nanoseconds / 1e9));
        scores.skipped(begun.id()).forEach(this::report);
        return scores.finish(begun.id());
    }

    private void report(Skipped skipped) {
        reporter.log("%s: %s of %s examples have no map, such as: %s"
                .formatted(
                        skipped.method(),
                        skipped.examples(),
                        data.testByLength().size(),
                        skipped.reason()));
    }

    /** Stores scored examples in chunks while the next chunk is being scored. */
    private final class Storing implements Consumer<ScoredExample> {

        private final ScoreRun run;
        private final List<Integer> left;
        private final List<Scored> scored = new ArrayList<>();
        private int done;
        private long nanoseconds;

        Storing(ScoreRun begun, List<Integer> order) {
            run = begun;
            left = order.subList(begun.examples(), order.size());
        }

        List<List<EncodedExample>> chunks() {
            List<List<EncodedExample>> chunks = new ArrayList<>();
            for (int from = 0; from < left.size(); from += CHUNK) {
                chunks.add(left.subList(from, Math.min(left.size(), from + CHUNK)).stream()
                        .map(index -> data.test().pairs().get(index).encoded())
                        .toList());
            }
            return chunks;
        }

        @Override
        public void accept(ScoredExample example) {
            int index = left.get(example.index());
            EncodedPair pair = data.test().pairs().get(index);
            scored.add(new Scored(
                    pair.detail(index, example.correct(), example.probabilityGood(), example.probabilityBad()),
                    example.maps(),
                    example.skipReasons()));
            done++;
            reporter.done(run.examples() + done);
            if (scored.size() == CHUNK || done == left.size()) {
                long start = System.nanoTime();
                scores.append(run.id(), List.copyOf(scored));
                scored.clear();
                nanoseconds += System.nanoTime() - start;
            }
        }
    }
}
