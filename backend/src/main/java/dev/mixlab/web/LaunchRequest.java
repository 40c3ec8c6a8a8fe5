package dev.mixlab.web;

import dev.mixlab.run.PipelineSpec;
import dev.mixlab.training.FineTuningSettings;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The contract's LaunchRequest: a spec of which much can be left out. */
record LaunchRequest(
        @Nullable String name,
        String modelId,
        String dataId,
        @Nullable Integer examples,
        @Nullable FineTuning fineTuning,
        @Nullable List<String> methods) {

    /** The spec with everything filled in. */
    PipelineSpec spec(List<String> allMethods) {
        return new PipelineSpec(
                name == null || name.isBlank() ? modelId + " on " + dataId : name.strip(),
                modelId,
                dataId,
                examples,
                fineTuning == null ? FineTuningSettings.paper() : fineTuning.settings(),
                methods == null ? allMethods : methods);
    }

    /** Settings; null takes the paper's value. */
    record FineTuning(
            @Nullable Double learningRate,
            @Nullable Double warmUp,
            @Nullable Integer epochs,
            @Nullable Integer batchSize,
            @Nullable Long seed) {

        FineTuningSettings settings() {
            FineTuningSettings paper = FineTuningSettings.paper();
            return new FineTuningSettings(
                    learningRate == null ? paper.learningRate() : learningRate,
                    warmUp == null ? paper.warmUp() : warmUp,
                    epochs == null ? paper.epochs() : epochs,
                    batchSize == null ? paper.batchSize() : batchSize,
                    seed == null ? paper.seed() : seed,
                    paper.adamEpsilon());
        }
    }
}
