package dev.mixlab.jobs.cost;

import dev.mixlab.encoder.family.EncoderConfig;
import dev.mixlab.mixing.ScoringMethods;
import dev.mixlab.mixing.method.MethodInfo;
import dev.mixlab.mixing.method.MethodInfo.Kind;
import dev.mixlab.mixing.method.MethodInfo.Need;
import dev.mixlab.mixing.method.ScoreOptions.Rows;
import dev.mixlab.run.PipelineSpec;
import dev.mixlab.run.ScoringSettings;
import java.util.ArrayList;
import java.util.List;

/**
 * The cost of scoring a sentence, estimated from the declared needs of the methods: the floating-point operations, where work
 * that several methods share is counted once, and the numbers that are stored.
 */
public final class ScoringCost {

    /** Cost of a forward and a backward pass in multiples of a forward pass. */
    private static final double BOTH_WAYS = 3;

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

    /** Returns the floating-point operations of scoring one sentence. */
    double operations(EncoderConfig config, double tokens) {
        double pass = forward(config, tokens);
        double operations = pass;
        if (count(Need.TRACE) > 0) {
            operations += alternatives(config, tokens);
        }
        if (count(Need.GRADIENTS) > 0) {
            operations += BOTH_WAYS * pass;
        }
        if (count(Need.JACOBIAN) > 0) {
            operations += BOTH_WAYS * pass * config.hidden() * (settings.rows() == Rows.ALL ? tokens : 1);
        }
        return operations + count(Need.PATH) * path(config, pass);
    }

    private long count(Need need) {
        return methods.stream().filter(method -> method.needs().contains(need)).count();
    }

    /** Returns the operations of Value Zeroing, the most expensive of the methods that read a forward pass. */
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
