package dev.mixlab.store;

import dev.mixlab.common.StorageException;
import java.sql.SQLException;
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

    private static final int H2_IS_READ_ONLY = 90097;

    private final ConnectionPool pool;

    private StorageFailures(ConnectionPool pool) {
        this.pool = pool;
    }

    static void translate(Jdbi jdbi, ConnectionPool pool) {
        StorageFailures failures = new StorageFailures(pool);
        jdbi.setSqlLogger(failures);
        jdbi.setTransactionHandler(new Transactions(LocalTransactionHandler.binding(), failures));
    }

    @Override
    public void logException(StatementContext context, SQLException failure) {
        require(failure);
    }

    private void require(SQLException failure) {
        if (failure.getErrorCode() == H2_IS_READ_ONLY || ConnectionPool.isFatal(failure)) {
            throw new StorageException(pool.describe(failure), failure);
        }
    }

    /** Transactions whose commit says why it failed. */
    private static final class Transactions extends DelegatingTransactionHandler {

        private final StorageFailures failures;

        Transactions(TransactionHandler delegate, StorageFailures failures) {
            super(delegate);
            this.failures = failures;
        }

        @Override
        public TransactionHandler specialize(Handle handle) throws SQLException {
            return new Transactions(getDelegate().specialize(handle), failures);
        }

        @Override
        public <R, X extends Exception> R inTransaction(Handle handle, HandleCallback<R, X> work) throws X {
            try {
                return super.inTransaction(handle, work);
            } catch (TransactionException failure) {
                throw explained(failure);
            }
        }

        @Override
        public <R, X extends Exception> R inTransaction(
                Handle handle, TransactionIsolationLevel level, HandleCallback<R, X> work) throws X {
            try {
                return super.inTransaction(handle, level, work);
            } catch (TransactionException failure) {
                throw explained(failure);
            }
        }

        private TransactionException explained(TransactionException failure) {
            if (failure.getCause() instanceof SQLException cause) {
                failures.require(cause);
            }
            return failure;
        }
    }
}
