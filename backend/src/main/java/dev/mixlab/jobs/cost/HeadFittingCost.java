package dev.mixlab.jobs.cost;

import dev.mixlab.encoder.family.EncoderConfig;
import dev.mixlab.jobs.encoding.EncodedData;
import dev.mixlab.jobs.encoding.EncodedPair;
import dev.mixlab.run.fitting.HeadFittingSpec;
import dev.mixlab.run.spec.PipelineSpec;
import java.util.List;
import java.util.Objects;

/** The cost of fitting a masked-LM head, estimated from the spec: each step passes one batch through the frozen encoder. */
public final class HeadFittingCost {

    /** Share of the tokens that are predicted. */
    static final double MASKED = 0.15;

    /** Number of times that the held-out sentences are measured. */
    private static final int MEASUREMENTS = 21;

    /** The most sentences that are held out. */
    private static final int MOST_HELD_OUT = 1000;

    private HeadFittingCost() {}

    /** Returns the settings, beside the model, on which the throughput of the fitting depends. */
    public static List<String> work(PipelineSpec spec) {
        return List.of("tokens=" + Objects.requireNonNull(spec.headFitting()).tokensPerBatch());
    }

    /** Returns the floating-point operations of all steps and measurements. */
    static double operations(HeadFittingSpec fitting, EncoderConfig config, EncodedData data, int sentences) {
        double length = data.train().pairs().stream()
                .map(EncodedPair::encoded)
                .mapToInt(encoded -> encoded.length())
                .average()
                .orElse(1);
        double heldOut = Math.min(MOST_HELD_OUT, fitting.heldOut() * sentences);
        double rows = fitting.steps() * Math.max(1, fitting.tokensPerBatch() / length);
        double forward = ScoringCost.forward(config, length);
        return rows * (forward + 3 * head(config, length)) + MEASUREMENTS * heldOut * (forward + head(config, length));
    }

    /** Returns the number of parameters of a head whose decoder is tied: an affine map, a layer norm, and a bias for each piece. */
    static long parameters(EncoderConfig config) {
        long size = config.embeddings().size();
        return config.hidden() * size + 3 * size + config.vocabulary();
    }

    private static double head(EncoderConfig config, double tokens) {
        return 2 * MASKED * tokens * config.hidden() * ((double) config.hidden() + config.vocabulary());
    }
}
