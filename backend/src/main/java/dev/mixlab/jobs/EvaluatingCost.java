package dev.mixlab.jobs;

import dev.mixlab.encoder.family.EncoderConfig;
import dev.mixlab.evaluation.EvaluationCost;
import dev.mixlab.evaluation.EvaluationWork;
import dev.mixlab.evaluation.suite.Evaluations;
import dev.mixlab.mixing.ScoringMethods;
import dev.mixlab.run.PipelineSpec;
import java.util.ArrayList;
import java.util.List;

/** What evaluating the scores of one side costs, as far as it follows from the spec. */
final class EvaluatingCost {

    private EvaluatingCost() {}

    /** What the pace of an evaluation depends on beside the model. */
    static List<String> work(PipelineSpec spec) {
        List<String> work = new ArrayList<>(ScoringCost.work(spec));
        work.add("resamples=" + spec.evaluating().resamples());
        work.add("deletionExamples=" + spec.evaluating().deletionExamples());
        return work;
    }

    /** What one evaluation is expected to take. */
    static EvaluationCost of(String evaluation, EncoderConfig config, PipelineSpec spec, EncodedData data) {
        double tokens = data.test().pairs().stream()
                .map(EncodedPair::encoded)
                .mapToInt(encoded -> encoded.length())
                .average()
                .orElse(0);
        int columns = ScoringMethods.of(spec.methods()).stream()
                .flatMap(method ->
                        EvaluateStage.views(method.info(), spec.scoring().rows()).stream())
                .mapToInt(view -> view.layers(config.layers()))
                .sum();
        return Evaluations.of(evaluation)
                .cost(new EvaluationWork(
                        data.test().pairs().size(),
                        tokens,
                        config.layers(),
                        columns,
                        ScoringCost.forward(config, tokens),
                        spec.evaluating()));
    }
}
