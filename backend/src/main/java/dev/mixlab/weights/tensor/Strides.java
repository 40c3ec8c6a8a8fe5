package dev.mixlab.weights.tensor;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Orders of a tensor's elements in memory, as PyTorch describes them: one step per axis, counted in elements. */
final class Strides {

    private Strides() {}

    /** The strides of elements that follow each other, the last axis fastest. */
    static List<Long> rowMajor(List<Long> shape) {
        List<Long> strides = new ArrayList<>();
        long stride = 1;
        for (int axis = shape.size() - 1; axis >= 0; axis--) {
            strides.add(stride);
            stride *= shape.get(axis);
        }
        Collections.reverse(strides);
        return strides;
    }

    /**
     * How many elements lie from a tensor's first to its last.
     *
     * @throws ArithmeticException if they cannot be counted
     */
    static long extent(List<Long> shape, List<Long> strides) {
        if (shape.contains(0L)) {
            return 0;
        }
        long last = 0;
        for (int axis = 0; axis < shape.size(); axis++) {
            last = Math.addExact(last, Math.multiplyExact(shape.get(axis) - 1, strides.get(axis)));
        }
        return Math.addExact(last, 1);
    }

    /** Puts elements into row-major order. */
    static ByteBuffer inRowMajorOrder(ByteBuffer stored, TensorInfo info, List<Long> strides) {
        if (info.elements() == 0 || sameOrder(info.shape(), strides)) {
            return stored;
        }
        int size = info.type().bytes();
        ByteBuffer ordered = ByteBuffer.allocate(Math.toIntExact(info.byteCount()));
        long[] index = new long[strides.size()];
        long element = 0;
        while (ordered.hasRemaining()) {
            ordered.put(ordered.position(), stored, Math.toIntExact(element * size), size);
            ordered.position(ordered.position() + size);
            for (int axis = index.length - 1; axis >= 0; axis--) {
                element += strides.get(axis);
                if (++index[axis] < info.shape().get(axis)) {
                    break;
                }
                element -= index[axis] * strides.get(axis);
                index[axis] = 0;
            }
        }
        return ordered.flip();
    }

    /** Whether the elements are in row-major order already; the stride of an axis of one element does not matter. */
    private static boolean sameOrder(List<Long> shape, List<Long> strides) {
        List<Long> rowMajor = rowMajor(shape);
        for (int axis = 0; axis < shape.size(); axis++) {
            if (shape.get(axis) != 1 && !strides.get(axis).equals(rowMajor.get(axis))) {
                return false;
            }
        }
        return true;
    }
}
