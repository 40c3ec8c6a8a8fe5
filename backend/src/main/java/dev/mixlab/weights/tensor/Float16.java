package dev.mixlab.weights.tensor;

/** Half precision (IEEE 754 binary16): 1 sign bit, 5 exponent bits, 10 fraction bits. */
public final class Float16 {

    private static final int FRACTION_BITS = 10;
    private static final int INFINITY = 0x7c00;
    private static final int QUIET_NAN = 0x7e00;
    private static final float SUBNORMAL_UNIT = 0x1p-24f;
    private static final float SMALLEST_NORMAL = 0x1p-14f;
    private static final float OVERFLOW = 65520f;

    private Float16() {}

    /** The value of 16 bits; exact, with subnormals, infinities and NaN. */
    public static float toFloat(short bits) {
        int exponent = (bits >> FRACTION_BITS) & 0x1f;
        int fraction = bits & 0x3ff;
        float magnitude;
        if (exponent == 0) {
            magnitude = fraction * SUBNORMAL_UNIT;
        } else if (exponent == 0x1f) {
            magnitude = fraction == 0 ? Float.POSITIVE_INFINITY : Float.NaN;
        } else {
            magnitude = Float.intBitsToFloat((exponent + 127 - 15) << 23 | fraction << 13);
        }
        return bits < 0 ? -magnitude : magnitude;
    }

    /** The nearest half, ties to even; beyond 65520 in magnitude it is an infinity. */
    public static short fromFloat(float value) {
        int sign = (Float.floatToRawIntBits(value) >>> 16) & 0x8000;
        float magnitude = Math.abs(value);
        int bits;
        if (Float.isNaN(value)) {
            bits = QUIET_NAN;
        } else if (magnitude >= OVERFLOW) {
            bits = INFINITY;
        } else if (magnitude < SMALLEST_NORMAL) {
            bits = (int) Math.rint(magnitude / SUBNORMAL_UNIT);
        } else {
            int rebased = Float.floatToRawIntBits(magnitude) - ((127 - 15) << 23);
            bits = roundedShift(rebased, 13);
        }
        return (short) (sign | bits);
    }

    /** A non-negative integer without its lowest bits, rounded to nearest, ties to even. */
    static int roundedShift(int value, int shift) {
        int half = (1 << (shift - 1)) - 1;
        int odd = (value >>> shift) & 1;
        return (value + half + odd) >>> shift;
    }
}
