package dev.mixlab.weights;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mixlab.common.InvalidInputException;
import dev.mixlab.common.NotFoundException;
import dev.mixlab.weights.safetensors.SafetensorsHeader;
import dev.mixlab.weights.tensor.ByteSource;
import dev.mixlab.weights.tensor.FiniteElements;
import dev.mixlab.weights.tensor.Refusal;
import dev.mixlab.weights.tensor.StrictJson;
import dev.mixlab.weights.tensor.Tensor;
import dev.mixlab.weights.tensor.TensorInfo;
import dev.mixlab.weights.tensor.TensorPlace;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A model that is built into the program: a Hugging Face folder {@code /models/NAME} on the class path. */
public final class ClasspathModel implements ModelSource {

    private final String folder;
    private final ObjectNode config;
    private final ByteSource weights;
    private final Map<String, TensorPlace> tensors;

    private ClasspathModel(String folder) {
        this.folder = folder;
        this.config = StrictJson.parse(folder + "/config.json", "the file", require("config.json"));
        this.weights = ByteSource.of(folder + "/model.safetensors", require("model.safetensors"));
        this.tensors = NamedTensors.modern(
                weights.origin(), SafetensorsHeader.read(weights).tensors());
    }

    /** Opens a built-in model; its weights are in memory as long as it is. */
    public static ClasspathModel open(String name) {
        if (!name.matches("[a-z0-9][a-z0-9-]*")) {
            throw new NotFoundException("no built-in model " + Refusal.printable(name));
        }
        return at("/models/" + name);
    }

    /** The model in any folder of the class path. */
    static ClasspathModel at(String folder) {
        return new ClasspathModel(folder);
    }

    @Override
    public String origin() {
        return "built-in model " + folder.substring(folder.lastIndexOf('/') + 1);
    }

    @Override
    public String weightsOrigin() {
        return weights.origin();
    }

    @Override
    public JsonNode config() {
        return config.deepCopy();
    }

    @Override
    public boolean hasTokenizer() {
        return ClasspathModel.class.getResource(folder + "/tokenizer.json") != null;
    }

    @Override
    public byte[] tokenizer() {
        if (!hasTokenizer()) {
            throw new InvalidInputException(origin() + ": no tokenizer.json");
        }
        return require("tokenizer.json");
    }

    @Override
    public List<TensorInfo> tensors() {
        return tensors.entrySet().stream()
                .map(tensor -> tensor.getValue().info().named(tensor.getKey()))
                .toList();
    }

    @Override
    public Tensor read(String name) {
        @Nullable TensorPlace entry = tensors.get(name);
        if (entry == null) {
            throw Refusal.tensor(weights.origin(), name, "missing from the weights");
        }
        return FiniteElements.require(weights.origin(), entry.read(weights)).named(name);
    }

    private byte[] require(String file) {
        try (InputStream stream = ClasspathModel.class.getResourceAsStream(folder + "/" + file)) {
            if (stream == null) {
                throw new NotFoundException("%s: no %s".formatted(origin(), file));
            }
            return stream.readAllBytes();
        } catch (IOException failure) {
            throw Refusal.of(folder + "/" + file, "cannot be read", failure);
        }
    }
}
