package dev.mixlab.store;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What differs between the databases. All other SQL of this package is that of both. */
public enum Dialect {
    /** A file of the data folder, or memory, that one process has open. */
    H2("BLOB", "CHECKPOINT SYNC", false),

    /** A server that any number of processes use. A commit there lasts. */
    POSTGRESQL("BYTEA", null, true);

    /** H2's codes of a database that was closed, and of one that is open to be read only. */
    private static final Set<Integer> H2_CLOSED = Set.of(90098, 90121);

    private static final int H2_IS_READ_ONLY = 90097;

    /** Classes of PostgreSQL's states: no connection, no resources such as disk, stopped by an operator, a failure of the system. */
    private static final Set<String> OUTAGES = Set.of("08", "53", "57", "58");

    /** PostgreSQL's states of a transaction in a server that is to be read only, and of a session ended because it was idle. */
    private static final Set<String> STATES = Set.of("25006", "25P03");

    /** PostgreSQL's state of a statement that was cancelled, which is of the class of an operator's doing but no outage. */
    private static final String CANCELLED = "57014";

    private final String bytes;
    private final @Nullable String flush;
    private final boolean shared;

    Dialect(String bytes, @Nullable String flush, boolean shared) {
        this.bytes = bytes;
        this.flush = flush;
        this.shared = shared;
    }

    /** Returns the type of a column of bytes. */
    String bytes() {
        return bytes;
    }

    /** Returns the statement that writes committed data to disk; null where a commit does so. */
    @Nullable String flush() {
        return flush;
    }

    /** Whether several processes may have the database open. */
    public boolean isShared() {
        return shared;
    }

    /** Whether a failure means that the database cannot be reached or written, so that a later attempt may succeed. */
    boolean isOutage(SQLException failure) {
        if (this == H2) {
            return failure.getErrorCode() == H2_IS_READ_ONLY || closesH2(failure);
        }
        String state = failure.getSQLState();
        return failure instanceof SQLTransientConnectionException
                || (state != null
                        && !state.equals(CANCELLED)
                        && (STATES.contains(state)
                                || (state.length() == 5 && OUTAGES.contains(state.substring(0, 2)))));
    }

    /** Whether a failure has closed an H2 database, or is of the file system and is about to. */
    static boolean closesH2(SQLException failure) {
        return H2_CLOSED.contains(failure.getErrorCode()) || ConnectionPool.ioFailure(failure) != null;
    }
}
