package dev.mixlab.weights.tensor;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * A tensor and its place in a file.
 *
 * @param info what it is
 * @param start position of its first element's first byte in the file
 * @param strides by how many elements a step along each axis leads on in the file; 0 repeats the same elements
 */
public record TensorPlace(TensorInfo info, long start, List<Long> strides) {

    private static final int LARGEST = Integer.MAX_VALUE - 8;

    /** What a tensor that repeats elements may take, since the file's size does not bound it. */
    private static final long LARGEST_REPEATED = 256L << 20;

    public TensorPlace {
        strides = List.copyOf(strides);
    }

    /** A tensor whose elements follow each other in row-major order. */
    public TensorPlace(TensorInfo info, long start) {
        this(info, start, Strides.rowMajor(info.shape()));
    }

    /**
     * The position behind the last byte that it needs.
     *
     * @throws ArithmeticException if strides lead beyond what can be counted
     */
    public long end() {
        long elements = Strides.extent(info.shape(), strides);
        return Math.addExact(start, Math.multiplyExact(elements, info.type().bytes()));
    }

    /** Reads the data; the place has been checked to lie inside the file. */
    public Tensor read(ByteSource source) {
        long stored = end() - start;
        if (Math.max(stored, info.byteCount()) > LARGEST) {
            throw Refusal.tensor(
                    source.origin(),
                    info.name(),
                    Math.max(stored, info.byteCount()) + " bytes, more than the 2 GiB that are read");
        }
        if (info.byteCount() > Math.max(stored, LARGEST_REPEATED)) {
            throw Refusal.tensor(
                    source.origin(), info.name(), "%s bytes that repeat %s".formatted(info.byteCount(), stored));
        }
        ByteBuffer data = ByteBuffer.allocate((int) stored);
        try {
            source.read(start, data);
        } catch (IOException failure) {
            throw Refusal.of(source.origin(), "tensor " + info.name() + " cannot be read", failure);
        }
        return new Tensor(info, Strides.inRowMajorOrder(data.flip(), info, strides));
    }
}
