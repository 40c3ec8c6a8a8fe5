package dev.mixlab.weights.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class HalfPrecisionProperties {

    @Example
    void everyHalfSurvivesTheWayToFloatAndBack() {
        for (int bits = 0; bits < 1 << 16; bits++) {
            float value = Float16.toFloat((short) bits);
            if (Float.isNaN(value)) {
                assertThat(Float16.toFloat(Float16.fromFloat(value))).isNaN();
            } else {
                assertThat(Float16.fromFloat(value)).isEqualTo((short) bits);
            }
        }
    }

    @Example
    void everyBFloatSurvivesTheWayToFloatAndBack() {
        for (int bits = 0; bits < 1 << 16; bits++) {
            float value = BFloat16.toFloat((short) bits);
            if (Float.isNaN(value)) {
                assertThat(BFloat16.toFloat(BFloat16.fromFloat(value))).isNaN();
            } else {
                assertThat(BFloat16.fromFloat(value)).isEqualTo((short) bits);
            }
        }
    }

    @Example
    void theBitsMeanWhatTheStandardSays() {
        assertThat(Float16.toFloat((short) 0x3c00)).isEqualTo(1f);
        assertThat(Float16.toFloat((short) 0xc000)).isEqualTo(-2f);
        assertThat(Float16.toFloat((short) 0x7bff)).isEqualTo(65504f);
        assertThat(Float16.toFloat((short) 0x0001)).isEqualTo(0x1p-24f);
        assertThat(Float16.toFloat((short) 0x83ff)).isEqualTo(-1023 * 0x1p-24f);
        assertThat(Float16.toFloat((short) 0x0400)).isEqualTo(0x1p-14f);
        assertThat(Float16.toFloat((short) 0xfc00)).isEqualTo(Float.NEGATIVE_INFINITY);
        assertThat(Float16.toFloat((short) 0x7e00)).isNaN();
        assertThat(BFloat16.toFloat((short) 0x3f80)).isEqualTo(1f);
        assertThat(BFloat16.toFloat((short) 0xc049)).isEqualTo(-3.140625f);
        assertThat(BFloat16.toFloat((short) 0x0001)).isEqualTo(0x1p-133f);
    }

    @Example
    void tiesGoToTheEvenNeighbour() {
        assertThat(half(2049f)).isEqualTo(2048f);
        assertThat(half(2051f)).isEqualTo(2052f);
        assertThat(half(0x1p-25f)).isEqualTo(0f);
        assertThat(half(Math.nextUp(0x1p-25f))).isEqualTo(0x1p-24f);
        assertThat(half(3 * 0x1p-25f)).isEqualTo(0x1p-23f);
        assertThat(half(Math.nextDown(65520f))).isEqualTo(65504f);
        assertThat(half(65520f)).isEqualTo(Float.POSITIVE_INFINITY);
        assertThat(half(-0f)).isEqualTo(-0f);
        assertThat(half(Math.nextDown(0x1p-14f))).isEqualTo(0x1p-14f);
        assertThat(brain(257f)).isEqualTo(256f);
        assertThat(brain(259f)).isEqualTo(260f);
        assertThat(brain(Float.MAX_VALUE)).isEqualTo(Float.POSITIVE_INFINITY);
    }

    @Property
    void noOtherHalfIsNearer(@ForAll float value) {
        float rounded = half(value);
        if (Float.isInfinite(rounded)) {
            assertThat(Math.abs(value)).isGreaterThanOrEqualTo(65520f);
            return;
        }
        short bits = Float16.fromFloat(value);
        double error = Math.abs((double) value - rounded);
        for (int neighbour : new int[] {bits - 1, bits + 1}) {
            float other = Float16.toFloat((short) neighbour);
            if (Float.isFinite(other)) {
                assertThat(Math.abs((double) value - other)).isGreaterThanOrEqualTo(error);
            }
        }
    }

    @Property
    void noOtherBFloatIsNearer(@ForAll float value) {
        float rounded = brain(value);
        if (Float.isInfinite(rounded)) {
            assertThat(Math.abs((double) value)).isGreaterThanOrEqualTo(0x1.ffp127);
            return;
        }
        short bits = BFloat16.fromFloat(value);
        double error = Math.abs((double) value - rounded);
        for (int neighbour : new int[] {bits - 1, bits + 1}) {
            float other = BFloat16.toFloat((short) neighbour);
            if (Float.isFinite(other)) {
                assertThat(Math.abs((double) value - other)).isGreaterThanOrEqualTo(error);
            }
        }
    }

    private static float half(float value) {
        return Float16.toFloat(Float16.fromFloat(value));
    }

    private static float brain(float value) {
        return BFloat16.toFloat(BFloat16.fromFloat(value));
    }
}
