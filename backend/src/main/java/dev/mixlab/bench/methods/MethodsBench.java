package dev.mixlab.bench.methods;

import dev.mixlab.bench.BenchSentences;
import dev.mixlab.bench.BenchSettings;
import dev.mixlab.bench.Geometry;
import dev.mixlab.bench.MatrixProducts;
import dev.mixlab.bench.PeakMemory;
import dev.mixlab.bench.Spread;
import dev.mixlab.bench.Stopwatch;
import dev.mixlab.bench.methods.MethodsReport.Line;
import dev.mixlab.common.InvalidInputException;
import dev.mixlab.encoder.MaskedLanguageModel;
import dev.mixlab.encoder.engine.EngineThreads;
import dev.mixlab.encoder.engine.Precision;
import dev.mixlab.mixing.ScoringMethods;
import dev.mixlab.mixing.engine.ScoreEngine;
import dev.mixlab.mixing.method.MethodInfo.Need;
import dev.mixlab.mixing.method.ModelContext;
import dev.mixlab.mixing.method.ScoreOptions;
import dev.mixlab.mixing.method.ScoreOptions.Rows;
import dev.mixlab.mixing.method.ScoringMethod;
import dev.mixlab.text.EncodedExample;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Measures every scoring method, alone and all in one pass, in multiples of a plain forward pass of the same sentences. */
public final class MethodsBench {

    private static final int TOKENS = 14;
    private static final int PRODUCTS = 1;
    private static final int GROUPS = 18;

    private final BenchSettings settings;
    private final Stopwatch watch;
    private final ScoreOptions options;
    private final List<ScoringMethod> methods;
    private final double secondsPerLine;
    private final List<EncodedExample> sentences = new ArrayList<>();
    private final List<Double> forwards = new ArrayList<>();
    private final List<Double> rates = new ArrayList<>();

    /**
     * Creates a benchmark.
     *
     * @param methods the methods that are measured one by one
     * @param seconds about how long the whole benchmark may take
     */
    public MethodsBench(
            BenchSettings settings, int sentences, ScoreOptions options, List<ScoringMethod> methods, int seconds) {
        if (sentences < 1 || seconds < 1) {
            throw new InvalidInputException("a benchmark of %s sentences in %s seconds".formatted(sentences, seconds));
        }
        this.settings = settings;
        this.methods = List.copyOf(methods);
        secondsPerLine = (double) seconds / (GROUPS + methods.size());
        watch = settings.watch();
        this.options = options.withBudget(watch.budget(options.budget()));
        Random random = new Random(settings.seed());
        for (int i = 0; i < sentences; i++) {
            this.sentences.add(BenchSentences.of(i, settings.geometry().tokens(random, TOKENS)));
        }
    }

    /** Runs the benchmark; a slow method is measured on fewer sentences, at least one. */
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
            passes.warm(only(Need.TRACE, MethodsBench::isPlain));
            List<Line> groups = new ArrayList<>();
            for (Rows rows : Rows.values()) {
                groups.add(passes.line(
                        "trace methods but Value Zeroing and DecompX", only(Need.TRACE, MethodsBench::isPlain), rows));
                groups.add(passes.line(
                        "the same without attention flow",
                        only(Need.TRACE, method -> isPlain(method) && !is(method, "attention_flow")),
                        rows));
                groups.add(passes.line("Value Zeroing", only(Need.TRACE, method -> is(method, "value_zeroing")), rows));
                groups.add(passes.line("DecompX", only(Need.TRACE, method -> is(method, "decompx")), rows));
            }
            groups.add(passes.line(
                    "the matrix products of DecompX alone",
                    Rows.ALL,
                    new DecompositionProducts(model, options.budget())::multiply));
            groups.add(passes.line("gradient methods", only(Need.GRADIENTS, method -> true), Rows.TARGET));
            List<Line> alone = methods.stream()
                    .map(method -> passes.line(method.info().id(), List.of(method), Rows.ALL))
                    .toList();
            return new MethodsReport(
                    geometry,
                    TOKENS,
                    watch,
                    EngineThreads.current(),
                    Runtime.getRuntime().availableProcessors(),
                    spread(forwards),
                    spread(rates),
                    groups,
                    alone,
                    passes.interventions());
        }
    }

    /** Samples where the time goes when all methods are scored in one pass. */
    public MethodsProfile profile() {
        return watch.measured(() -> {
            try (MaskedLanguageModel model = MaskedLanguageModel.random(
                            settings.geometry().config(), settings.seed(), Precision.FLOAT32);
                    ScoreEngine engine = new ScoreEngine(model, methods, options)) {
                engine.score(sentences, scored -> {}, () -> false);
                return MethodsProfile.of(settings.geometry(), sentences.size() * settings.repetitions(), () -> {
                    for (int i = 0; i < settings.repetitions(); i++) {
                        engine.score(sentences, scored -> {}, () -> false);
                    }
                });
            }
        });
    }

    private static List<ScoringMethod> only(Need need, Predicate<ScoringMethod> wanted) {
        return ScoringMethods.all().stream()
                .filter(method -> method.info().needs().equals(Set.of(need)))
                .filter(wanted)
                .toList();
    }

    private static boolean is(ScoringMethod method, String id) {
        return method.info().id().startsWith(id);
    }

    private static boolean isPlain(ScoringMethod method) {
        return !is(method, "value_zeroing") && !is(method, "decompx");
    }

    private static double now() {
        return System.nanoTime() / 1e9;
    }

    private static Spread spread(List<Double> figures) {
        return Spread.of(figures.stream().mapToDouble(Double::doubleValue).toArray());
    }

    /** Runs passes over the sentences with some methods or with none. */
    private final class Passes {

        private final MaskedLanguageModel model;
        private final ScoreEngine forward;
        private final MatrixProducts products;

        Passes(MaskedLanguageModel model, ScoreEngine forward, MatrixProducts products) {
            this.model = model;
            this.forward = forward;
            this.products = products;
        }

        /** Runs every method once, so that the first measurement does not include just-in-time compilation. */
        void warm(List<ScoringMethod> methods) {
            try (ScoreEngine engine = new ScoreEngine(model, methods, options)) {
                double start = now();
                do {
                    of(engine).accept(sentences);
                } while (now() - start < secondsPerLine);
            }
        }

        Line line(String name, List<ScoringMethod> methods, Rows rows) {
            try (ScoreEngine engine = new ScoreEngine(model, methods, options.withRows(rows))) {
                return line(name, rows, of(engine));
            }
        }

        /**
         * Measures the interventions, in the precision in which they are made, against a forward pass in single precision: double for those
         * that compare answers, single for Value Zeroing of heads and for token removal.
         */
        List<Line> interventions() {
            try (MaskedLanguageModel precise = model.copy(Precision.FLOAT64);
                    ModelContext single = new ModelContext(model, options.budget())) {
                Map<String, Consumer<List<EncodedExample>>> all =
                        new LinkedHashMap<>(new Interventions(precise, single, options.budget()).all());
                all.putAll(new Removals(model).all());
                return all.entrySet().stream()
                        .map(entry -> line(entry.getKey(), Rows.TARGET, entry.getValue()))
                        .toList();
            }
        }

        private Line line(String name, Rows rows, Consumer<List<EncodedExample>> work) {
            List<EncodedExample> few = sentences.subList(0, affordable(work));
            of(forward).accept(few);
            work.accept(few);
            PeakMemory.forget();
            List<Double> seconds = new ArrayList<>();
            List<Double> multiples = new ArrayList<>();
            double start = now();
            for (int i = 0; i < settings.repetitions() && (i == 0 || now() - start < secondsPerLine / 2); i++) {
                double before = perSentence(of(forward), few);
                double taken = perSentence(work, few);
                double plain = (before + perSentence(of(forward), few)) / 2;
                seconds.add(taken);
                multiples.add(taken / plain);
                forwards.add(plain);
                rates.add(products.rate(PRODUCTS, watch) / 1e9);
            }
            return new Line(
                    name,
                    rows.name().toLowerCase(Locale.ROOT),
                    few.size(),
                    seconds.size(),
                    spread(seconds),
                    spread(multiples),
                    PeakMemory.bytes());
        }

        /** How many sentences fit into half of a line's time; the first pass, which also prepares, is not counted. */
        private int affordable(Consumer<List<EncodedExample>> work) {
            List<EncodedExample> one = sentences.subList(0, 1);
            double start = now();
            work.accept(one);
            if (now() - start > secondsPerLine) {
                return 1;
            }
            start = now();
            work.accept(one);
            return (int) Math.max(1, Math.min(sentences.size(), secondsPerLine / 2 / Math.max(1e-9, now() - start)));
        }

        private double perSentence(Consumer<List<EncodedExample>> work, List<EncodedExample> examples) {
            return watch.seconds(() -> work.accept(examples)) / examples.size();
        }

        private static Consumer<List<EncodedExample>> of(ScoreEngine engine) {
            return examples -> engine.score(examples, scored -> {}, () -> false);
        }
    }
}
