package dev.mixlab.store;

import java.sql.SQLException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** The connections of an open database. */
interface ConnectionSource extends AutoCloseable {

    Dialect dialect();

    /** Returns where connections are taken from. */
    DataSource source();

    /** Whether a failure means that the database cannot be reached or written, so that a later attempt may succeed. */
    default boolean isOutage(SQLException failure) {
        return dialect().isOutage(failure);
    }

    /** Returns why the database cannot be reached or written and what to do, as one line. */
    String describe(SQLException failure);

    /** Asks the database, and returns why it cannot be written; null where it can. */
    @Nullable String outage();

    /** Returns how often the database was opened again after a failure by which what was stored last may be lost. */
    int outages();

    /** Returns what {@link #outage} found last. */
    @Nullable String knownOutage();

    /** Returns how the connections are used now. */
    Database.Connections use();

    @Override
    void close();
}
