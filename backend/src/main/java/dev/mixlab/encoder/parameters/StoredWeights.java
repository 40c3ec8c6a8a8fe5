package dev.mixlab.encoder.parameters;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.mixlab.common.WeightFileException;
import dev.mixlab.encoder.engine.ParameterArrays;
import dev.mixlab.encoder.engine.Precision;
import dev.mixlab.encoder.family.EncoderConfig;
import dev.mixlab.encoder.family.WeightNames.HeadNames;
import dev.mixlab.encoder.family.WeightNames.LayerNames;
import dev.mixlab.weights.ModelSource;
import dev.mixlab.weights.tensor.Tensor;
import dev.mixlab.weights.tensor.TensorInfo;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The parameters of a stored model. A missing tensor, a wrong shape, or a tied copy that differs is an error. */
public final class StoredWeights implements WeightProvider {

    private final ModelSource source;
    private final EncoderConfig config;
    private final NDManager manager;
    private final Precision precision;
    private final HeadNames head;
    private final Map<String, TensorInfo> tensors;

    public StoredWeights(ModelSource source, EncoderConfig config, NDManager manager, Precision precision) {
        this.source = source;
        this.config = config;
        this.manager = manager;
        this.precision = precision;
        head = config.family().weights().head();
        tensors = source.tensors().stream().collect(Collectors.toMap(TensorInfo::name, Function.identity()));
        String problem = CheckpointKind.problem(config.family().weights(), tensors.keySet());
        if (problem != null) {
            throw new WeightFileException("%s: %s".formatted(source.weightsOrigin(), problem));
        }
        requireKnownLayers();
        if (config.head().tied()) {
            requireCopy(
                    head.decoder() + ".weight",
                    config.family().weights().embeddings().words());
        }
        requireCopy(head.decoder() + ".bias", head.bias());
    }

    @Override
    public NDArray values(String name, Role role, Shape shape) {
        String stored = tensors.containsKey(name) || !name.equals(head.bias()) ? name : head.decoder() + ".bias";
        TensorInfo info = tensors.get(stored);
        if (info == null) {
            throw refusal(name, "missing");
        }
        List<Long> wanted = Arrays.stream(shape.getShape()).boxed().toList();
        if (!info.shape().equals(wanted)) {
            throw refusal(name, "shape %s where config.json asks for %s".formatted(info.shape(), wanted));
        }
        if (!info.type().floating()) {
            throw refusal(name, "type %s where a floating-point type is needed".formatted(info.type()));
        }
        return ParameterArrays.of(manager, source.read(stored).floats(), shape, precision);
    }

    private void requireKnownLayers() {
        LayerNames layers = config.family().weights().layers();
        for (String name : tensors.keySet()) {
            String index = layers.indexIn(name);
            if (index != null && (!index.matches("\\d{1,6}") || Integer.parseInt(index) >= config.layers())) {
                throw refusal(name, "config.json has only %s layers".formatted(config.layers()));
            }
        }
    }

    private void requireCopy(String copy, String original) {
        if (tensors.containsKey(copy) && tensors.containsKey(original) && !copy.equals(original)) {
            Tensor first = source.read(original);
            Tensor second = source.read(copy);
            if (!Arrays.equals(first.floats(), second.floats())) {
                throw refusal(
                        copy,
                        "differs from %s, to which it is tied; remove it from the file%s"
                                .formatted(
                                        original,
                                        copy.endsWith(".weight")
                                                ? ", or set tie_word_embeddings to false in config.json if it is meant"
                                                : " if it is not meant"));
            }
        }
    }

    private WeightFileException refusal(String tensor, String rule) {
        return new WeightFileException("%s: tensor %s: %s".formatted(source.weightsOrigin(), tensor, rule));
    }
}
