package dev.mixlab.weights.pickle;

import dev.mixlab.weights.tensor.DataType;
import java.util.List;

/**
 * A tensor as a pickle describes it.
 *
 * @param storage storage that contains its elements
 * @param offset index of its first element in the storage
 * @param shape its extents
 * @param strides by how many elements of the storage a step along each axis leads on
 */
record PickledTensor(Storage storage, long offset, List<Long> shape, List<Long> strides) {

    /**
     * Elements of one type in a row, which several tensors may share.
     *
     * @param type type of the elements
     * @param key its name in the file
     * @param elements number of elements
     */
    record Storage(DataType type, String key, long elements) {}

    /** Returns whether its elements are contiguous in the storage, in row-major order. */
    boolean rowMajor() {
        long stride = 1;
        for (int axis = shape.size() - 1; strides.size() == shape.size() && axis >= 0; axis--) {
            if (shape.get(axis) != 1 && strides.get(axis) != stride) {
                return shape.contains(0L);
            }
            stride *= shape.get(axis);
        }
        return strides.size() == shape.size();
    }
}
