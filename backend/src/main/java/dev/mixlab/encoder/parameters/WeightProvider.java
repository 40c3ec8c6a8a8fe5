package dev.mixlab.encoder.parameters;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;

/** A source of the values of a model's parameters: stored tensors, or random numbers. */
public interface WeightProvider {

    /** The role of a parameter, which determines its random initial values. */
    enum Role {
        MATRIX(Parameter.Type.WEIGHT),
        TABLE_WITH_PADDING(Parameter.Type.WEIGHT),
        BIAS(Parameter.Type.BIAS),
        GAIN(Parameter.Type.GAMMA);

        private final Parameter.Type type;

        Role(Parameter.Type type) {
            this.type = type;
        }
    }

    /** Returns whether there are values for the parameters of a masked-LM head. */
    default boolean hasHead() {
        return true;
    }

    /** Returns the values of a parameter in the model's precision; the array belongs to the model. */
    NDArray values(String name, Role role, Shape shape);

    /** Creates the parameter of a name. */
    default Parameter parameter(String name, Role role, long... shape) {
        return Parameter.builder()
                .setName(name)
                .setType(role.type)
                .optArray(values(name, role, new Shape(shape)))
                .optShape(new Shape(shape))
                .build();
    }
}
