package dev.mixlab.jobs.stage;

import dev.mixlab.jobs.HeadlessToyModel;
import dev.mixlab.jobs.ToyModel;
import dev.mixlab.jobs.Workbench;
import dev.mixlab.run.fitting.HeadFittingSpec;
import dev.mixlab.run.fitting.HeadFittingSpec.Source;
import dev.mixlab.run.spec.PipelineSpec;
import dev.mixlab.weights.ModelSource;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Runs of an encoder without a masked-LM head, which fit one first. */
public final class HeadFittings {

    public static final Map<String, Supplier<ModelSource>> HEADLESS = Map.of(ToyModel.ID, HeadlessToyModel::new);
    static final int STEPS = 40;
    static final HeadFittingSpec TRAIN_HALF = new HeadFittingSpec(Source.TRAIN, null, STEPS, 512, 5e-2, 0.2, 7);
    public static final PipelineSpec SPEC = Workbench.spec(160, 1).withHeadFitting(TRAIN_HALF);

    private HeadFittings() {}

    static byte[] bytes(List<String> lines) {
        return String.join("\n", lines).getBytes(StandardCharsets.UTF_8);
    }
}
