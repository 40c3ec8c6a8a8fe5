package dev.mixlab.jobs.cost;

import dev.mixlab.jobs.cost.Estimator.Limits;
import dev.mixlab.jobs.cost.StageTimes.Subject;
import dev.mixlab.mixing.method.ScoreOptions.Rows;
import dev.mixlab.run.catalogue.Models;
import dev.mixlab.run.fitting.HeadFittingSpec;
import dev.mixlab.run.spec.PipelineSpec;
import dev.mixlab.weights.tensor.DataType;

/** What a run needs of memory and disk. */
final class Needs {

    /** Bytes stored per example in addition to its maps. */
    private static final long BYTES_OF_A_ROW = 1200;

    private final Models models;
    private final Limits limits;

    Needs(Models models, Limits limits) {
        this.models = models;
        this.limits = limits;
    }

    MemoryNeed memory(Subject subject) {
        HeadFittingSpec fitting = subject.spec().headFitting();
        int headTokens = fitting == null ? 0 : fitting.tokensPerBatch();
        return new MemoryNeed(
                subject.config(),
                subject.parameters(),
                limits.scoring(),
                limits.machine().heap(),
                headTokens);
    }

    DiskNeed disk(Subject subject) {
        PipelineSpec spec = subject.spec();
        double evaluations = spec.evaluations().stream()
                .mapToDouble(id -> EvaluatingCost.of(id, subject.config(), spec, subject.data())
                        .bytes())
                .sum();
        return new DiskNeed(
                maps(subject, spec.scoring().rows()),
                2 * Math.round(evaluations),
                subject.parameters(),
                fitted(subject));
    }

    /** Returns the bytes of a model with a fitted head beside those that it has in common with the model without. */
    private long fitted(Subject subject) {
        if (subject.spec().headFitting() == null) {
            return 0;
        }
        boolean sameEncoder = models.open(subject.spec().modelId()).tensors().stream()
                .allMatch(info -> info.type() == DataType.F32 || !info.type().floating());
        return Float.BYTES * (sameEncoder ? HeadFittingCost.parameters(subject.config()) : subject.parameters());
    }

    /** Returns what a run takes while it is executed. */
    Demand demand(Subject subject) {
        Lengths train = Lengths.of(subject.data().train());
        int batch = Math.min(subject.spec().fineTuning().batchSize(), train.count());
        return new Demand(
                memory(subject).arrays(batch, train.longestOf(batch)),
                disk(subject).most());
    }

    /** Returns the bytes of the sentences and their maps in both score runs. */
    static long maps(Subject subject, Rows rows) {
        PipelineSpec spec = subject.spec();
        ScoringCost cost = ScoringCost.of(spec.withScoring(spec.scoring().withRows(rows)));
        int layers = subject.config().layers();
        return 2
                * Lengths.of(subject.data().test()).stream()
                        .mapToLong(tokens -> BYTES_OF_A_ROW + cost.numbersPerLayer(tokens) * layers * Float.BYTES)
                        .sum();
    }
}
