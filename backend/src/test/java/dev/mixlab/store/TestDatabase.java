package dev.mixlab.store;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A new database for each test, after real migrations, and a clock that stands still. It is H2's, in memory; with the system property
 * {@code mixlab.test.database=postgresql} it is one of a PostgreSQL server that the process starts.
 */
public final class TestDatabase implements BeforeEachCallback, AfterEachCallback {

    private @Nullable Database database;
    private final SettableClock clock = new SettableClock();

    @Override
    public void beforeEach(ExtensionContext context) {
        database = fresh();
    }

    /** Returns a new database of the kind that this process tests. */
    public static Database fresh() {
        return "postgresql".equals(System.getProperty("mixlab.test.database"))
                ? Database.open(TestServer.fresh())
                : Database.inMemory();
    }

    @Override
    public void afterEach(ExtensionContext context) {
        get().close();
    }

    public Database get() {
        if (database == null) {
            throw new IllegalStateException("no test is running");
        }
        return database;
    }

    public SettableClock clock() {
        return clock;
    }

    /** A clock that stands still until it is moved. */
    public static final class SettableClock extends Clock {

        private Instant now = Instant.parse("2026-03-01T12:00:00Z");

        public void advance(Duration by) {
            now = now.plus(by);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
