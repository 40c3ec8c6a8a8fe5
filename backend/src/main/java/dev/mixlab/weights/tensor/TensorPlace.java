package dev.mixlab.weights.tensor;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * A tensor and its place in a file.
 *
 * @param info description of the tensor
 * @param start position of its first byte in the file
 */
public record TensorPlace(TensorInfo info, long start) {

    private static final int LARGEST = Integer.MAX_VALUE - 8;

    public long end() {
        return start + info.byteCount();
    }

    /** Reads the data; the place has been checked to lie inside the file. */
    public Tensor read(ByteSource source) {
        if (info.byteCount() > LARGEST) {
            throw Refusal.tensor(
                    source.origin(), info.name(), info.byteCount() + " bytes, more than the 2 GiB that are read");
        }
        ByteBuffer data = ByteBuffer.allocate((int) info.byteCount());
        try {
            source.read(start, data);
        } catch (IOException failure) {
            throw Refusal.of(source.origin(), "tensor " + info.name() + " cannot be read", failure);
        }
        return new Tensor(info, data.flip());
    }
}
