package dev.mixlab.encoder.parameters;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import dev.mixlab.encoder.family.WeightNames.HeadNames;

/**
 * The parameters of an encoder together with those of a masked-LM head from elsewhere.
 *
 * @param encoder the encoder's parameters
 * @param head the head's parameters
 * @param names the names of the head's parameters
 */
public record NewHeadWeights(WeightProvider encoder, WeightProvider head, HeadNames names) implements WeightProvider {

    @Override
    public NDArray values(String name, Role role, Shape shape) {
        return (names.owns(name) ? head : encoder).values(name, role, shape);
    }
}
