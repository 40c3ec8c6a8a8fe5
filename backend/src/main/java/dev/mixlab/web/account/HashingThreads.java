package dev.mixlab.web.account;

import dev.mixlab.web.http.OperationTable;
import io.vertx.core.WorkerExecutor;

/** The threads on which passwords are hashed: so few that many attempts at once leave the machine to others. */
final class HashingThreads {

    private static final int THREADS = 2;

    private HashingThreads() {}

    /** Returns the threads, which end with the server. */
    static WorkerExecutor of(OperationTable table) {
        WorkerExecutor threads = table.vertx().createSharedWorkerExecutor("mixlab-passwords", THREADS);
        table.onClose(threads::close);
        return threads;
    }
}
