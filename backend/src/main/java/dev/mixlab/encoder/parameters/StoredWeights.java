package dev.mixlab.encoder.parameters;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.mixlab.common.WeightFileException;
import dev.mixlab.encoder.engine.ParameterArrays;
import dev.mixlab.encoder.engine.Precision;
import dev.mixlab.encoder.family.EncoderConfig;
import dev.mixlab.encoder.family.WeightNames;
import dev.mixlab.encoder.family.WeightNames.HeadNames;
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
    private final CheckpointNames names;
    private final Map<String, TensorInfo> tensors;

    public StoredWeights(ModelSource source, EncoderConfig config, NDManager manager, Precision precision) {
        this.source = source;
        this.config = config;
        this.manager = manager;
        this.precision = precision;
        WeightNames family = config.family().weights();
        names = CheckpointNames.of(family, source);
        tensors = source.tensors().stream().collect(Collectors.toMap(TensorInfo::name, Function.identity()));
        String problem = names.problem();
        if (problem != null) {
            throw new WeightFileException("%s: %s".formatted(source.weightsOrigin(), problem));
        }
        requireKnownLayers();
        if (names.hasHead()) {
            HeadNames head = family.head();
            if (config.head().tied()) {
                requireCopy(head.decoder() + ".weight", family.embeddings().words());
            }
            requireCopy(head.decoder() + ".bias", head.bias());
        }
    }

    @Override
    public boolean hasHead() {
        return names.hasHead();
    }

    @Override
    public NDArray values(String name, Role role, Shape shape) {
        String stored = stored(name);
        TensorInfo info = tensors.get(stored);
        if (info == null) {
            throw refusal(name, "missing");
        }
        List<Long> wanted = Arrays.stream(shape.getShape()).boxed().toList();
        if (!info.type().floating()) {
            throw refusal(
                    stored,
                    ("type %s where a floating-point type is needed; a quantised model is not supported, so take the model "
                                    + "before quantisation")
                            .formatted(info.type()));
        }
        if (!info.shape().equals(wanted)) {
            throw refusal(stored, "shape %s where config.json asks for %s".formatted(info.shape(), wanted));
        }
        return ParameterArrays.of(manager, source.read(stored), shape, precision);
    }

    private String stored(String parameter) {
        try {
            return names.stored(parameter);
        } catch (WeightFileException twice) {
            throw new WeightFileException("%s: %s".formatted(source.weightsOrigin(), twice.getMessage()), twice);
        }
    }

    private void requireKnownLayers() {
        for (String name : tensors.keySet()) {
            String index = names.layerIndex(name);
            if (index != null && (!index.matches("\\d{1,6}") || Integer.parseInt(index) >= config.layers())) {
                throw refusal(name, "config.json has only %s layers".formatted(config.layers()));
            }
        }
    }

    private void requireCopy(String copy, String parameter) {
        String original = stored(parameter);
        if (tensors.containsKey(copy) && tensors.containsKey(original) && !copy.equals(original)) {
            if (!same(source.read(original), source.read(copy))) {
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

    /** Compares bytes where types agree, because the numbers of a large table would take as much memory again. */
    private static boolean same(Tensor first, Tensor second) {
        return first.info().type() == second.info().type()
                ? first.data().equals(second.data())
                : Arrays.equals(first.floats(), second.floats());
    }

    private WeightFileException refusal(String tensor, String rule) {
        return new WeightFileException("%s: tensor %s: %s".formatted(source.weightsOrigin(), tensor, rule));
    }
}
