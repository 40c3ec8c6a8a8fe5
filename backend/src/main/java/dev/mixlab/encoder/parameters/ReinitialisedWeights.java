package dev.mixlab.encoder.parameters;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * The parameters of another model, some of them drawn anew.
 *
 * @param kept the parameters of the other model
 * @param isNew whether the parameter of a name is drawn anew
 * @param drawn makes the source from which the parameter of a name is drawn
 */
public record ReinitialisedWeights(WeightProvider kept, Predicate<String> isNew, Function<String, WeightProvider> drawn)
        implements WeightProvider {

    @Override
    public boolean hasHead() {
        return kept.hasHead();
    }

    @Override
    public NDArray values(String name, Role role, Shape shape) {
        return (isNew.test(name) ? drawn.apply(name) : kept).values(name, role, shape);
    }
}
