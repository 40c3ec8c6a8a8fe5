package dev.mixlab.web;

import dev.mixlab.run.RunState;
import dev.mixlab.run.event.LocalRunEvents;
import dev.mixlab.run.id.RunId;
import dev.mixlab.store.Database;
import dev.mixlab.store.blob.BlobRepository;
import dev.mixlab.store.catalogue.CheckpointRepository;
import dev.mixlab.store.catalogue.DataSetRepository;
import dev.mixlab.store.run.RunJournalRepository;
import dev.mixlab.store.run.RunRepository;
import dev.mixlab.store.score.EvaluationRepository;
import dev.mixlab.store.score.ScoreRepository;
import dev.mixlab.store.share.ShareRepository;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;

/** A new database in memory, after real migrations, with the repositories that the web server reads and writes. */
public final class TestStore implements AutoCloseable {

    /** The time at which every evaluation is stored. */
    static final Instant EVALUATED_AT = Instant.parse("2026-01-02T03:04:05Z");

    final Database database = Database.inMemory();
    private final Clock clock = Clock.systemUTC();

    final LocalRunEvents events = new LocalRunEvents();
    final RunRepository runs = new RunRepository(database);
    final RunJournalRepository journal = new RunJournalRepository(database, clock);
    final ScoreRepository scores = new ScoreRepository(database, clock);
    final EvaluationRepository evaluations =
            new EvaluationRepository(database, Clock.fixed(EVALUATED_AT, ZoneOffset.UTC));
    final ShareRepository shares = new ShareRepository(database, clock);
    final CheckpointRepository checkpoints =
            new CheckpointRepository(database, new BlobRepository(database, clock), clock);
    final DataSetRepository dataSets = new DataSetRepository(database, clock);

    /** Puts a run into a state, even one that no run may come to from where it stands. */
    void force(RunId run, RunState state) {
        database.jdbi()
                .useHandle(handle -> handle.createUpdate("UPDATE run SET state = :state WHERE id = :id")
                        .bind("state", state.name())
                        .bind("id", run.value())
                        .execute());
    }

    @Override
    public void close() {
        database.close();
    }
}
