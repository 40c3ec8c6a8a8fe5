package dev.mixlab.store;

import dev.mixlab.common.StorageException;
import java.sql.SQLException;
import org.jdbi.v3.core.ConnectionFactory;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.HandleCallback;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.SqlLogger;
import org.jdbi.v3.core.statement.StatementContext;
import org.jdbi.v3.core.transaction.DelegatingTransactionHandler;
import org.jdbi.v3.core.transaction.LocalTransactionHandler;
import org.jdbi.v3.core.transaction.TransactionException;
import org.jdbi.v3.core.transaction.TransactionHandler;
import org.jdbi.v3.core.transaction.TransactionIsolationLevel;

/** Turns failures of statements and commits for lack of a writable database into a {@link StorageException} that says why. */
final class StorageFailures implements SqlLogger {

    private final ConnectionSource connections;

    private StorageFailures(ConnectionSource connections) {
        this.connections = connections;
    }

    /** Has a database's failures explained, and its transactions fenced. */
    static void translate(Jdbi jdbi, ConnectionSource connections, Fences fences) {
        StorageFailures failures = new StorageFailures(connections);
        jdbi.setSqlLogger(failures);
        jdbi.setTransactionHandler(new Transactions(LocalTransactionHandler.binding(), failures, fences));
    }

    /** Returns where connections come from, whose failure says why there is none. */
    static ConnectionFactory explained(ConnectionSource connections) {
        StorageFailures failures = new StorageFailures(connections);
        return () -> {
            try {
                return connections.source().getConnection();
            } catch (SQLException failure) {
                failures.require(failure);
                throw failure;
            }
        };
    }

    @Override
    public void logException(StatementContext context, SQLException failure) {
        require(failure);
    }

    private void require(SQLException failure) {
        if (connections.dialect().isOutage(failure)) {
            throw new StorageException(connections.describe(failure), failure);
        }
    }

    /** Transactions whose commit says why it failed, and which no thread makes for a run that is no longer its own. */
    private static final class Transactions extends DelegatingTransactionHandler {

        private final StorageFailures failures;
        private final Fences fences;

        Transactions(TransactionHandler delegate, StorageFailures failures, Fences fences) {
            super(delegate);
            this.failures = failures;
            this.fences = fences;
        }

        @Override
        public TransactionHandler specialize(Handle handle) throws SQLException {
            return new Transactions(getDelegate().specialize(handle), failures, fences);
        }

        @Override
        public <R, X extends Exception> R inTransaction(Handle handle, HandleCallback<R, X> work) throws X {
            try {
                return super.inTransaction(handle, fenced(work));
            } catch (TransactionException failure) {
                throw explained(failure);
            }
        }

        @Override
        public <R, X extends Exception> R inTransaction(
                Handle handle, TransactionIsolationLevel level, HandleCallback<R, X> work) throws X {
            try {
                return super.inTransaction(handle, level, fenced(work));
            } catch (TransactionException failure) {
                throw explained(failure);
            }
        }

        private <R, X extends Exception> HandleCallback<R, X> fenced(HandleCallback<R, X> work) {
            return handle -> {
                fences.require(handle);
                return work.withHandle(handle);
            };
        }

        private TransactionException explained(TransactionException failure) {
            if (failure.getCause() instanceof SQLException cause) {
                failures.require(cause);
            }
            return failure;
        }
    }
}
