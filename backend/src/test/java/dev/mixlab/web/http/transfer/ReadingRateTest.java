package dev.mixlab.web.http.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ReadingRateTest {

    private static final long SECOND = 1_000_000_000L;

    private final ReadingRate rate = new ReadingRate();
    private long now = 17 * SECOND;

    private void read(long count, double seconds) {
        rate.begin(count, now);
        now += Math.round(seconds * SECOND);
        rate.accept(now);
    }

    @Test
    void littleIsKnownBeforeTwoSecondsOfWaiting() {
        read(100, 1.5);
        now += 1000 * SECOND; // the server computes
        assertThat(rate.bytesPerSecond(now)).isInfinite();
        read(100, 0.5);
        assertThat(rate.bytesPerSecond(now)).isCloseTo(100, within(1e-9));
        assertThat(rate.lastBytesPerSecond()).isInfinite();
    }

    @Test
    void aClientThatStallsAfterAFastStartIsSlowAfterTwoSeconds() {
        for (int i = 0; i < 100; i++) {
            read(65_536, 0.001);
        }
        rate.begin(65_536, now);
        assertThat(rate.bytesPerSecond(now + SECOND)).isInfinite();
        assertThat(rate.bytesPerSecond(now + 4 * SECOND)).isCloseTo(65_536 / 4.0, within(1e-9));
    }

    @Test
    void aClientThatReadsJustFastEnoughForEachWriteIsSlowInTheEnd() {
        for (int i = 0; i < 3; i++) {
            read(65_536, 9.9);
        }
        assertThat(rate.lastBytesPerSecond()).isInfinite();
        read(65_536, 9.9);
        assertThat(rate.lastBytesPerSecond()).isCloseTo(65_536 / 9.9, within(1e-6));
        read(1000, 30);
        assertThat(rate.lastBytesPerSecond()).isCloseTo(1000 / 30.0, within(1e-6));
        assertThat(rate.lastBytesPerSecond()).isLessThan(ResponseOutputStream.SLOWEST);
    }
}
