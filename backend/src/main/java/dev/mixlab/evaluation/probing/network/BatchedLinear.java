package dev.mixlab.evaluation.probing.network;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.Parameter;
import ai.djl.training.ParameterStore;
import ai.djl.training.initializer.Initializer;
import ai.djl.util.PairList;
import org.jspecify.annotations.Nullable;

/** One affine map per probe, each applied to that probe's own examples: [P, B, inputs] to [P, B, units]. */
public final class BatchedLinear extends AbstractBlock {

    private final Size size;
    private final Parameter weight;
    private final Parameter bias;

    /**
     * The size of the maps.
     *
     * @param probes number of probes P
     * @param inputs number of components of each example
     * @param units number of components of each result
     */
    public record Size(int probes, int inputs, int units) {}

    public BatchedLinear(Size size, Initializer weights, Initializer biases) {
        this.size = size;
        weight = addParameter(Parameter.builder()
                .setName("weight")
                .setType(Parameter.Type.WEIGHT)
                .optShape(new Shape(size.probes(), size.inputs(), size.units()))
                .optInitializer(weights)
                .build());
        bias = addParameter(Parameter.builder()
                .setName("bias")
                .setType(Parameter.Type.BIAS)
                .optShape(new Shape(size.probes(), 1, size.units()))
                .optInitializer(biases)
                .build());
    }

    @Override
    protected NDList forwardInternal(
            ParameterStore store, NDList inputs, boolean training, @Nullable PairList<String, Object> parameters) {
        var x = inputs.singletonOrThrow();
        return new NDList(x.matMul(store.getValue(weight, x.getDevice(), training))
                .add(store.getValue(bias, x.getDevice(), training)));
    }

    @Override
    public Shape[] getOutputShapes(Shape[] inputs) {
        return new Shape[] {new Shape(size.probes(), inputs[0].get(1), size.units())};
    }
}
