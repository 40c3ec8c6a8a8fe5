package dev.mixlab.mixing;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import java.nio.ByteBuffer;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;

/** The rows of an array [.., size], read where the engine has them; to be used as long as the array is there. */
interface ComponentRows {

    /** Puts a row, of all rows in their order, into {@code into} [size]. */
    void read(int row, double[] into);

    static ComponentRows of(NDArray array) {
        ByteBuffer bytes = array.toByteBuffer(true);
        if (array.getDataType() == DataType.FLOAT64) {
            DoubleBuffer doubles = bytes.asDoubleBuffer();
            return (row, into) -> doubles.get(row * into.length, into);
        }
        FloatBuffer floats = bytes.asFloatBuffer();
        return (row, into) -> {
            float[] numbers = new float[into.length];
            floats.get(row * numbers.length, numbers);
            for (int k = 0; k < into.length; k++) {
                into[k] = numbers[k];
            }
        };
    }

    /** All numbers of a small array, in double precision. */
    static double[] numbers(NDArray array) {
        return array.toType(DataType.FLOAT64, false).toDoubleArray();
    }
}
