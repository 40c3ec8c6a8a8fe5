package dev.mixlab.verify;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mixlab.common.MixlabException;
import dev.mixlab.encoder.engine.Precision;
import dev.mixlab.evaluation.MethodVariant;
import dev.mixlab.mixing.ScoringMethods;
import dev.mixlab.weights.ModelFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Compares cue alignment, faithfulness and agreement with knock-outs of every method over the inputs of the models with evaluation.json or
 * evaluation-beyond.json. They are always computed in double precision: a swap of two ranks by rounding would move the figures far more than a wrong formula may.
 */
final class EvaluationCheck implements Check {

    /** Share of the largest value of a list by which its values may be off. */
    private static final double TOLERANCE = 1e-6;

    private static final List<String> FILES = List.of("evaluation.json", "evaluation-beyond.json");

    @Override
    public boolean appliesTo(Path folder) {
        return FILES.stream().map(folder::resolve).anyMatch(Files::isRegularFile);
    }

    @Override
    public List<Finding> run(Path folder, String name, Precision precision) {
        return FILES.stream()
                .filter(file -> Files.isRegularFile(folder.resolve(file)))
                .flatMap(file -> run(folder, file, name).stream())
                .toList();
    }

    private static List<Finding> run(Path folder, String file, String name) {
        List<Finding> findings = new ArrayList<>();
        try {
            JsonNode models = ReferenceCase.json(folder.resolve(file)).path("models");
            if (models.isEmpty()) {
                return List.of(Finding.failed(name, file, "models: there is none"));
            }
            models.properties().forEach(model -> {
                Comparison comparison = new Comparison(name + "/" + model.getKey());
                compare(folder.resolve(model.getKey()), model.getValue(), comparison);
                findings.addAll(comparison.findings());
            });
        } catch (MixlabException refused) {
            findings.add(Finding.failed(name, file, String.valueOf(refused.getMessage())));
        }
        return findings;
    }

    private static void compare(Path folder, JsonNode methods, Comparison comparison) {
        Map<String, MethodVariant> expectedVariants = new TreeMap<>(EvaluationNames.variants(ScoringMethods.infos()));
        expectedVariants.keySet().removeIf(method -> !methods.has(method));
        methods.fieldNames().forEachRemaining(method -> {
            if (!expectedVariants.containsKey(method)) {
                comparison.notImplemented("evaluation/" + method);
            }
        });
        try {
            EvaluatedCases cases = EvaluatedCases.of(
                    ModelFolder.open(folder), ReferenceCase.read(folder.resolve("cases.json")), expectedVariants);
            expectedVariants.keySet().forEach(method -> compare(method, methods.get(method), cases, comparison));
        } catch (MixlabException refused) {
            comparison.failed("evaluation", String.valueOf(refused.getMessage()));
        }
    }

    private static void compare(String method, JsonNode expected, EvaluatedCases cases, Comparison comparison) {
        compare(method, "mean", expected.path("mean"), cases.mean(method), comparison);
        expected.path("per_case")
                .properties()
                .forEach(entry -> compare(
                        method, entry.getKey(), entry.getValue(), cases.of(method, entry.getKey()), comparison));
    }

    private static void compare(
            String method, String input, JsonNode expected, Map<String, double[]> actual, Comparison comparison) {
        expected.properties().forEach(metric -> {
            String tensor = "evaluation/" + method + "/" + metric.getKey();
            double[] values = actual.get(metric.getKey());
            if (values != null) {
                comparison.compare(tensor, input, values, floats(metric.getValue()), TOLERANCE);
            } else if (actual.isEmpty()) {
                comparison.failed(tensor, input + ": there is no such input");
            } else {
                comparison.notImplemented(tensor);
            }
        });
    }

    private static float[] floats(JsonNode list) {
        float[] values = new float[list.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) list.get(i).asDouble(Double.NaN);
        }
        return values;
    }
}
