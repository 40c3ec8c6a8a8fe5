package dev.mixlab.bench.finetune;

import ai.djl.training.EasyTrain;
import ai.djl.training.dataset.Batch;
import dev.mixlab.bench.BenchSettings;
import dev.mixlab.bench.MatrixProducts;
import dev.mixlab.bench.Spread;
import dev.mixlab.bench.Stopwatch;
import dev.mixlab.common.CancelledException;
import dev.mixlab.data.AgreementExample;
import dev.mixlab.data.sample.SampleData;
import dev.mixlab.encoder.MaskedLanguageModel;
import dev.mixlab.encoder.engine.EngineThreads;
import dev.mixlab.encoder.engine.Precision;
import dev.mixlab.encoder.family.EncoderConfig;
import dev.mixlab.text.EncodedExample;
import dev.mixlab.training.AdamW;
import dev.mixlab.training.AgreementBatches;
import dev.mixlab.training.AgreementLoss;
import dev.mixlab.training.BatchOrder;
import dev.mixlab.training.FineTuning;
import dev.mixlab.training.FineTuningListener;
import dev.mixlab.training.FineTuningSettings;
import dev.mixlab.training.InPlaceTrainer;
import dev.mixlab.training.Seeds;
import dev.mixlab.training.StepMetrics;
import dev.mixlab.training.WarmUpLinear;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.ToDoubleFunction;

/**
 * Fine-tuning steps: this program's own fine-tuning runs, and after each of its steps the published procedure trains a model of its own on the
 * same sentences, and the machine multiplies matrices. Sentences have the lengths of the sample data and random tokens.
 */
public final class FineTuningBench {

    private static final int PRODUCTS = 4;

    private final BenchSettings settings;
    private final Stopwatch watch;
    private final FineTuningSettings training = FineTuningSettings.paper().withEpochs(1);
    private final EncoderConfig config;
    private final List<EncodedExample> examples = new ArrayList<>();
    private final List<List<Integer>> order;
    private final List<Step> steps = new ArrayList<>();

    /** One repetition: seconds of both procedures, multiply-adds per second of the machine, and what both had to do. */
    private record Step(double published, double product, double rate, int tokens, FineTuningWork work) {}

    public FineTuningBench(BenchSettings settings) {
        this.settings = settings;
        watch = settings.watch();
        config = settings.geometry().config();
        Random random = new Random(settings.seed());
        for (AgreementExample example : SampleData.create().train()) {
            examples.add(sentence(random, example));
        }
        order = BatchOrder.shuffled(examples.size(), training.batchSize(), Seeds.of(training.seed(), "order", 1));
    }

    /** Runs the benchmark: one warm-up step, then the measured steps. */
    public FineTuningReport run() {
        return watch.measured(() -> {
            FirstStep published = publishedFirstStep();
            FirstStep product = productFirstStep();
            try (MaskedLanguageModel ours = model(config);
                    MaskedLanguageModel theirs = model(config);
                    PublishedFineTuning procedure = new PublishedFineTuning(theirs, schedule());
                    MatrixProducts products = MatrixProducts.of(settings.geometry())) {
                fineTune(ours, procedure, products);
            }
            return report(published, product);
        });
    }

    private void fineTune(MaskedLanguageModel model, PublishedFineTuning published, MatrixProducts products) {
        Rounds rounds = new Rounds(published, products);
        try {
            new FineTuning(model, training).run(examples, List.of(), rounds, rounds::done);
        } catch (CancelledException enough) {
            // as asked for by Rounds
        }
        steps.remove(0);
    }

    /** Measures the time from the end of one call to the beginning of the next, which is the time of this program's step. */
    private final class Rounds implements FineTuningListener {

        private final PublishedFineTuning published;
        private final MatrixProducts products;
        private long from = watch.nanoseconds();

        Rounds(PublishedFineTuning published, MatrixProducts products) {
            this.published = published;
            this.products = products;
        }

        @Override
        public void step(StepMetrics metrics) {
            double ours = (watch.nanoseconds() - from) / 1e9;
            double before = products.rate(PRODUCTS, watch);
            List<EncodedExample> batch = batch(metrics.step() - 1);
            double theirs = watch.seconds(() -> published.step(batch));
            double after = products.rate(PRODUCTS, watch);
            int tokens = batch.stream().mapToInt(EncodedExample::length).max().orElseThrow();
            FineTuningWork work = FineTuningWork.of(settings.geometry(), batch.size(), tokens);
            steps.add(new Step(theirs, ours, (before + after) / 2, tokens, work));
            from = watch.nanoseconds();
        }

        boolean done() {
            return steps.size() > settings.repetitions();
        }
    }

    private List<EncodedExample> batch(int step) {
        return order.get(step).stream().map(examples::get).toList();
    }

    private FirstStep publishedFirstStep() {
        try (MaskedLanguageModel model = model(config.withDropout(0, 0));
                PublishedFineTuning published = new PublishedFineTuning(model, schedule())) {
            return published.gradients(batch(0));
        }
    }

    private FirstStep productFirstStep() {
        WatchedLoss loss = new WatchedLoss(new AgreementLoss());
        try (MaskedLanguageModel model = model(config.withDropout(0, 0));
                InPlaceTrainer trainer = InPlaceTrainer.open(
                        model,
                        loss,
                        manager -> AdamW.builder(manager, schedule()).build())) {
            for (Batch batch :
                    new AgreementBatches(model, examples, order.subList(0, 1)).getData(trainer.getManager())) {
                try (batch) {
                    EasyTrain.trainBatch(trainer, batch);
                }
            }
            return new FirstStep(loss.last(), trainer.gradientNorm());
        }
    }

    private MaskedLanguageModel model(EncoderConfig of) {
        return MaskedLanguageModel.random(of, settings.seed(), Precision.FLOAT32);
    }

    private WarmUpLinear schedule() {
        return new WarmUpLinear(training.learningRate(), training.warmUp(), training.totalSteps(examples.size()));
    }

    private FineTuningReport report(FirstStep published, FirstStep product) {
        return new FineTuningReport(
                settings.geometry(),
                training.batchSize(),
                spread(Step::tokens),
                PublishedFineTuning.TOKENS,
                steps.size(),
                watch,
                EngineThreads.current(),
                spread(Step::published),
                spread(Step::product),
                spread(step -> step.published() / step.product()),
                spread(step -> step.work().published()),
                spread(step -> step.work().done()),
                spread(step -> step.rate() / 1e9),
                spread(step -> step.work().done() / step.product() / step.rate()),
                spread(step -> step.work().published() / step.published() / step.rate()),
                published,
                product);
    }

    private Spread spread(ToDoubleFunction<Step> figure) {
        return Spread.of(steps.stream().mapToDouble(figure).toArray());
    }

    /** Makes a random sentence of as many tokens as the example has words. */
    private EncodedExample sentence(Random random, AgreementExample example) {
        int[] ids =
                settings.geometry().tokens(random, example.sentence().words().size() + 2);
        return new EncodedExample(
                example.id(),
                ids,
                Collections.nCopies(ids.length, "-"),
                new int[ids.length],
                example.target() + 1,
                new int[0],
                ids[0],
                ids[ids.length - 1]);
    }
}
