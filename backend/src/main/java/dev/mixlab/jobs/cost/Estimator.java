package dev.mixlab.jobs.cost;

import dev.mixlab.encoder.family.EncoderConfig;
import dev.mixlab.jobs.encoding.EncodedData;
import dev.mixlab.jobs.encoding.EncodedPair;
import dev.mixlab.run.CostEstimate;
import dev.mixlab.run.PipelineSpec;
import dev.mixlab.run.StageName;
import dev.mixlab.run.Throughputs;
import dev.mixlab.run.catalogue.Models;
import dev.mixlab.run.fitting.HeadFittingSpec;
import dev.mixlab.run.fitting.Texts;
import dev.mixlab.training.FineTuningSettings;
import dev.mixlab.training.WarmUpLinear;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * Estimates the cost of runs. Steps and examples are counted. Seconds are estimated from past runs of the same model on this
 * machine, or else from the model's number of floating-point operations and the machine's measured speed.
 */
public final class Estimator {

    /** Bytes stored per example in addition to its maps. */
    private static final long BYTES_OF_A_ROW = 1200;

    private final Models models;
    private final Texts texts;
    private final Throughputs throughputs;
    private final MachineSpeed speed = new MachineSpeed();

    public Estimator(Models models, Texts texts, Throughputs throughputs) {
        this.models = models;
        this.texts = texts;
        this.throughputs = throughputs;
    }

    public CostEstimate estimate(PipelineSpec spec, EncodedData data) {
        EncoderConfig config = EncoderConfig.of(models.open(spec.modelId()));
        Plan plan = plan(spec, data, config);
        int train = data.train().pairs().size();
        return new CostEstimate(
                spec.fineTuning().totalSteps(train),
                train,
                data.test().pairs().size(),
                plan.seconds(),
                bytes(spec, data, config),
                plan.basis(),
                warnings(spec.fineTuning(), train));
    }

    private static List<String> warnings(FineTuningSettings settings, int examples) {
        int steps = settings.totalSteps(examples);
        if (!new WarmUpLinear(settings.learningRate(), settings.warmUp(), steps).isZero()) {
            return List.of();
        }
        String counted = steps == 1 ? "the only step" : "all %s steps".formatted(steps);
        return List.of(("The model will learn nothing: the learning rate is 0 in %s."
                        + " Use more epochs or a smaller batch size, so that there are steps after the first,"
                        + " or a warm-up of 0 and a higher rate.")
                .formatted(counted));
    }

    /** Returns the number of examples and the expected rate of each stage. */
    public Plan plan(PipelineSpec spec, EncodedData data, EncoderConfig config) {
        long test = data.test().pairs().size();
        long evaluated = test * spec.evaluations().size();
        HeadFittingSpec fitting = spec.headFitting();
        Map<StageName, Long> examples = Map.of(
                StageName.FIT_HEAD,
                fitting == null ? 0 : (long) fitting.steps(),
                StageName.SCORE_BEFORE,
                test,
                StageName.EVALUATE_BEFORE,
                evaluated,
                StageName.FINE_TUNE,
                (long) spec.fineTuning().epochs() * data.train().pairs().size(),
                StageName.SCORE_AFTER,
                test,
                StageName.EVALUATE_AFTER,
                evaluated);
        OptionalDouble scoring = throughputs.rate(StageName.SCORE_BEFORE, spec.modelId(), ScoringCost.work(spec));
        OptionalDouble training = throughputs.rate(StageName.FINE_TUNE, spec.modelId(), List.of());
        OptionalDouble head = fitting == null
                ? OptionalDouble.of(1)
                : throughputs.rate(StageName.FIT_HEAD, spec.modelId(), HeadFittingCost.work(spec));
        boolean known = scoring.isPresent()
                && training.isPresent()
                && head.isPresent()
                && spec.evaluations().stream()
                        .allMatch(id -> evaluationRate(id, spec).isPresent());
        double scoringRate = scoring.orElseGet(() -> scoringRate(config, spec, data));
        Map<StageName, Double> rates = new EnumMap<>(StageName.class);
        if (fitting != null) {
            rates.put(StageName.FIT_HEAD, head.orElseGet(() -> fittingRate(fitting, config, data)));
        }
        rates.put(StageName.SCORE_BEFORE, scoringRate);
        rates.put(StageName.FINE_TUNE, training.orElseGet(() -> trainingRate(config, spec, data)));
        rates.put(StageName.SCORE_AFTER, scoringRate);
        if (evaluated > 0) {
            double rate = evaluated / evaluatingSeconds(config, spec, data);
            rates.put(StageName.EVALUATE_BEFORE, rate);
            rates.put(StageName.EVALUATE_AFTER, rate);
        }
        return new Plan(examples, rates, known ? ofPastRuns(spec) : ofSize(spec));
    }

    private static String ofPastRuns(PipelineSpec spec) {
        return "Seconds from past runs of %s on this machine.".formatted(spec.modelId());
    }

    private String ofSize(PipelineSpec spec) {
        return String.format(
                        Locale.ROOT,
                        "Seconds from the size of %s (%,d parameters) and this machine's speed at matrix products",
                        spec.modelId(),
                        models.get(spec.modelId()).size().parameters())
                + String.format(
                        Locale.ROOT,
                        " (%.0f GFLOP/s), as far as there is no past run of the same work to go by.",
                        speed.flops() / 1e9);
    }

    private OptionalDouble evaluationRate(String evaluation, PipelineSpec spec) {
        return throughputs.evaluationRate(evaluation, spec.modelId(), EvaluatingCost.work(spec));
    }

    /** Estimates all evaluations of one score run, each by its own throughput where it is known. */
    private double evaluatingSeconds(EncoderConfig config, PipelineSpec spec, EncodedData data) {
        double examples = data.test().pairs().size();
        return spec.evaluations().stream()
                .mapToDouble(id -> {
                    OptionalDouble rate = evaluationRate(id, spec);
                    return rate.isPresent()
                            ? examples / rate.getAsDouble()
                            : speed.seconds(
                                    EvaluatingCost.of(id, config, spec, data).operations(), config.layers());
                })
                .sum();
    }

    private double scoringRate(EncoderConfig config, PipelineSpec spec, EncodedData data) {
        ScoringCost cost = ScoringCost.of(spec);
        double operations = 0;
        for (EncodedPair pair : data.test().pairs()) {
            operations += cost.operations(config, pair.encoded().length());
        }
        int examples = data.test().pairs().size();
        double batches = Math.max(1, examples / 32.0);
        return examples / speed.seconds(operations, 3 * batches * config.layers());
    }

    private double trainingRate(EncoderConfig config, PipelineSpec spec, EncodedData data) {
        double perEpoch = 0;
        for (EncodedPair pair : data.train().pairs()) {
            perEpoch += 3 * ScoringCost.forward(config, pair.encoded().length());
        }
        for (EncodedPair pair : data.test().pairs()) {
            perEpoch += ScoringCost.forward(config, pair.encoded().length());
        }
        int examples = data.train().pairs().size();
        double steps = spec.fineTuning().stepsPerEpoch(examples);
        return examples / speed.seconds(perEpoch, 6 * steps * config.layers());
    }

    /** Returns the expected steps of the fitting of a head per second. */
    private double fittingRate(HeadFittingSpec fitting, EncoderConfig config, EncodedData data) {
        String text = fitting.text();
        int sentences =
                text == null ? data.train().pairs().size() : texts.get(text).sentences();
        double seconds = speed.seconds(
                HeadFittingCost.operations(fitting, config, data, sentences), 2.0 * fitting.steps() * config.layers());
        return fitting.steps() / seconds;
    }

    private long bytes(PipelineSpec spec, EncodedData data, EncoderConfig config) {
        var size = models.get(spec.modelId()).size();
        ScoringCost cost = ScoringCost.of(spec);
        long maps = 0;
        for (EncodedPair pair : data.test().pairs()) {
            long numbers = size.layers() * cost.numbersPerLayer(pair.encoded().length());
            maps += BYTES_OF_A_ROW + Float.BYTES * numbers;
        }
        double evaluated = spec.evaluations().stream()
                .mapToDouble(id -> EvaluatingCost.of(id, config, spec, data).bytes())
                .sum();
        return 2 * (maps + (long) evaluated) + Float.BYTES * size.parameters();
    }
}
