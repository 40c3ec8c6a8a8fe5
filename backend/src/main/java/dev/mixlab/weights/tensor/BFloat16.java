package dev.mixlab.weights.tensor;

/** The upper half of a float: 1 sign bit, 8 exponent bits, 7 fraction bits. */
public final class BFloat16 {

    private static final int QUIET_NAN = 0x7fc0;

    private BFloat16() {}

    /** The value of 16 bits; exact. */
    public static float toFloat(short bits) {
        return Float.intBitsToFloat(bits << 16);
    }

    /** The nearest value, ties to even. */
    public static short fromFloat(float value) {
        int bits = Float.floatToRawIntBits(value);
        int sign = (bits >>> 16) & 0x8000;
        int magnitude = Float.isNaN(value) ? QUIET_NAN : Float16.roundedShift(bits & Integer.MAX_VALUE, 16);
        return (short) (sign | magnitude);
    }
}
