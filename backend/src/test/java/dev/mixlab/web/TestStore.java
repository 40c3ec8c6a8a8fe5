package dev.mixlab.web;

import dev.mixlab.Folders;
import dev.mixlab.jobs.imports.ImportSettings;
import dev.mixlab.jobs.imports.ModelImportQueue;
import dev.mixlab.jobs.listing.RunRemover;
import dev.mixlab.run.RunState;
import dev.mixlab.run.account.AccountStores;
import dev.mixlab.run.event.LocalRunEvents;
import dev.mixlab.run.id.RunId;
import dev.mixlab.store.Database;
import dev.mixlab.store.TestDatabase;
import dev.mixlab.store.account.AccountTables;
import dev.mixlab.store.blob.BlobRepository;
import dev.mixlab.store.catalogue.CheckpointRepository;
import dev.mixlab.store.catalogue.DataSetRepository;
import dev.mixlab.store.catalogue.ImportJournalRepository;
import dev.mixlab.store.catalogue.ImportedModelRepository;
import dev.mixlab.store.catalogue.TextRepository;
import dev.mixlab.store.run.BaselineRepository;
import dev.mixlab.store.run.ModelUseRepository;
import dev.mixlab.store.run.QueueRepository;
import dev.mixlab.store.run.RunEditRepository;
import dev.mixlab.store.run.RunJournalRepository;
import dev.mixlab.store.run.RunListRepository;
import dev.mixlab.store.run.RunRemovalRepository;
import dev.mixlab.store.run.RunRepository;
import dev.mixlab.store.run.SweepRepository;
import dev.mixlab.store.run.TrainingStateRepository;
import dev.mixlab.store.score.EvaluationRepository;
import dev.mixlab.store.score.ScoreRepository;
import dev.mixlab.store.share.ShareRepository;
import dev.mixlab.weights.hub.HubAddress;
import dev.mixlab.weights.hub.HubCache;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

/** A new database in memory, after real migrations, with the repositories that the web server reads and writes. */
public final class TestStore implements AutoCloseable {

    /** The time at which every evaluation is stored. */
    static final Instant EVALUATED_AT = Instant.parse("2026-01-02T03:04:05Z");

    public static final Path MODELS = Path.of("models").toAbsolutePath();

    public static final long UPLOAD_LIMIT = 8_000_000;

    /** A folder below which minimal pairs may be read, and where uploads lie while they are read. */
    public final Path folder = withRoot(temporaryFolder());

    public final Database database = TestDatabase.fresh();
    private final Clock clock = Clock.systemUTC();

    public final LocalRunEvents events = new LocalRunEvents();
    public final RunRepository runs = new RunRepository(database);
    final RunListRepository runList = new RunListRepository(database);
    final RunEditRepository edits = new RunEditRepository(database, clock);
    public final SweepRepository sweeps = new SweepRepository(database, clock);
    final QueueRepository places = new QueueRepository(database, clock);
    public final RunJournalRepository journal = new RunJournalRepository(database, clock);
    public final ScoreRepository scores = new ScoreRepository(database, clock);
    public final EvaluationRepository evaluations =
            new EvaluationRepository(database, Clock.fixed(EVALUATED_AT, ZoneOffset.UTC));
    public final ShareRepository shares = new ShareRepository(database, clock);
    public final AccountStores accounts = AccountTables.of(database, clock);
    private final BlobRepository blobs = new BlobRepository(database, clock);
    final CheckpointRepository checkpoints = new CheckpointRepository(database, blobs, clock);
    public final RunRemover removals =
            new RunRemover(new RunRemovalRepository(database, blobs, new TrainingStateRepository(database)), events);
    final BaselineRepository baseline = new BaselineRepository(database);
    public final ImportedModelRepository imported = new ImportedModelRepository(database, blobs, clock);
    final ModelUseRepository uses = new ModelUseRepository(database);
    public final DataSetRepository dataSets = new DataSetRepository(database, clock);
    final TextRepository texts = new TextRepository(database, clock);

    private final Path work = temporaryFolder();

    /** Imports of the models below the folder of the built-in ones, and uploads of at most 8 MB. */
    final ModelImportQueue imports = new ModelImportQueue(
            new ImportSettings(
                    work.resolve("imports"),
                    List.of(MODELS),
                    new HubAddress("http://localhost:9", null),
                    new HubCache(work.resolve("hub")),
                    UPLOAD_LIMIT),
            imported,
            new ImportJournalRepository(database),
            clock);

    private static Path temporaryFolder() {
        try {
            return Files.createTempDirectory("mixlab-test");
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static Path withRoot(Path folder) {
        try {
            Files.createDirectories(folder.resolve("root"));
            return folder;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Returns the folders and files that imports have left. */
    public List<Path> importLeftovers() {
        return Folders.content(work);
    }

    /** Puts a run into a state, even one that no run may come to from where it stands. */
    public void force(RunId run, RunState state) {
        database.jdbi()
                .useHandle(handle -> handle.createUpdate("UPDATE run SET state = :state WHERE id = :id")
                        .bind("state", state.name())
                        .bind("id", run.value())
                        .execute());
    }

    @Override
    public void close() {
        imports.close();
        Folders.delete(work);
        database.close();
        Folders.delete(folder);
    }
}
