package dev.mixlab.app.server;

import dev.mixlab.app.metrics.ProgramMetrics;
import dev.mixlab.common.PageRequest;
import dev.mixlab.jobs.stage.Stores;
import dev.mixlab.run.RunState;
import dev.mixlab.run.imports.ModelImport;
import dev.mixlab.run.imports.ModelImports;
import dev.mixlab.store.Database;
import dev.mixlab.web.events.EventOperations;
import java.util.Locale;

/** What the metrics tell of an application: its runs, its queues, its event streams and its connections to the database. */
final class ApplicationMetrics {

    private static final String QUEUE = "mixlab.queue.length";
    private static final String QUEUE_MEANING = "Work that waits for a free place";
    private static final String POOL = "mixlab.database.connections";
    private static final String POOL_MEANING = "Connections to the database by use, and threads that wait for one";

    private ApplicationMetrics() {}

    /** Adds the numbers, and has the stages of runs counted from now on. */
    static void addTo(ProgramMetrics metrics, Stores stores, ModelImports imports, Database database) {
        stores.events().subscribe(metrics.runs());
        for (RunState state : RunState.values()) {
            String label = state.name().toLowerCase(Locale.ROOT);
            metrics.gauge("mixlab.runs", "Stored runs by state", () -> runs(stores, state), "state", label);
        }
        metrics.gauge(QUEUE, QUEUE_MEANING, () -> runs(stores, RunState.QUEUED), "queue", "runs");
        metrics.gauge(QUEUE, QUEUE_MEANING, () -> waiting(imports), "queue", "imports");
        metrics.gauge(POOL, POOL_MEANING, () -> database.connections().active(), "state", "active");
        metrics.gauge(POOL, POOL_MEANING, () -> database.connections().idle(), "state", "idle");
        metrics.gauge(POOL, POOL_MEANING, () -> database.connections().waiting(), "state", "waiting");
        metrics.gauge(
                "mixlab.database.outages", "Times the database was opened again since the start", database::outages);
    }

    /** Adds the number of open event streams. */
    static void addTo(ProgramMetrics metrics, EventOperations events) {
        metrics.gauge("mixlab.event.streams", "Event streams that are open", events::openStreams);
    }

    private static long runs(Stores stores, RunState state) {
        return stores.runs().list(state, new PageRequest(0, 1)).total();
    }

    private static long waiting(ModelImports imports) {
        return imports.list().stream()
                .filter(known -> known.state() == ModelImport.State.QUEUED)
                .count();
    }
}
