package dev.mixlab.web.account;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** The machine's clock, which a test sets forward. */
final class LaterClock extends Clock {

    private volatile Duration later = Duration.ZERO;

    void goForward(Duration time) {
        later = later.plus(time);
    }

    @Override
    public Instant instant() {
        return Instant.now().plus(later);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("times of tests are in UTC");
    }
}
