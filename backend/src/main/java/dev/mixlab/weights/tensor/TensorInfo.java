package dev.mixlab.weights.tensor;

import dev.mixlab.common.InvalidInputException;
import java.util.List;

/**
 * The description of a tensor, without its data.
 *
 * @param name the name of the parameter
 * @param type the type of its elements
 * @param shape its extents, outermost first; empty for a single number
 */
public record TensorInfo(String name, DataType type, List<Long> shape) {

    /** Checks that no extent is negative and that the size can be counted in a long. */
    public TensorInfo {
        shape = List.copyOf(shape);
        try {
            long bytes = type.bytes();
            for (long extent : shape) {
                if (extent < 0) {
                    throw new InvalidInputException("tensor %s: shape %s has a negative extent".formatted(name, shape));
                }
                bytes = Math.multiplyExact(bytes, extent);
            }
        } catch (ArithmeticException overflow) {
            throw new InvalidInputException(
                    "tensor %s: shape %s is larger than can be counted".formatted(name, shape), overflow);
        }
    }

    /** Number of elements. */
    public long elements() {
        return shape.stream().reduce(1L, (product, extent) -> product * extent);
    }

    /** Number of bytes of all elements. */
    public long byteCount() {
        return elements() * type.bytes();
    }

    /** Returns the description under another name. */
    public TensorInfo named(String other) {
        return new TensorInfo(other, type, shape);
    }

    /** Returns the description with another element type. */
    public TensorInfo as(DataType other) {
        return new TensorInfo(name, other, shape);
    }
}
