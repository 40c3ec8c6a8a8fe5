package dev.mixlab.weights.pickle;

import dev.mixlab.weights.tensor.DataType;
import java.util.List;

/**
 * A tensor as a pickle describes it.
 *
 * @param storage where its elements are
 * @param offset of its first element in the storage
 * @param shape its extents
 * @param strides by how many elements of the storage a step along each axis leads on
 */
record PickledTensor(Storage storage, long offset, List<Long> shape, List<Long> strides) {

    /**
     * Elements of one type in a row, which several tensors may share.
     *
     * @param type of the elements
     * @param key its name in the file
     * @param elements how many there are
     */
    record Storage(DataType type, String key, long elements) {}
}
