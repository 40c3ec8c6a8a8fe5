package dev.mixlab.jobs.cost;

import dev.mixlab.encoder.family.EncoderConfig;
import dev.mixlab.evaluation.EvaluationCost;
import dev.mixlab.evaluation.EvaluationWork;
import dev.mixlab.evaluation.EvaluationWork.ModelWork;
import dev.mixlab.evaluation.EvaluationWork.ScoringWork;
import dev.mixlab.evaluation.MethodVariant;
import dev.mixlab.evaluation.suite.Evaluations;
import dev.mixlab.jobs.encoding.EncodedData;
import dev.mixlab.mixing.ScoringMethods;
import dev.mixlab.run.spec.PipelineSpec;
import java.util.ArrayList;
import java.util.List;

/** The cost of evaluating one score run, estimated from the spec. */
public final class EvaluatingCost {

    private EvaluatingCost() {}

    /** Returns the settings, beside the model, on which the throughput of an evaluation depends. */
    public static List<String> work(PipelineSpec spec) {
        List<String> work = new ArrayList<>(ScoringCost.work(spec));
        work.add("resamples=" + spec.evaluating().resamples());
        work.add("deletionExamples=" + spec.evaluating().deletionExamples());
        work.add("cueUnits=" + spec.evaluating().cueUnits());
        return work;
    }

    /** Returns the time of one evaluation on the reference machine. */
    static ReferenceTime time(String evaluation, EncoderConfig config, PipelineSpec spec, EncodedData data) {
        EvaluationCost cost = of(evaluation, config, spec, data);
        return new ReferenceTime(cost.operations(), cost.overhead());
    }

    /** Returns the expected cost of one evaluation. */
    static EvaluationCost of(String evaluation, EncoderConfig config, PipelineSpec spec, EncodedData data) {
        Lengths lengths = Lengths.of(data.test());
        int columns = ScoringMethods.of(spec.methods()).stream()
                .flatMap(
                        method -> MethodVariant.of(method.info(), spec.scoring().rows()).stream())
                .mapToInt(variant -> variant.layers(config.layers()))
                .sum();
        ModelWork model = new ModelWork(
                config.layers(),
                config.heads(),
                config.hidden(),
                config.vocabulary(),
                matrices(config),
                ScoringCost.forward(config, lengths.mean()));
        ReferenceTime sentence = ScoringCost.of(spec).sentence(config, (int) Math.round(lengths.mean()));
        ScoringWork scoring = new ScoringWork(sentence.operations(), sentence.overhead());
        return Evaluations.of(evaluation)
                .cost(new EvaluationWork(lengths.stream().toArray(), model, columns, scoring, spec.evaluating()));
    }

    /** Returns the number of weights in matrices, which are nearly all weights. */
    private static double matrices(EncoderConfig config) {
        double hidden = config.hidden();
        double layer = 4 * hidden * hidden + 2 * hidden * config.intermediate();
        return config.layers() * layer
                + (double) config.vocabulary() * config.embeddings().size();
    }
}
