package dev.mixlab.jobs.stage;

import dev.mixlab.common.PageRequest;
import dev.mixlab.encoder.MaskedLanguageModel;
import dev.mixlab.evaluation.EvaluatedExample;
import dev.mixlab.evaluation.EvaluationChunks;
import dev.mixlab.evaluation.EvaluationInput;
import dev.mixlab.evaluation.EvaluationInput.StoredMaps;
import dev.mixlab.evaluation.EvaluationInput.Watch;
import dev.mixlab.evaluation.MeasureValues;
import dev.mixlab.evaluation.MethodVariant;
import dev.mixlab.evaluation.suite.Evaluations;
import dev.mixlab.jobs.encoding.EncodedData;
import dev.mixlab.mixing.ScoringMethods;
import dev.mixlab.mixing.method.MachineBudget;
import dev.mixlab.mixing.method.MixingMap;
import dev.mixlab.mixing.method.ScoreOptions;
import dev.mixlab.mixing.method.ScoreOptions.Rows;
import dev.mixlab.run.score.ScoreRow;
import dev.mixlab.run.score.ScoreRun;
import dev.mixlab.run.score.ScoreRuns;
import dev.mixlab.run.spec.PipelineSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ObjIntConsumer;

/** What the evaluations of a score run read, for those that are computed as a whole and for single chunks of them alike. */
public final class EvaluationInputs {

    private static final int PAGE = 1000;

    private final Stores stores;
    private final PipelineSpec spec;
    private final MachineBudget budget;
    private final ScoreRun scored;
    private final List<EvaluatedExample> sentences;

    /** The inputs of the evaluations of a score run. */
    public EvaluationInputs(Stores stores, PipelineSpec spec, EncodedData data, MachineBudget budget, ScoreRun scored) {
        this.stores = stores;
        this.spec = spec;
        this.budget = budget;
        this.scored = scored;
        this.sentences = sentences(data);
    }

    /**
     * Returns the input of an evaluation.
     *
     * @param first index of the first sentence whose maps are visited
     */
    public EvaluationInput of(MaskedLanguageModel model, int first, Watch watch, EvaluationChunks chunks) {
        return new EvaluationInput(
                model,
                sentences,
                variants(scored, spec.scoring().rows()),
                maps(first),
                spec.evaluating(),
                budget,
                watch,
                chunks);
    }

    private StoredMaps maps(int first) {
        List<String> made = spec.evaluations();
        return new StoredMaps() {
            @Override
            public void visit(ObjIntConsumer<List<MixingMap>> visitor) {
                stores.scores().visit(scored.id(), first, visitor);
            }

            @Override
            public ScoreOptions options(MachineBudget share) {
                return spec.scoring().options(share);
            }

            @Override
            public List<MeasureValues> columns(String measure) {
                boolean stored = Evaluations.of(made).stream()
                        .flatMap(evaluation -> evaluation.info().measures().stream())
                        .anyMatch(known -> known.id().equals(measure));
                return stored ? stores.evaluations().columns(scored.id(), measure) : List.of();
            }
        };
    }

    /** Returns all variants of the scored methods for which the stored rows suffice. */
    static List<MethodVariant> variants(ScoreRun scored, Rows rows) {
        return ScoringMethods.of(scored.methods()).stream()
                .flatMap(method -> MethodVariant.of(method.info(), rows).stream())
                .toList();
    }

    /** Returns the test examples with the stored correctness of the model's answers, ordered by index. */
    private List<EvaluatedExample> sentences(EncodedData data) {
        List<EvaluatedExample> all = new ArrayList<>();
        while (all.size() < scored.examples()) {
            PageRequest next = new PageRequest(all.size(), PAGE);
            List<ScoreRow> rows = stores.scores()
                    .examples(scored.id(), ScoreRuns.Filter.any(), next)
                    .items();
            rows.forEach(row -> all.add(data.test().pairs().get(row.index()).evaluated(row.correct())));
        }
        return all;
    }
}
