package dev.mixlab.weights;

import java.util.List;

/**
 * A tensor as a pickle describes it.
 *
 * @param storage where its elements are
 * @param offset of its first element in the storage
 * @param shape its extents
 */
record PickledTensor(Storage storage, long offset, List<Long> shape) {

    /**
     * Elements of one type in a row, which several tensors may share.
     *
     * @param type of the elements
     * @param key its name in the file
     * @param elements how many there are
     */
    record Storage(DataType type, String key, long elements) {}
}
