package dev.mixlab.store;

import dev.mixlab.common.StorageException;
import java.sql.Connection;
import java.sql.SQLException;
import org.jdbi.v3.core.ConnectionFactory;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.HandleCallback;
import org.jdbi.v3.core.HandleCallbackDecorator;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.transaction.DelegatingTransactionHandler;
import org.jdbi.v3.core.transaction.LocalTransactionHandler;
import org.jdbi.v3.core.transaction.TransactionHandler;
import org.jdbi.v3.core.transaction.TransactionIsolationLevel;
import org.jspecify.annotations.Nullable;

/**
 * Turns every failure of an access for lack of a database that can be used into a {@link StorageException} that says why, whether a
 * connection, a statement, its rows, a commit or what follows a commit has failed.
 */
final class StorageFailures implements ConnectionFactory, HandleCallbackDecorator {

    private final ConnectionSource connections;

    private StorageFailures(ConnectionSource connections) {
        this.connections = connections;
    }

    /** Returns access to a database whose failures are explained, and whose transactions are fenced. */
    static Jdbi explained(ConnectionSource connections, Fences fences) {
        StorageFailures failures = new StorageFailures(connections);
        Jdbi jdbi = Jdbi.create(failures);
        jdbi.setHandleCallbackDecorator(failures);
        jdbi.setTransactionHandler(new Transactions(LocalTransactionHandler.binding(), fences));
        return jdbi;
    }

    @Override
    public Connection openConnection() throws SQLException {
        try {
            return connections.source().getConnection();
        } catch (SQLException failure) {
            require(failure);
            throw failure;
        }
    }

    /** Gives a connection back. One to a database that was closed meanwhile has nothing left to give back. */
    @Override
    public void closeConnection(Connection connection) throws SQLException {
        try {
            connection.close();
        } catch (SQLException failure) {
            if (!connections.isOutage(failure)) {
                throw failure;
            }
        }
    }

    @Override
    public <R, X extends Exception> HandleCallback<R, X> decorate(HandleCallback<R, X> work) {
        return handle -> {
            try {
                return work.withHandle(handle);
            } catch (JdbiException failure) {
                SQLException cause = cause(failure);
                if (cause != null) {
                    require(cause);
                }
                throw failure;
            }
        };
    }

    private void require(SQLException failure) {
        if (connections.isOutage(failure)) {
            throw new StorageException(connections.describe(failure), failure);
        }
    }

    private static @Nullable SQLException cause(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                return sql;
            }
        }
        return null;
    }

    /** Transactions that no thread makes for a run that is no longer its own. */
    private static final class Transactions extends DelegatingTransactionHandler {

        private final Fences fences;

        Transactions(TransactionHandler delegate, Fences fences) {
            super(delegate);
            this.fences = fences;
        }

        @Override
        public TransactionHandler specialize(Handle handle) throws SQLException {
            return new Transactions(getDelegate().specialize(handle), fences);
        }

        @Override
        public <R, X extends Exception> R inTransaction(Handle handle, HandleCallback<R, X> work) throws X {
            return super.inTransaction(handle, fenced(work));
        }

        @Override
        public <R, X extends Exception> R inTransaction(
                Handle handle, TransactionIsolationLevel level, HandleCallback<R, X> work) throws X {
            return super.inTransaction(handle, level, fenced(work));
        }

        private <R, X extends Exception> HandleCallback<R, X> fenced(HandleCallback<R, X> work) {
            return handle -> {
                fences.require(handle);
                return work.withHandle(handle);
            };
        }
    }
}
