package dev.mixlab.jobs;

import dev.mixlab.encoder.EncoderConfig;
import dev.mixlab.encoder.MaskedLanguageModel;
import dev.mixlab.jobs.PreparedData.Kept;
import dev.mixlab.run.Estimate;
import dev.mixlab.run.Models;
import dev.mixlab.run.Paces;
import dev.mixlab.run.PipelineSpec;
import dev.mixlab.run.StageName;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * What runs will cost. Steps and examples are counted; seconds come from past runs of the same model on this machine,
 * or else from the floating-point operations that the model asks for and the machine's measured speed.
 */
public final class Estimator {

    /** Share of the speed of a large matrix product that a whole pass reaches. */
    private static final double EFFICIENCY = 0.4;

    /** Seconds that a layer takes whatever its size: a few dozen calls into the engine. */
    private static final double CALLS = 0.001;

    /** What is stored of an example beside its maps. */
    private static final long BYTES_OF_A_ROW = 1200;

    private final Models models;
    private final Paces paces;
    private final MachineSpeed speed = new MachineSpeed();

    public Estimator(Models models, Paces paces) {
        this.models = models;
        this.paces = paces;
    }

    Estimate estimate(PipelineSpec spec, PreparedData data) {
        Plan plan = plan(spec, data);
        int train = data.train().kept().size();
        return new Estimate(
                spec.fineTuning().totalSteps(train),
                train,
                data.test().kept().size(),
                plan.seconds(),
                bytes(spec, data),
                plan.basis());
    }

    /** How much there is to do, and how fast it should go. */
    Plan plan(PipelineSpec spec, PreparedData data) {
        long test = data.test().kept().size();
        Map<StageName, Long> examples = Map.of(
                StageName.SCORE_BEFORE, test,
                StageName.FINE_TUNE,
                        (long) spec.fineTuning().epochs() * data.train().kept().size(),
                StageName.SCORE_AFTER, test);
        OptionalDouble scoring = paces.rate(StageName.SCORE_BEFORE, spec.modelId(), ScoringCost.work(spec));
        OptionalDouble training = paces.rate(StageName.FINE_TUNE, spec.modelId(), List.of());
        if (scoring.isPresent() && training.isPresent()) {
            String basis = "Seconds from past runs of %s on this machine.".formatted(spec.modelId());
            return new Plan(examples, rates(scoring.getAsDouble(), training.getAsDouble()), basis);
        }
        EncoderConfig config = MaskedLanguageModel.config(models.open(spec.modelId()));
        String basis = "Seconds from the size of %s (%,d parameters) and this machine's speed at matrix products"
                        .formatted(
                                spec.modelId(),
                                models.get(spec.modelId()).size().parameters())
                + " (%.0f GFLOP/s); no past run of it to go by.".formatted(speed.flops() / 1e9);
        return new Plan(
                examples,
                rates(
                        scoring.orElseGet(() -> scoringRate(config, spec, data)),
                        training.orElseGet(() -> trainingRate(config, spec, data))),
                basis);
    }

    private static Map<StageName, Double> rates(double scoring, double training) {
        return Map.of(
                StageName.SCORE_BEFORE, scoring,
                StageName.FINE_TUNE, training,
                StageName.SCORE_AFTER, scoring);
    }

    private double scoringRate(EncoderConfig config, PipelineSpec spec, PreparedData data) {
        ScoringCost cost = ScoringCost.of(spec);
        double operations = 0;
        for (Kept kept : data.test().kept()) {
            operations += cost.operations(config, kept.encoded().length());
        }
        int examples = data.test().kept().size();
        double batches = Math.max(1, examples / 32.0);
        return examples / seconds(operations, 3 * batches * config.layers());
    }

    private double trainingRate(EncoderConfig config, PipelineSpec spec, PreparedData data) {
        double perEpoch = 0;
        for (Kept kept : data.train().kept()) {
            perEpoch += 3 * ScoringCost.forward(config, kept.encoded().length());
        }
        for (Kept kept : data.test().kept()) {
            perEpoch += ScoringCost.forward(config, kept.encoded().length());
        }
        int examples = data.train().kept().size();
        double steps = spec.fineTuning().stepsPerEpoch(examples);
        return examples / seconds(perEpoch, 6 * steps * config.layers());
    }

    private double seconds(double operations, double layerCalls) {
        return operations / (EFFICIENCY * speed.flops()) + CALLS * layerCalls;
    }

    private long bytes(PipelineSpec spec, PreparedData data) {
        var size = models.get(spec.modelId()).size();
        ScoringCost cost = ScoringCost.of(spec);
        long maps = 0;
        for (Kept kept : data.test().kept()) {
            long numbers = size.layers() * cost.numbersPerLayer(kept.encoded().length());
            maps += BYTES_OF_A_ROW + Float.BYTES * numbers;
        }
        return 2 * maps + Float.BYTES * size.parameters();
    }
}
