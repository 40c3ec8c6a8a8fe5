package dev.mixlab.jobs.cost;

import dev.mixlab.encoder.family.EncoderConfig;
import dev.mixlab.mixing.ScoringMethods;
import dev.mixlab.mixing.method.MethodInfo;
import dev.mixlab.mixing.method.MethodInfo.Kind;
import dev.mixlab.mixing.method.MethodInfo.Need;
import dev.mixlab.mixing.method.ScoreOptions.Rows;
import dev.mixlab.run.spec.PipelineSpec;
import dev.mixlab.run.spec.ScoringSettings;
import java.util.ArrayList;
import java.util.List;

/**
 * The cost of scoring a sentence, estimated from the declared needs of the methods: the floating-point operations, where work
 * that several methods share is counted once, and the numbers that are stored.
 */
public final class ScoringCost {

    /** Cost of a forward and a backward pass in multiples of a forward pass. */
    private static final double BOTH_WAYS = 3;

    /** What relevance propagation computes of the forward pass again, in multiples of it. */
    private static final double AGAIN = 2.0 / 3;

    /** Seconds to load the model and to begin. */
    private static final double START = 0.5;

    /** Seconds per sentence, layer and method: calls of the engine, and Java. */
    private static final double CALL = 1e-4;

    /** Seconds to write a number to the database. */
    private static final double NUMBER = 2e-8;

    private final List<MethodInfo> methods;
    private final ScoringSettings settings;

    ScoringCost(List<MethodInfo> methods, ScoringSettings settings) {
        this.methods = methods;
        this.settings = settings;
    }

    static ScoringCost of(PipelineSpec spec) {
        List<MethodInfo> methods =
                spec.methods().stream().map(id -> ScoringMethods.of(id).info()).toList();
        return new ScoringCost(methods, spec.scoring());
    }

    /** Returns what the throughput of scoring depends on beside the model: methods, and settings that differ from the defaults. */
    public static List<String> work(PipelineSpec spec) {
        List<String> work = new ArrayList<>(spec.methods());
        ScoringSettings usual = ScoringSettings.standard();
        if (spec.scoring().rows() != usual.rows()) {
            work.add("rows=" + spec.scoring().rows());
        }
        if (!spec.scoring().attribution().equals(usual.attribution())) {
            work.add("attribution=" + spec.scoring().attribution());
        }
        return work;
    }

    /** Returns the floating-point operations of a forward pass of one sentence through all layers. */
    static double forward(EncoderConfig config, double tokens) {
        double hidden = config.hidden();
        double products = 2 * tokens * (4 * hidden * hidden + 2 * hidden * config.intermediate());
        double attention = 4 * tokens * tokens * hidden;
        return config.layers() * (products + attention);
    }

    /** Returns the time of scoring sentences of these lengths on the reference machine. */
    ReferenceTime time(EncoderConfig config, Lengths lengths) {
        return lengths.stream()
                .mapToObj(tokens -> sentence(config, tokens))
                .reduce(new ReferenceTime(0, START), ReferenceTime::plus);
    }

    /** Returns the time of scoring one sentence, the model being loaded, on the reference machine. */
    ReferenceTime sentence(EncoderConfig config, int tokens) {
        double calls = CALL * methods.size() * config.layers();
        double written = NUMBER * config.layers() * numbersPerLayer(tokens);
        return new ReferenceTime(operations(config, tokens), calls + written);
    }

    /** Returns the floating-point operations of scoring one sentence. */
    double operations(EncoderConfig config, double tokens) {
        double pass = forward(config, tokens);
        double operations = pass;
        if (hasFamily("value_zeroing")) {
            operations += alternatives(config, tokens);
        }
        if (hasFamily("decompx")) {
            operations += tokens * pass;
        }
        if (hasFamily("gradient")) {
            operations += BOTH_WAYS * pass;
        }
        if (hasFamily("relevance_propagation")) {
            operations += (AGAIN + family("relevance_propagation")) * pass;
        }
        operations += interventions() * tokens * pass * (config.layers() + 1) / 2;
        if (count(Need.JACOBIAN) > 0) {
            operations += BOTH_WAYS * pass * config.hidden() * (settings.rows() == Rows.ALL ? tokens : 1);
        }
        return operations + count(Need.PATH) * path(config, pass);
    }

    private boolean hasFamily(String family) {
        return family(family) > 0;
    }

    private long family(String family) {
        return methods.stream().filter(method -> method.family().equals(family)).count();
    }

    /** Returns how often one token after the other is intervened in; the difference and the probability come from the same passes. */
    private long interventions() {
        return methods.stream()
                .filter(method -> method.needs().contains(Need.INTERVENTION))
                .map(method -> method.id().substring(0, method.id().lastIndexOf('_')))
                .distinct()
                .count();
    }

    private long count(Need need) {
        return methods.stream().filter(method -> method.needs().contains(need)).count();
    }

    /** Returns the operations of Value Zeroing; those of DecompX, which takes each token's part through all layers, are passes. */
    private double alternatives(EncoderConfig config, double tokens) {
        double rows = settings.rows() == Rows.ALL ? tokens : 1;
        return 4.0 * config.layers() * config.hidden() * config.intermediate() * tokens * rows;
    }

    /**
     * Returns the operations of a path integral, whose points each pass from a layer to the top and back, on average through half of
     * all layers.
     */
    private double path(EncoderConfig config, double pass) {
        return settings.attribution().steps() * BOTH_WAYS * pass * (config.layers() + 1) / 2;
    }

    /** Returns how many numbers are stored per sentence and layer: the scores, and one more per row. */
    long numbersPerLayer(long tokens) {
        return methods.stream()
                .mapToLong(method -> rows(method, tokens) * (tokens + 1))
                .sum();
    }

    private long rows(MethodInfo method, long tokens) {
        return method.kind() == Kind.ATTRIBUTION || settings.rows() == Rows.TARGET ? 1 : tokens;
    }
}
