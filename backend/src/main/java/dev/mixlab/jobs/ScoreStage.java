package dev.mixlab.jobs;

import dev.mixlab.encoder.MaskedLanguageModel;
import dev.mixlab.jobs.PreparedData.Kept;
import dev.mixlab.mixing.MemoryBudget;
import dev.mixlab.mixing.ScoreEngine;
import dev.mixlab.mixing.ScoredExample;
import dev.mixlab.mixing.ScoringMethod;
import dev.mixlab.mixing.ScoringMethods;
import dev.mixlab.run.PipelineSpec;
import dev.mixlab.run.ScoreRun;
import dev.mixlab.run.ScoreRuns;
import dev.mixlab.run.ScoreRuns.Refused;
import dev.mixlab.run.ScoreRuns.Scored;
import dev.mixlab.run.StageName;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Scores the test half in chunks, each stored as a whole. The chunks follow from the data alone, so a run that was killed
 * goes on with the first chunk that is not stored, and computes it as an undisturbed run would have.
 */
final class ScoreStage {

    private static final int CHUNK = 128;

    private final ScoreRuns scores;
    private final RunReporter reporter;
    private final PipelineSpec spec;
    private final PreparedData data;
    private final MemoryBudget budget;

    ScoreStage(ScoreRuns scores, RunReporter reporter, PipelineSpec spec, PreparedData data, MemoryBudget budget) {
        this.scores = scores;
        this.reporter = reporter;
        this.spec = spec;
        this.data = data;
        this.budget = budget;
    }

    /** Begins the score run, or finds the one that was begun. */
    ScoreRun begin(ScoreRun.When when, String modelId, int layers) {
        return scores.begin(new ScoreRuns.New(reporter.id(), when, modelId, spec.dataId(), spec.methods(), layers));
    }

    /** Scores what is not stored yet and gives the score run with its accuracy. */
    ScoreRun score(StageName stage, ScoreRun begun, MaskedLanguageModel model) {
        List<Integer> order = data.testByLength();
        reporter.begin(stage, begun.examples(), order.size());
        List<ScoringMethod> methods = ScoringMethods.of(spec.methods());
        long scoring = 0;
        long storing = 0;
        try (ScoreEngine engine = new ScoreEngine(model, methods, spec.scoring().options(budget))) {
            for (int from = begun.examples(); from < order.size(); from += CHUNK) {
                List<Integer> chunk = order.subList(from, Math.min(order.size(), from + CHUNK));
                reporter.stopIfAsked();
                long start = System.nanoTime();
                List<Scored> scored = score(engine, chunk, from);
                long made = System.nanoTime();
                scores.append(begun.id(), scored);
                scoring += made - start;
                storing += System.nanoTime() - made;
                reporter.done(from + chunk.size());
            }
        }
        reporter.log(String.format(
                Locale.ROOT,
                "%d examples by %d methods: %.1f s of scoring, %.1f s of storing.",
                order.size() - begun.examples(),
                methods.size(),
                scoring / 1e9,
                storing / 1e9));
        scores.refused(begun.id()).forEach(this::report);
        return scores.finish(begun.id());
    }

    private void report(Refused refused) {
        reporter.log("%s: %d of %d examples have no map, such as: %s"
                .formatted(
                        refused.method(),
                        refused.examples(),
                        data.testByLength().size(),
                        refused.reason()));
    }

    private List<Scored> score(ScoreEngine engine, List<Integer> chunk, int from) {
        List<Kept> kept = chunk.stream().map(data.test().kept()::get).toList();
        List<Scored> scored = new ArrayList<>();
        engine.score(
                kept.stream().map(Kept::encoded).toList(),
                example -> {
                    scored.add(stored(kept.get(example.index()), chunk.get(example.index()), example));
                    reporter.done(from + scored.size());
                },
                reporter::shallStop);
        return scored;
    }

    private static Scored stored(Kept kept, int index, ScoredExample example) {
        return new Scored(
                kept.detail(index, example.correct(), example.probabilityGood(), example.probabilityBad()),
                example.maps(),
                example.refusals());
    }
}
