package dev.mixlab.jobs.cost;

import dev.mixlab.encoder.family.EncoderConfig;
import dev.mixlab.jobs.encoding.EncodedData;
import dev.mixlab.run.estimate.StageTiming;
import dev.mixlab.run.estimate.Throughputs;
import dev.mixlab.run.fitting.HeadFittingSpec;
import dev.mixlab.run.spec.PipelineSpec;
import dev.mixlab.run.spec.StageName;
import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;

/**
 * The time that each part of a run is expected to take: that of its work on the reference machine, times the slowness that this machine
 * has shown with models of the same sizes, or else by the machine's speed at matrix products.
 */
public final class StageTimes {

    private static final List<StageName> SCORING = List.of(StageName.SCORE_BEFORE, StageName.SCORE_AFTER);
    private static final List<StageName> TRAINING = List.of(StageName.FINE_TUNE);
    private static final List<StageName> FITTING = List.of(StageName.FIT_HEAD);

    /** Seconds per layer of a pass: some dozens of calls of the engine. */
    private static final double CALLS = 1e-3;

    private final Throughputs throughputs;
    private final MachineSpeed speed;
    private final PipelineSpec spec;
    private final EncoderConfig config;
    private final long parameters;
    private final EncodedData data;
    private final int sentences;

    StageTimes(Throughputs throughputs, MachineSpeed speed, Subject subject) {
        this.throughputs = throughputs;
        this.speed = speed;
        this.spec = subject.spec();
        this.config = subject.config();
        this.parameters = subject.parameters();
        this.data = subject.data();
        this.sentences = subject.sentences();
    }

    /**
     * What is estimated.
     *
     * @param spec the run
     * @param config its encoder
     * @param parameters number of parameters of its model
     * @param data its encoded data
     * @param sentences number of sentences that its head is fitted with, if one is
     */
    public record Subject(PipelineSpec spec, EncoderConfig config, long parameters, EncodedData data, int sentences) {}

    /**
     * An expected time.
     *
     * @param measured whether past runs were there to go by
     */
    record Expected(double seconds, boolean measured) {}

    Expected scoring() {
        StageTiming.Work work = scoringWork();
        return expected(throughputs.slowness(SCORING, work.geometry(), work.settings()), scoringTime());
    }

    Expected training() {
        StageTiming.Work work = trainingWork();
        return expected(throughputs.slowness(TRAINING, work.geometry(), work.settings()), trainingTime());
    }

    /** Returns the time of fitting a head, for a run that fits one. */
    Expected headFitting() {
        StageTiming.Work work = headFittingWork();
        return expected(throughputs.slowness(FITTING, work.geometry(), work.settings()), headFittingTime());
    }

    Expected evaluation(String id) {
        StageTiming.Work work = evaluationWork(id);
        return expected(
                throughputs.evaluationSlowness(id, work.geometry(), work.settings()),
                EvaluatingCost.time(id, config, spec, data));
    }

    private Expected expected(OptionalDouble slowness, ReferenceTime time) {
        return slowness.isPresent()
                ? new Expected(slowness.getAsDouble() * time.seconds(), true)
                : new Expected(time.seconds(speed.flops()), false);
    }

    /** Returns the work of scoring all test examples. */
    public StageTiming.Work scoringWork() {
        return work(ScoringCost.work(spec), data.test().pairs().size(), scoringTime());
    }

    /** Returns the work of fine-tuning, all epochs together. */
    public StageTiming.Work trainingWork() {
        long examples = (long) spec.fineTuning().epochs() * data.train().pairs().size();
        return work(List.of(), examples, trainingTime());
    }

    /** Returns the work of fitting a head, counted in steps, for a run that fits one. */
    public StageTiming.Work headFittingWork() {
        return work(HeadFittingCost.work(spec), fitting().steps(), headFittingTime());
    }

    private ReferenceTime headFittingTime() {
        double calls = 2.0 * CALLS * fitting().steps() * config.layers();
        return new ReferenceTime(HeadFittingCost.operations(fitting(), config, data, sentences), calls);
    }

    private HeadFittingSpec fitting() {
        return Objects.requireNonNull(spec.headFitting());
    }

    /** Returns the work of an evaluation of all test examples. */
    public StageTiming.Work evaluationWork(String id) {
        return work(EvaluatingCost.work(spec), data.test().pairs().size(), EvaluatingCost.time(id, config, spec, data));
    }

    private StageTiming.Work work(List<String> settings, long examples, ReferenceTime time) {
        return new StageTiming.Work(spec.modelId(), geometry(), settings, examples, time.seconds());
    }

    private ReferenceTime scoringTime() {
        return ScoringCost.of(spec).time(config, Lengths.of(data.test()));
    }

    private ReferenceTime trainingTime() {
        return new TrainingCost(config, parameters, spec.fineTuning())
                .time(Lengths.of(data.train()), Lengths.of(data.test()));
    }

    /** Returns the family and sizes of the encoder: what models have in common that take the same time. */
    private String geometry() {
        return "%s, %s layers of %s with %s heads and %s inner units, %s pieces of %s"
                .formatted(
                        config.family().id(),
                        config.layers(),
                        config.hidden(),
                        config.heads(),
                        config.intermediate(),
                        config.vocabulary(),
                        config.embeddings().size());
    }
}
