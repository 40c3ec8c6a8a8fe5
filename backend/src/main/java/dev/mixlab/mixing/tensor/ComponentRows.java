package dev.mixlab.mixing.tensor;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import java.nio.ByteBuffer;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;

/** The rows of an array [.., size], read from the engine's memory while the array is open. */
public interface ComponentRows {

    /** Reads a row, counted over all leading axes, into {@code into} [size]. */
    void read(int row, double[] into);

    /** Reads a row in single precision into {@code into} [size]. */
    void read(int row, float[] into);

    static ComponentRows of(NDArray array) {
        ByteBuffer bytes = array.toByteBuffer(true);
        return array.getDataType() == DataType.FLOAT64
                ? new Doubles(bytes.asDoubleBuffer())
                : new Floats(bytes.asFloatBuffer());
    }

    /** Returns all numbers of a small array in double precision. */
    static double[] numbers(NDArray array) {
        return array.toType(DataType.FLOAT64, false).toDoubleArray();
    }

    /** Converts numbers to single precision. */
    static float[] floats(double[] numbers) {
        float[] floats = new float[numbers.length];
        for (int k = 0; k < floats.length; k++) {
            floats[k] = (float) numbers[k];
        }
        return floats;
    }

    /** Rows of an array in single precision. */
    record Floats(FloatBuffer buffer) implements ComponentRows {

        @Override
        public void read(int row, float[] into) {
            buffer.get(row * into.length, into);
        }

        @Override
        public void read(int row, double[] into) {
            float[] numbers = new float[into.length];
            read(row, numbers);
            for (int k = 0; k < into.length; k++) {
                into[k] = numbers[k];
            }
        }
    }

    /** Rows of an array in double precision. */
    record Doubles(DoubleBuffer buffer) implements ComponentRows {

        @Override
        public void read(int row, double[] into) {
            buffer.get(row * into.length, into);
        }

        @Override
        public void read(int row, float[] into) {
            double[] numbers = new double[into.length];
            read(row, numbers);
            for (int k = 0; k < into.length; k++) {
                into[k] = (float) numbers[k];
            }
        }
    }
}
