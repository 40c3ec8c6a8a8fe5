package dev.mixlab.store;

import dev.mixlab.run.RunTakenOverException;
import dev.mixlab.run.id.RunId;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jdbi.v3.core.Handle;

/**
 * Keeps a thread that executes a run from storing anything once another process has taken the run over. Each of its transactions
 * begins by locking the run's lease, which the other process must change first: no transaction of the former can be committed after that.
 */
public final class Fences {

    /** A thread that stops within a transaction keeps its lock no longer than this. */
    private static final String PATIENCE = "SET LOCAL idle_in_transaction_session_timeout = '20s'";

    private static final String LOCK = "SELECT token FROM run_lease WHERE run_id = :run AND token = :token FOR SHARE";

    private final boolean shared;
    private final Map<Thread, Lease> held = new ConcurrentHashMap<>();

    /** A run with the token of its present execution. */
    private record Lease(RunId run, String token) {}

    Fences(Dialect dialect) {
        this.shared = dialect.isShared();
    }

    /** Binds the current thread to an execution of a run. */
    public void bind(RunId run, String token) {
        held.put(Thread.currentThread(), new Lease(run, token));
    }

    /** Ends the binding of the current thread. */
    public void release() {
        held.remove(Thread.currentThread());
    }

    /**
     * Requires, within a transaction, that the current thread is bound to no run or to one that is still its own.
     *
     * @throws RunTakenOverException if another execution has the run
     */
    void require(Handle handle) {
        Lease lease = held.get(Thread.currentThread());
        if (!shared || lease == null) {
            return;
        }
        handle.execute(PATIENCE);
        boolean valid = handle.createQuery(LOCK)
                .bind("run", lease.run())
                .bind("token", lease.token())
                .mapTo(String.class)
                .findOne()
                .isPresent();
        if (!valid) {
            throw new RunTakenOverException(lease.run());
        }
    }
}
