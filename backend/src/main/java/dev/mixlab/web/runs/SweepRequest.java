package dev.mixlab.web.runs;

import dev.mixlab.common.InvalidInputException;
import dev.mixlab.run.id.AccountId;
import dev.mixlab.run.spec.PipelineSpec;
import dev.mixlab.run.sweep.CombinationName;
import dev.mixlab.run.sweep.NewSweep;
import dev.mixlab.training.FineTuningSettings;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The contract's SweepRequest: what all runs have in common, and the values of what they differ in.
 *
 * @param run the run that all others differ from; the values of {@code over} stand in place of its own
 */
record SweepRequest(@Nullable String name, LaunchRequest run, Over over) {

    private static final int LONGEST_NAME = 120;

    /** The values of the settings that differ, of which every combination is a run. A setting that is left out is that of the run. */
    record Over(
            @Nullable List<String> modelId,
            @Nullable List<Double> learningRate,
            @Nullable List<Integer> batchSize,
            @Nullable List<Integer> epochs,
            @Nullable List<Double> maskedShare,
            @Nullable List<Long> seed) {

        List<String> models(LaunchRequest run) {
            return modelId == null || modelId.isEmpty() ? List.of(run.modelId()) : distinct("over.modelId", modelId);
        }

        /** Returns the settings of fine-tuning for all combinations, given those of a model; the seed differs fastest. */
        List<FineTuningSettings> settings(FineTuningSettings base) {
            return values("over.learningRate", learningRate, base.learningRate()).stream()
                    .map(base::withLearningRate)
                    .flatMap(with -> values("over.batchSize", batchSize, base.batchSize()).stream()
                            .map(with::withBatchSize))
                    .flatMap(with -> values("over.epochs", epochs, base.epochs()).stream()
                            .map(with::withEpochs))
                    .flatMap(with -> values("over.maskedShare", maskedShare, base.maskedShare()).stream()
                            .map(with::withMaskedShare))
                    .flatMap(with ->
                            values("over.seed", seed, base.seed()).stream().map(with::withSeed))
                    .toList();
        }

        private long combinations() {
            return Stream.of(modelId, learningRate, batchSize, epochs, maskedShare, seed)
                    .filter(Objects::nonNull)
                    .mapToLong(values -> Math.max(1, values.size()))
                    .reduce(1, Math::multiplyExact);
        }

        private static <T> List<T> values(String input, @Nullable List<T> wanted, T usual) {
            return wanted == null || wanted.isEmpty() ? List.of(usual) : distinct(input, wanted);
        }

        private static <T> List<T> distinct(String input, List<T> values) {
            if (new HashSet<>(values).size() < values.size()) {
                throw new InvalidInputException("%s: each value is named once: %s".formatted(input, values));
            }
            return values;
        }

        /** Returns what distinguishes a run of a model, which is called by its name, from the others of its sweep. */
        String difference(PipelineSpec spec, String model) {
            FineTuningSettings settings = spec.fineTuning();
            List<String> parts = new ArrayList<>();
            if (isMany(modelId)) {
                parts.add(model);
            }
            if (isMany(learningRate)) {
                parts.add("rate " + CombinationName.plain(settings.learningRate()));
            }
            if (isMany(batchSize)) {
                parts.add("batch " + settings.batchSize());
            }
            if (isMany(epochs)) {
                parts.add("epochs " + settings.epochs());
            }
            if (isMany(maskedShare)) {
                parts.add("masked " + CombinationName.plain(settings.maskedShare()));
            }
            if (isMany(seed)) {
                parts.add("seed " + settings.seed());
            }
            return String.join(", ", parts);
        }

        private static boolean isMany(@Nullable List<?> values) {
            return values != null && values.size() > 1;
        }
    }

    /**
     * Returns the sweep with all defaults filled in.
     *
     * @param owner the account that launches it; null where nobody is signed in
     * @throws dev.mixlab.common.MixlabException if a combination is invalid; it is named
     */
    NewSweep sweep(RunSpecs specs, @Nullable AccountId owner) {
        NewSweep.requireCount(over.combinations());
        if (run.repeats() != null) {
            throw new InvalidInputException("run.repeats: the runs of a sweep repeat no other run");
        }
        List<String> models = over.models(run);
        String given = name == null || name.isBlank() ? run.name() : name;
        boolean named = given != null && !given.isBlank();
        String title = named ? Objects.requireNonNull(given) : usualName(specs, models);
        List<PipelineSpec> all = new ArrayList<>();
        for (String model : models) {
            LaunchRequest request = run.ofModel(model, models.size() == 1 || specs.lacksHead(model));
            PipelineSpec first = CombinationName.naming(model, () -> specs.of(request));
            for (FineTuningSettings settings : CombinationName.naming(model, () -> over.settings(first.fineTuning()))) {
                PipelineSpec spec = first.withFineTuning(settings);
                all.add(spec.withName(runName(title, over.difference(spec, specs.modelName(model)))));
            }
        }
        return new NewSweep(title, all, run.priorityOrNormal(), owner);
    }

    private String usualName(RunSpecs specs, List<String> models) {
        return models.size() == 1
                ? specs.usualName(run.ofModel(models.get(0), true))
                : "%s models on %s".formatted(models.size(), specs.nameOfData(run.dataId()));
    }

    /** Returns the name of a run; the common part is cut where both are too long. */
    private static String runName(String title, String difference) {
        if (difference.isEmpty()) {
            return title;
        }
        int space = Math.max(1, LONGEST_NAME - difference.codePointCount(0, difference.length()) - 2);
        boolean fits = title.codePointCount(0, title.length()) <= space;
        String start = fits ? title : title.substring(0, title.offsetByCodePoints(0, space - 1)) + "…";
        return start + ", " + difference;
    }
}
