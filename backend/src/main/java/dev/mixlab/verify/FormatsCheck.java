package dev.mixlab.verify;

import ai.djl.ndarray.NDManager;
import dev.mixlab.common.InvalidInputException;
import dev.mixlab.common.MixlabException;
import dev.mixlab.encoder.MaskedLanguageModel;
import dev.mixlab.encoder.engine.Precision;
import dev.mixlab.encoder.engine.TensorEngine;
import dev.mixlab.weights.ModelFolder;
import dev.mixlab.weights.safetensors.SafetensorsFile;
import dev.mixlab.weights.tensor.DataType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Checks that one model in several file formats gives the same results for the input in case.json. */
final class FormatsCheck implements Check {

    private static final Map<DataType, String> SUFFIXES = Map.of(DataType.F16, "f16", DataType.BF16, "bf16");

    @Override
    public boolean appliesTo(Path folder) {
        return Files.isRegularFile(folder.resolve("case.json"))
                && Files.isRegularFile(folder.resolve("expected.safetensors"));
    }

    @Override
    public List<Finding> run(Path folder, String name, Precision precision) {
        List<Finding> findings = new ArrayList<>();
        int[] ids = ReferenceCase.ints(
                ReferenceCase.json(folder.resolve("case.json")).path("input_ids"));
        try (SafetensorsFile expected = SafetensorsFile.open(folder.resolve("expected.safetensors"))) {
            for (Path model : models(folder)) {
                Comparison comparison = new Comparison(name + "/" + model.getFileName());
                compare(model, ids, expected, comparison, precision);
                findings.addAll(comparison.findings());
            }
        }
        return findings;
    }

    private static void compare(
            Path folder, int[] ids, SafetensorsFile expected, Comparison comparison, Precision precision) {
        try {
            ModelFolder source = ModelFolder.open(folder);
            String suffix = SUFFIXES.getOrDefault(source.tensors().get(0).type(), "f32");
            try (MaskedLanguageModel model = MaskedLanguageModel.load(source, precision);
                    NDManager scope = TensorEngine.newManager()) {
                Activations activations = new Activations(model, model.trace(model.batch(scope, List.of(ids))), 0);
                compare(comparison, expected, "hidden_states_" + suffix, activations.hiddenStates());
                compare(comparison, expected, "logits_" + suffix, activations.logits());
            }
        } catch (MixlabException refused) {
            comparison.failed("(the model)", String.valueOf(refused.getMessage()));
        }
    }

    private static void compare(Comparison comparison, SafetensorsFile expected, String tensor, double[] actual) {
        comparison.compare(tensor, "case", actual, expected.read(tensor).floats());
    }

    /** Finds the subfolders that hold weights under one of their usual names. */
    private static List<Path> models(Path folder) {
        try (Stream<Path> below = Files.list(folder)) {
            return below.filter(FormatsCheck::holdsWeights).sorted().toList();
        } catch (IOException unreadable) {
            throw new InvalidInputException(folder + ": cannot be read: " + unreadable.getMessage(), unreadable);
        }
    }

    private static boolean holdsWeights(Path folder) {
        return holds(folder, "model.safetensors")
                || holds(folder, "model.safetensors.index.json")
                || holds(folder, "pytorch_model.bin")
                || holds(folder, "pytorch_model.bin.index.json");
    }

    private static boolean holds(Path folder, String file) {
        return Files.isRegularFile(folder.resolve(file));
    }
}
