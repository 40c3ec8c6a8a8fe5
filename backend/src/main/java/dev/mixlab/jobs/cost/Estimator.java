package dev.mixlab.jobs.cost;

import dev.mixlab.common.ConflictException;
import dev.mixlab.encoder.family.EncoderConfig;
import dev.mixlab.evaluation.suite.Evaluations;
import dev.mixlab.jobs.cost.StageTimes.Expected;
import dev.mixlab.jobs.cost.StageTimes.Subject;
import dev.mixlab.jobs.encoding.EncodedData;
import dev.mixlab.mixing.method.ScoreOptions.Rows;
import dev.mixlab.run.catalogue.Models;
import dev.mixlab.run.estimate.CostEstimate;
import dev.mixlab.run.estimate.CostEstimate.DeletionCurves;
import dev.mixlab.run.estimate.CostEstimate.Resource;
import dev.mixlab.run.estimate.CostEstimate.StageSeconds;
import dev.mixlab.run.estimate.CostEstimate.WholeMaps;
import dev.mixlab.run.estimate.Throughputs;
import dev.mixlab.run.fitting.HeadFittingSpec;
import dev.mixlab.run.fitting.Texts;
import dev.mixlab.run.spec.PipelineSpec;
import dev.mixlab.run.spec.StageName;
import dev.mixlab.training.FineTuningSettings;
import dev.mixlab.training.WarmUpLinear;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Estimates the cost of runs. Steps and examples are counted; {@link StageTimes}, {@link MemoryNeed} and {@link DiskNeed} estimate the
 * rest.
 */
public final class Estimator {

    private final Models models;
    private final Texts texts;
    private final Throughputs throughputs;
    private final Machine machine;
    private final Needs needs;
    private final MachineSpeed speed = new MachineSpeed();

    /**
     * Creates an estimator.
     *
     * @param limits what there is for runs
     */
    public Estimator(Models models, Texts texts, Throughputs throughputs, Limits limits) {
        this.models = models;
        this.texts = texts;
        this.throughputs = throughputs;
        this.machine = limits.machine();
        this.needs = new Needs(models, limits);
    }

    /**
     * What there is for runs.
     *
     * @param machine memory and disk
     * @param scoring bytes that scoring may use beside the weights
     */
    public record Limits(Machine machine, long scoring) {}

    /**
     * Estimates the cost of a run.
     *
     * @param others what other runs take, of memory at the same time
     */
    public CostEstimate estimate(PipelineSpec spec, EncodedData data, Demand others) {
        Subject subject = subject(spec, data);
        Plan plan = plan(spec, data);
        int train = data.train().pairs().size();
        long maps = Needs.maps(subject, Rows.ALL);
        return new CostEstimate(
                spec.fineTuning().totalSteps(train),
                train,
                data.test().pairs().size(),
                plan.seconds(),
                stages(plan),
                needs.disk(subject).kept(),
                disk(subject, others),
                memory(subject, others),
                new WholeMaps(maps, Suggestions.MOST_WHOLE_MAPS, Suggestions.rows(maps)),
                deletionCurves(spec, data),
                plan.basis(),
                warnings(spec.fineTuning(), train));
    }

    private static List<StageSeconds> stages(Plan plan) {
        return Stream.of(StageName.values())
                .filter(stage -> plan.total(stage) > 0)
                .map(stage -> new StageSeconds(stage, plan.seconds(stage, plan.total(stage))))
                .toList();
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

    /**
     * Refuses a run that needs more disk or memory than there is.
     *
     * @param others what other runs take, of memory at the same time
     * @throws ConflictException naming what it needs, what there is, and what can be done
     */
    public void requireFits(PipelineSpec spec, EncodedData data, Demand others) {
        Subject subject = subject(spec, data);
        List<String> shortages = Stream.of(disk(subject, others), memory(subject, others))
                .map(Resource::shortage)
                .filter(Objects::nonNull)
                .toList();
        if (!shortages.isEmpty()) {
            throw new ConflictException(String.join(" ", shortages));
        }
    }

    /** Returns what a run takes of memory and disk. */
    public Demand demand(PipelineSpec spec, EncodedData data) {
        return needs.demand(subject(spec, data));
    }

    /** Returns the rows that are suggested for a run. */
    public Rows suggestedRows(PipelineSpec spec, EncodedData data) {
        return Suggestions.rows(Needs.maps(subject(spec, data), Rows.ALL));
    }

    /**
     * Returns how many sentences are suggested to have deletion curves, by the time that they take on the reference machine, so that the
     * suggestion is the same everywhere; null for a run without deletion curves.
     */
    public @Nullable DeletionCurves deletionCurves(PipelineSpec spec, EncodedData data) {
        if (!spec.evaluations().contains(Evaluations.DELETION_CURVES)) {
            return null;
        }
        EncoderConfig config = EncoderConfig.of(models.open(spec.modelId()));
        return Suggestions.deletionCurves(sentences -> {
            PipelineSpec some =
                    spec.withEvaluations(spec.evaluations(), spec.evaluating().withDeletionExamples(sentences));
            return 2
                    * EvaluatingCost.time(Evaluations.DELETION_CURVES, config, some, data)
                            .seconds();
        });
    }

    private Subject subject(PipelineSpec spec, EncodedData data) {
        EncoderConfig config = EncoderConfig.of(models.open(spec.modelId()));
        long head = spec.headFitting() == null ? 0 : HeadFittingCost.parameters(config);
        long parameters = models.get(spec.modelId()).size().parameters() + head;
        return new Subject(spec, config, parameters, data, sentences(spec, data));
    }

    /** Returns the number of sentences that a head is fitted with, if one is. */
    private int sentences(PipelineSpec spec, EncodedData data) {
        HeadFittingSpec fitting = spec.headFitting();
        String text = fitting == null ? null : fitting.text();
        return text == null ? data.train().pairs().size() : texts.get(text).sentences();
    }

    /** Returns the expected times of a run's work, to compare measured ones with. */
    public StageTimes times(PipelineSpec spec, EncodedData data) {
        return new StageTimes(throughputs, speed, subject(spec, data));
    }

    /** Returns the number of examples and the expected rate of each stage. */
    public Plan plan(PipelineSpec spec, EncodedData data) {
        StageTimes times = times(spec, data);
        long test = data.test().pairs().size();
        long trained = (long) spec.fineTuning().epochs() * data.train().pairs().size();
        Expected scoring = times.scoring();
        Expected training = times.training();
        List<Expected> evaluations =
                spec.evaluations().stream().map(times::evaluation).toList();
        Map<StageName, Long> examples = new EnumMap<>(StageName.class);
        Map<StageName, Double> rates = new EnumMap<>(StageName.class);
        for (StageName stage : List.of(StageName.SCORE_BEFORE, StageName.SCORE_AFTER)) {
            examples.put(stage, test);
            rates.put(stage, test / scoring.seconds());
        }
        examples.put(StageName.FINE_TUNE, trained);
        rates.put(StageName.FINE_TUNE, trained / training.seconds());
        double evaluating = evaluations.stream().mapToDouble(Expected::seconds).sum();
        for (StageName stage : List.of(StageName.EVALUATE_BEFORE, StageName.EVALUATE_AFTER)) {
            examples.put(stage, test * evaluations.size());
            if (!evaluations.isEmpty()) {
                rates.put(stage, test * evaluations.size() / evaluating);
            }
        }
        boolean measured = Stream.concat(Stream.of(scoring, training), evaluations.stream())
                .allMatch(Expected::measured);
        HeadFittingSpec fitting = spec.headFitting();
        if (fitting != null) {
            Expected head = times.headFitting();
            examples.put(StageName.FIT_HEAD, (long) fitting.steps());
            rates.put(StageName.FIT_HEAD, fitting.steps() / head.seconds());
            measured &= head.measured();
        }
        return new Plan(examples, rates, measured ? ofPastRuns(spec) : ofSize(spec));
    }

    private static String ofPastRuns(PipelineSpec spec) {
        return "Time from past runs of models of the size of %s on this machine.".formatted(spec.modelId());
    }

    private String ofSize(PipelineSpec spec) {
        return String.format(
                        Locale.ROOT,
                        "Time from the size of %s (%,d parameters) and this machine's speed at matrix products",
                        spec.modelId(),
                        models.get(spec.modelId()).size().parameters())
                + String.format(
                        Locale.ROOT,
                        " (%.0f GFLOP/s), as far as there are no past runs of this size to go by.",
                        speed.flops() / 1e9);
    }

    private Resource disk(Subject subject, Demand others) {
        return new Shortages(subject.spec(), machine, others).disk(needs.disk(subject));
    }

    private Resource memory(Subject subject, Demand others) {
        return new Shortages(subject.spec(), machine, others)
                .memory(needs.memory(subject), Lengths.of(subject.data().train()));
    }
}
