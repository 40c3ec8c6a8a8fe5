package dev.mixlab.bench.valuezeroing;

import dev.mixlab.bench.BenchSentences;
import dev.mixlab.bench.BenchSettings;
import dev.mixlab.bench.Geometry;
import dev.mixlab.bench.MatrixProducts;
import dev.mixlab.bench.Spread;
import dev.mixlab.bench.Stopwatch;
import dev.mixlab.encoder.MaskedLanguageModel;
import dev.mixlab.encoder.engine.EngineThreads;
import dev.mixlab.encoder.engine.Precision;
import dev.mixlab.mixing.ContextMixingMethods;
import dev.mixlab.mixing.engine.ScoreEngine;
import dev.mixlab.mixing.method.MachineBudget;
import dev.mixlab.mixing.method.ScoreOptions;
import dev.mixlab.text.EncodedExample;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.ToDoubleFunction;

/** Measures Value Zeroing maps: the published procedure, this program and large matrix products in turn. */
public final class ValueZeroingBench {

    private static final int TOKENS = 14;
    private static final int PUBLISHED_SENTENCES = 2;
    private static final int PRODUCTS = 4;

    private final BenchSettings settings;
    private final Geometry geometry;
    private final Stopwatch watch;
    private final ScoreOptions options;
    private final List<EncodedExample> sentences = new ArrayList<>();
    private final List<double[]> times = new ArrayList<>();
    private double largestDifference;
    private double largestScore;

    /**
     * Creates the benchmark.
     *
     * @param sentences number of sentences that are scored at a time
     * @param budget memory and threads that scoring may use
     */
    public ValueZeroingBench(BenchSettings settings, int sentences, MachineBudget budget) {
        this.settings = settings;
        geometry = settings.geometry();
        watch = settings.watch();
        options = ScoreOptions.standard().withBudget(watch.budget(budget));
        Random random = new Random(settings.seed());
        for (int i = 0; i < sentences; i++) {
            this.sentences.add(BenchSentences.of(i, geometry.tokens(random, TOKENS)));
        }
    }

    /** Runs the benchmark: one warm-up round in which the maps of both procedures are compared, then the measured rounds. */
    public ValueZeroingReport run() {
        return watch.measured(this::measure);
    }

    private ValueZeroingReport measure() {
        try (MaskedLanguageModel model =
                        MaskedLanguageModel.random(geometry.config(), settings.seed(), Precision.FLOAT32);
                ScoreEngine engine =
                        new ScoreEngine(model, List.of(ContextMixingMethods.of("value_zeroing_cosine")), options);
                MatrixProducts products = MatrixProducts.of(geometry)) {
            PublishedValueZeroing published = new PublishedValueZeroing(model);
            double first = watch.seconds(() -> score(engine, sentences.subList(0, 1)));
            compare(published, score(engine, sentences));
            products.rate(PRODUCTS, watch);
            for (int repetition = 0; repetition < settings.repetitions(); repetition++) {
                times.add(round(published, engine, products));
            }
            return report(first);
        }
    }

    /** One repetition: seconds per sentence of the published procedure and of this program, and the rate of matrix products. */
    private double[] round(PublishedValueZeroing published, ScoreEngine engine, MatrixProducts products) {
        List<EncodedExample> few = sentences.subList(0, Math.min(PUBLISHED_SENTENCES, sentences.size()));
        double before = products.rate(PRODUCTS, watch);
        double theirs = watch.seconds(() -> few.forEach(sentence -> published.maps(sentence.inputIds())));
        double between = products.rate(PRODUCTS, watch);
        double ours = watch.seconds(() -> score(engine, sentences));
        double after = products.rate(PRODUCTS, watch);
        return new double[] {
            theirs / few.size(),
            ours / sentences.size(),
            Spread.of(before, between, after).median()
        };
    }

    private static List<float[]> score(ScoreEngine engine, List<EncodedExample> examples) {
        List<float[]> maps = new ArrayList<>();
        engine.score(examples, scored -> maps.add(scored.maps().get(0).values()), () -> false);
        return maps;
    }

    private void compare(PublishedValueZeroing published, List<float[]> maps) {
        for (int i = 0; i < Math.min(PUBLISHED_SENTENCES, sentences.size()); i++) {
            double[] theirs = published.maps(sentences.get(i).inputIds());
            for (int at = 0; at < theirs.length; at++) {
                double off = Math.abs(theirs[at] - maps.get(i)[at]);
                largestDifference = Double.isNaN(off) ? Double.NaN : Math.max(largestDifference, off);
                largestScore = Math.max(largestScore, theirs[at]);
            }
        }
    }

    private ValueZeroingReport report(double firstSentence) {
        ValueZeroingWork work = ValueZeroingWork.of(geometry, TOKENS);
        return new ValueZeroingReport(
                geometry,
                TOKENS,
                sentences.size(),
                settings.repetitions(),
                watch,
                EngineThreads.current(),
                spread(time -> time[0]),
                spread(time -> time[1]),
                spread(time -> time[0] / time[1]),
                firstSentence,
                work,
                spread(time -> time[2] / 1e9),
                spread(time -> work.plainClosedForm() / time[1] / time[2]),
                spread(time -> work.done() / time[1] / time[2]),
                largestDifference,
                largestScore);
    }

    private Spread spread(ToDoubleFunction<double[]> figure) {
        return Spread.of(times.stream().mapToDouble(figure).toArray());
    }
}
