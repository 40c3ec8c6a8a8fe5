package dev.mixlab.store.run;

import dev.mixlab.common.ConflictException;
import dev.mixlab.run.Run;
import dev.mixlab.run.RunState;
import dev.mixlab.run.id.RunId;
import dev.mixlab.run.listing.Baseline;
import dev.mixlab.store.Database;
import java.util.Locale;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Stores which run is the baseline. */
public final class BaselineRepository implements Baseline {

    private final Database database;
    private final Jdbi jdbi;

    public BaselineRepository(Database database) {
        this.database = database;
        this.jdbi = database.jdbi();
    }

    @Override
    public @Nullable RunId get() {
        return jdbi.withHandle(handle -> handle.createQuery("SELECT run_id FROM baseline")
                .mapTo(String.class)
                .findOne()
                .map(RunId::new)
                .orElse(null));
    }

    @Override
    public void set(RunId id) {
        jdbi.useTransaction(handle -> {
            RunJournalRepository.lock(handle, id);
            Run run = RunRepository.get(handle, id);
            if (run.state() != RunState.SUCCEEDED) {
                throw new ConflictException("run %s is %s; only a run that succeeded can be the baseline"
                        .formatted(id, run.state().name().toLowerCase(Locale.ROOT)));
            }
            handle.execute("DELETE FROM baseline");
            handle.createUpdate("INSERT INTO baseline (id, run_id) VALUES (1, :run)")
                    .bind("run", id)
                    .execute();
        });
        database.flush();
    }

    @Override
    public void clear() {
        jdbi.useTransaction(handle -> handle.execute("DELETE FROM baseline"));
        database.flush();
    }
}
