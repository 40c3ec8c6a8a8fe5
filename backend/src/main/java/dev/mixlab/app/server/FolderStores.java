package dev.mixlab.app.server;

import dev.mixlab.common.NotFoundException;
import dev.mixlab.data.sample.SampleData;
import dev.mixlab.jobs.catalogue.ModelCatalogue;
import dev.mixlab.jobs.stage.Stores;
import dev.mixlab.run.TrainingStates;
import dev.mixlab.run.catalogue.DataOrigin;
import dev.mixlab.run.catalogue.DataSets;
import dev.mixlab.run.event.LocalRunEvents;
import dev.mixlab.run.event.RunEvents;
import dev.mixlab.run.id.RunId;
import dev.mixlab.store.Database;
import dev.mixlab.store.backup.BackupWriter;
import dev.mixlab.store.blob.BlobCache;
import dev.mixlab.store.blob.BlobRepository;
import dev.mixlab.store.catalogue.CheckpointRepository;
import dev.mixlab.store.catalogue.DataSetRepository;
import dev.mixlab.store.catalogue.ImportedModelRepository;
import dev.mixlab.store.catalogue.TextRepository;
import dev.mixlab.store.event.SharedRunEvents;
import dev.mixlab.store.run.RunJournalRepository;
import dev.mixlab.store.run.RunLeaseRepository;
import dev.mixlab.store.run.RunRepository;
import dev.mixlab.store.run.ThroughputRepository;
import dev.mixlab.store.run.TrainingStateFiles;
import dev.mixlab.store.run.TrainingStateRepository;
import dev.mixlab.store.score.EvaluationRepository;
import dev.mixlab.store.score.ScoreRepository;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;

/**
 * The stores of a data folder, opened and cleared of what a process before has left in them.
 *
 * @param stores what the parts of the program read and write
 * @param blobs the bytes of all tensors
 */
record FolderStores(Stores stores, BlobRepository blobs) {

    /** A text that was uploaded for a run is kept this long without one. */
    private static final Duration AGE_OF_UNUSED_TEXTS = Duration.ofDays(1);

    /** Opens the stores of a server over a database and its folder; the sample data are stored if they are not. */
    static FolderStores open(Database database, Path folder, Clock clock) {
        sweepBackups(folder);
        BlobRepository blobs = new BlobRepository(database, clock);
        blobs.sweep(database.dialect().isShared() ? AGE_OF_UNUSED_TEXTS : Duration.ZERO);
        RunEvents events = database.dialect().isShared()
                ? SharedRunEvents.withOthers(database, new RunRepository(database))
                : new LocalRunEvents();
        Stores stores = stores(database, blobs, folder, events, clock);
        new TextRepository(database, clock).sweep(AGE_OF_UNUSED_TEXTS);
        registerSampleData(stores.dataSets());
        return new FolderStores(stores, blobs);
    }

    /**
     * Opens the stores of a worker over the database of a server, which is not cleared.
     *
     * @param folder where the worker keeps its files
     * @param cacheBytes bytes of weights that are kept there
     */
    static Stores join(Database database, Path folder, long cacheBytes, Clock clock) {
        RunEvents events = SharedRunEvents.toOthers(database, new RunRepository(database));
        BlobCache cache = new BlobCache(folder.resolve("weights"), cacheBytes, clock);
        return stores(database, new BlobRepository(database, cache, clock), folder, events, clock);
    }

    private static Stores stores(Database database, BlobRepository blobs, Path folder, RunEvents events, Clock clock) {
        CheckpointRepository checkpoints = new CheckpointRepository(database, blobs, clock);
        ImportedModelRepository imported = new ImportedModelRepository(database, blobs, clock);
        return new Stores(
                new RunRepository(database),
                new RunJournalRepository(database, clock),
                new RunLeaseRepository(database, clock),
                events,
                new ModelCatalogue(BuiltInModels.openers(), checkpoints, imported),
                imported,
                new TextRepository(database, clock),
                new DataSetRepository(database, clock),
                checkpoints,
                new ScoreRepository(database, clock),
                new EvaluationRepository(database, clock),
                trainingStates(database, folder),
                new ThroughputRepository(database),
                database);
    }

    private static void sweepBackups(Path folder) {
        try {
            BackupWriter.sweep(folder);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Returns the training states: files of the data folder, or rows of a server's database, where any worker may go on from them. */
    private static TrainingStates trainingStates(Database database, Path folder) {
        TrainingStateRepository rows = new TrainingStateRepository(database);
        if (database.dialect().isShared()) {
            return rows;
        }
        RunRepository runs = new RunRepository(database);
        TrainingStateFiles states = new TrainingStateFiles(folder.resolve("training-states"), rows, database::flush);
        states.sweep(run -> isUnfinished(runs, run));
        return states;
    }

    private static boolean isUnfinished(RunRepository runs, RunId id) {
        try {
            return !runs.get(id).state().isFinal();
        } catch (NotFoundException unknown) {
            return false;
        }
    }

    /** Creates and stores the sample data set unless it is stored already: to create it takes longer than all else at start-up. */
    private static void registerSampleData(DataSets dataSets) {
        boolean stored = dataSets.list().stream()
                .anyMatch(set -> set.id().equals(SampleData.ID) && set.sha256().equals(SampleData.SHA256));
        if (!stored) {
            dataSets.register(SampleData.create(), new DataOrigin("generated by mixlab"));
        }
    }
}
