package dev.mixlab.weights.tensor;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/** Types of a tensor's elements, named as in the safetensors format; all are stored little endian. */
public enum DataType {
    F64(8),
    F32(4),
    F16(2),
    BF16(2),
    I64(8),
    I32(4),
    I16(2),
    I8(1),
    U8(1),
    BOOL(1);

    private final int bytes;

    DataType(int bytes) {
        this.bytes = bytes;
    }

    /** Bytes of one element. */
    public int bytes() {
        return bytes;
    }

    /** Returns whether the elements are floating-point numbers. */
    public boolean floating() {
        return this == F64 || this == F32 || this == F16 || this == BF16;
    }

    /** The type of that name, if this program knows it. */
    public static Optional<DataType> of(String name) {
        return Arrays.stream(values()).filter(type -> type.name().equals(name)).findFirst();
    }

    /** Fills the target with the floating-point elements from an index on, each as the nearest float. */
    void floats(ByteBuffer data, int from, float[] target, int count) {
        switch (this) {
            case F32 -> data.asFloatBuffer().get(from, target, 0, count);
            case F64 -> {
                for (int i = 0; i < count; i++) {
                    target[i] = (float) data.getDouble((from + i) * bytes);
                }
            }
            case F16 -> {
                for (int i = 0; i < count; i++) {
                    target[i] = Float16.toFloat(data.getShort((from + i) * bytes));
                }
            }
            case BF16 -> {
                for (int i = 0; i < count; i++) {
                    target[i] = BFloat16.toFloat(data.getShort((from + i) * bytes));
                }
            }
            default -> throw new IllegalStateException(this + " is not a floating-point type");
        }
    }

    /** Puts a float behind what the buffer holds, rounded to the nearest value of this type, ties to even. */
    void put(ByteBuffer data, float value) {
        switch (this) {
            case F64 -> data.putDouble(value);
            case F32 -> data.putFloat(value);
            case F16 -> data.putShort(Float16.fromFloat(value));
            case BF16 -> data.putShort(BFloat16.fromFloat(value));
            default -> throw new IllegalStateException(this + " is not a floating-point type");
        }
    }
}
