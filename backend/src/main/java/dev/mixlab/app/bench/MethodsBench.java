package dev.mixlab.app.bench;

import ai.djl.pytorch.jni.JniUtils;
import dev.mixlab.app.bench.MethodsReport.Line;
import dev.mixlab.encoder.MaskedLanguageModel;
import dev.mixlab.encoder.Precision;
import dev.mixlab.mixing.MethodInfo.Need;
import dev.mixlab.mixing.ScoreEngine;
import dev.mixlab.mixing.ScoreOptions;
import dev.mixlab.mixing.ScoreOptions.Rows;
import dev.mixlab.mixing.ScoringMethod;
import dev.mixlab.mixing.ScoringMethods;
import dev.mixlab.text.EncodedExample;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;

/** Every scoring method, alone and together, in multiples of a plain forward pass of the same sentences. */
public final class MethodsBench {

    private static final int TOKENS = 14;
    private static final int PRODUCTS = 4;
    private static final double LONG_SECONDS = 20;

    private final BenchSettings settings;
    private final Stopwatch watch;
    private final ScoreOptions options;
    private final List<ScoringMethod> methods;
    private final List<EncodedExample> sentences = new ArrayList<>();
    private final List<Double> forwards = new ArrayList<>();
    private final List<Double> rates = new ArrayList<>();

    /**
     * A benchmark.
     *
     * @param methods those that are measured by themselves
     */
    public MethodsBench(BenchSettings settings, int sentences, ScoreOptions options, List<ScoringMethod> methods) {
        this.settings = settings;
        this.options = options;
        this.methods = List.copyOf(methods);
        watch = settings.watch();
        Random random = new Random(settings.seed());
        for (int i = 0; i < sentences; i++) {
            this.sentences.add(BenchSentences.of(i, settings.geometry().tokens(random, TOKENS)));
        }
    }

    /** Measures; a method that takes long is measured on one sentence only. */
    public MethodsReport run() {
        return watch.measured(this::measure);
    }

    private MethodsReport measure() {
        Geometry geometry = settings.geometry();
        try (MaskedLanguageModel model =
                        MaskedLanguageModel.random(geometry.config(), settings.seed(), Precision.FLOAT32);
                ScoreEngine forward = new ScoreEngine(model, List.of(), options);
                MatrixProducts products = MatrixProducts.of(geometry)) {
            Passes passes = new Passes(model, forward, products);
            List<Line> groups = new ArrayList<>();
            for (Rows rows : Rows.values()) {
                groups.add(passes.line(
                        "trace methods but Value Zeroing", only(Need.TRACE, method -> !isZeroing(method)), rows));
                groups.add(passes.line("Value Zeroing", only(Need.TRACE, MethodsBench::isZeroing), rows));
                groups.add(passes.line("trace methods", only(Need.TRACE, method -> true), rows));
            }
            groups.add(passes.line("gradient methods", only(Need.GRADIENTS, method -> true), Rows.TARGET));
            List<Line> alone = methods.stream()
                    .map(method -> passes.line(method.info().id(), List.of(method), Rows.ALL))
                    .toList();
            return new MethodsReport(
                    geometry,
                    TOKENS,
                    watch,
                    JniUtils.getNumThreads(),
                    Runtime.getRuntime().availableProcessors(),
                    spread(forwards),
                    spread(rates),
                    groups,
                    alone);
        }
    }

    private static List<ScoringMethod> only(Need need, Predicate<ScoringMethod> wanted) {
        return ScoringMethods.all().stream()
                .filter(method -> method.info().needs().equals(Set.of(need)))
                .filter(wanted)
                .toList();
    }

    private static boolean isZeroing(ScoringMethod method) {
        return method.info().id().startsWith("value_zeroing");
    }

    private static Spread spread(List<Double> figures) {
        return Spread.of(figures.stream().mapToDouble(Double::doubleValue).toArray());
    }

    /** Passes over the sentences, with some methods or with none. */
    private final class Passes {

        private final MaskedLanguageModel model;
        private final ScoreEngine forward;
        private final MatrixProducts products;

        Passes(MaskedLanguageModel model, ScoreEngine forward, MatrixProducts products) {
            this.model = model;
            this.forward = forward;
            this.products = products;
        }

        Line line(String name, List<ScoringMethod> methods, Rows rows) {
            try (ScoreEngine engine = new ScoreEngine(model, methods, options.withRows(rows))) {
                double first = watch.seconds(() -> score(engine, sentences.subList(0, 1)));
                boolean tooLong = first * sentences.size() > LONG_SECONDS;
                List<EncodedExample> few = tooLong ? sentences.subList(0, 1) : sentences;
                int repetitions = tooLong ? 1 : settings.repetitions();
                score(forward, few);
                if (!tooLong) {
                    score(engine, few);
                }
                PeakMemory.forget();
                List<Double> seconds = new ArrayList<>();
                List<Double> multiples = new ArrayList<>();
                for (int i = 0; i < repetitions; i++) {
                    double before = perSentence(forward, few);
                    double taken = perSentence(engine, few);
                    double plain = (before + perSentence(forward, few)) / 2;
                    seconds.add(taken);
                    multiples.add(taken / plain);
                    if (!tooLong) {
                        forwards.add(plain);
                    }
                    rates.add(products.rate(PRODUCTS, watch) / 1e9);
                }
                return new Line(
                        name,
                        rows.name().toLowerCase(Locale.ROOT),
                        few.size(),
                        repetitions,
                        spread(seconds),
                        spread(multiples),
                        PeakMemory.bytes());
            }
        }

        private double perSentence(ScoreEngine engine, List<EncodedExample> examples) {
            return watch.seconds(() -> score(engine, examples)) / examples.size();
        }

        private void score(ScoreEngine engine, List<EncodedExample> examples) {
            engine.score(examples, scored -> {}, () -> false);
        }
    }
}
