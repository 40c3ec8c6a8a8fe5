package dev.mixlab.weights.tensor;

import dev.mixlab.common.InvalidInputException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.OptionalLong;

/**
 * A tensor in memory.
 *
 * @param info its name, type and shape
 * @param data its elements in row-major order, little endian, from position to limit; read-only
 */
public record Tensor(TensorInfo info, ByteBuffer data) {

    private static final int PART = 1 << 13;

    /** Checks that the buffer holds as many bytes as the shape asks for. */
    public Tensor {
        if (data.remaining() != info.byteCount()) {
            throw new InvalidInputException("tensor %s: %s bytes for %s %s"
                    .formatted(info.name(), data.remaining(), info.type(), info.shape()));
        }
        data = data.slice().asReadOnlyBuffer();
    }

    /** A tensor of 32-bit floats. */
    public static Tensor of(String name, List<Long> shape, float[] values) {
        TensorInfo info = new TensorInfo(name, DataType.F32, shape);
        ByteBuffer data = allocate(info);
        data.asFloatBuffer().put(values);
        return new Tensor(info, data);
    }

    /** A view of the elements with a position of its own, little endian. */
    @Override
    public ByteBuffer data() {
        return data.duplicate().order(ByteOrder.LITTLE_ENDIAN);
    }

    public String name() {
        return info.name();
    }

    /** The elements as floats; a floating-point type other than F32 is converted to the nearest float. */
    public float[] floats() {
        requireFloating();
        float[] values = new float[Math.toIntExact(info.elements())];
        info.type().floats(data(), 0, values, values.length);
        return values;
    }

    /** Some of the elements in row-major order, as {@link #floats()} has them. */
    public float[] floats(long from, int count) {
        requireFloating();
        float[] values = new float[count];
        int start = Math.toIntExact(from * info.type().bytes());
        ByteBuffer part = data.slice(start, count * info.type().bytes()).order(ByteOrder.LITTLE_ENDIAN);
        info.type().floats(part, 0, values, count);
        return values;
    }

    /** Returns the numbers in another floating-point type, rounded to nearest, ties to even. */
    public Tensor as(DataType type) {
        requireFloating();
        if (type == info.type()) {
            return this;
        }
        TensorInfo converted = info.as(type);
        ByteBuffer target = allocate(converted);
        for (float value : floats()) {
            type.put(target, value);
        }
        return new Tensor(converted, target.flip());
    }

    /** Returns the tensor under another name. */
    public Tensor named(String name) {
        return name.equals(info.name()) ? this : new Tensor(info.named(name), data);
    }

    /** Index in row-major order of the first element that is NaN or infinite as a float, if there is one. */
    public OptionalLong firstNotFinite() {
        if (!info.type().floating()) {
            return OptionalLong.empty();
        }
        int elements = Math.toIntExact(info.elements());
        float[] part = new float[Math.min(elements, PART)];
        for (int from = 0; from < elements; from += PART) {
            int count = Math.min(PART, elements - from);
            info.type().floats(data(), from, part, count);
            for (int i = 0; i < count; i++) {
                if (!Float.isFinite(part[i])) {
                    return OptionalLong.of((long) from + i);
                }
            }
        }
        return OptionalLong.empty();
    }

    private void requireFloating() {
        if (!info.type().floating()) {
            throw new InvalidInputException(
                    "tensor %s: type %s where a floating-point type is needed".formatted(info.name(), info.type()));
        }
    }

    private static ByteBuffer allocate(TensorInfo info) {
        return ByteBuffer.allocate(Math.toIntExact(info.byteCount())).order(ByteOrder.LITTLE_ENDIAN);
    }
}
