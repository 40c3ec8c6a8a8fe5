package dev.mixlab.weights.tensor;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.OptionalLong;

/** The rule that weights are finite numbers. */
public final class FiniteElements {

    private FiniteElements() {}

    /** The tensor itself, or a refusal that names file, tensor and index of the first element that is not finite. */
    public static Tensor require(String origin, Tensor tensor) {
        OptionalLong index = tensor.firstNotFinite();
        if (index.isEmpty()) {
            return tensor;
        }
        throw Refusal.tensor(
                origin,
                tensor.name(),
                "the element at %s is not a finite number"
                        .formatted(place(tensor.info().shape(), index.getAsLong())));
    }

    /** The indices, outermost first, of an element given by its index in row-major order. */
    static Deque<Long> place(List<Long> shape, long index) {
        Deque<Long> place = new ArrayDeque<>();
        long rest = index;
        for (int axis = shape.size() - 1; axis >= 0; axis--) {
            place.addFirst(rest % shape.get(axis));
            rest /= shape.get(axis);
        }
        return place;
    }
}
