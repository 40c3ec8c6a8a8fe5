package dev.mixlab.encoder;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mixlab.encoder.engine.Precision;
import dev.mixlab.weights.ModelFolder;
import dev.mixlab.weights.safetensors.SafetensorsFile;
import dev.mixlab.weights.tensor.Tensor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** A reference model of the test resources: folder, inputs and expected tensors. */
public final class ReferenceModel implements AutoCloseable {

    private final Path folder;
    private final SafetensorsFile expected;

    private ReferenceModel(Path folder) {
        this.folder = folder;
        this.expected = SafetensorsFile.open(folder.resolve("expected.safetensors"));
    }

    public static ReferenceModel of(String name) {
        return in("/reference/" + name);
    }

    /** A reference model of a further family, of another activation, or without a head. */
    public static ReferenceModel beyond(String name) {
        return in("/reference-beyond/" + name);
    }

    private static ReferenceModel in(String folder) {
        try {
            return new ReferenceModel(Path.of(Objects.requireNonNull(ReferenceModel.class.getResource(folder), folder)
                    .toURI()));
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    public MaskedLanguageModel load(Precision precision) {
        return MaskedLanguageModel.load(source(), precision);
    }

    public ModelFolder source() {
        return ModelFolder.open(folder);
    }

    public Tensor expected(String caseId, String what) {
        return expected.read(caseId + "/" + what);
    }

    /** The names of all expected tensors, CASE/WHAT. */
    public Set<String> tensors() {
        return expected.tensors().keySet();
    }

    /** The cases of one kind: single or padded_batch. */
    public List<JsonNode> cases(String kind) {
        try {
            List<JsonNode> cases = new ArrayList<>();
            new ObjectMapper().readTree(folder.resolve("cases.json").toFile()).forEach(entry -> {
                if (entry.get("kind").asText().equals(kind)) {
                    cases.add(entry);
                }
            });
            return cases;
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    public static int[] ints(JsonNode list) {
        int[] values = new int[list.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = list.get(i).intValue();
        }
        return values;
    }

    /** Largest absolute difference over the largest absolute expected value. */
    public static double relativeDifference(float[] actual, float[] expected) {
        if (actual.length != expected.length) {
            throw new AssertionError("%s values where %s are expected".formatted(actual.length, expected.length));
        }
        double largest = 0;
        double difference = 0;
        for (int i = 0; i < expected.length; i++) {
            largest = Math.max(largest, Math.abs(expected[i]));
            difference = Math.max(difference, Math.abs((double) actual[i] - expected[i]));
            if (Float.isNaN(actual[i])) {
                return Double.NaN;
            }
        }
        return difference / largest;
    }

    @Override
    public void close() {
        expected.close();
    }
}
