package dev.mixlab.app.server;

import dev.mixlab.app.server.Application.Settings;
import dev.mixlab.common.AllowedFolders;
import dev.mixlab.evaluation.suite.Evaluations;
import dev.mixlab.jobs.RunScheduler;
import dev.mixlab.jobs.catalogue.ComputedHeads;
import dev.mixlab.jobs.catalogue.ModelEditor;
import dev.mixlab.jobs.listing.RunEditor;
import dev.mixlab.jobs.listing.RunRemover;
import dev.mixlab.jobs.listing.StoredRunBatches;
import dev.mixlab.jobs.playground.PlaygroundService;
import dev.mixlab.jobs.stage.Stores;
import dev.mixlab.mixing.ScoringMethods;
import dev.mixlab.run.card.ModelCards;
import dev.mixlab.run.catalogue.ModelUses;
import dev.mixlab.run.imports.ModelImports;
import dev.mixlab.run.sweep.Sweeps;
import dev.mixlab.store.Database;
import dev.mixlab.store.blob.BlobRepository;
import dev.mixlab.store.check.FolderCheck;
import dev.mixlab.store.run.BaselineRepository;
import dev.mixlab.store.run.ModelUseRepository;
import dev.mixlab.store.run.RunEditRepository;
import dev.mixlab.store.run.RunListRepository;
import dev.mixlab.store.run.RunRemovalRepository;
import dev.mixlab.store.run.SweepRepository;
import dev.mixlab.store.share.ShareRepository;
import dev.mixlab.web.ServerOperations;
import dev.mixlab.web.catalogue.CatalogueOperations;
import dev.mixlab.web.catalogue.CheckpointOperations;
import dev.mixlab.web.catalogue.DataOperations;
import dev.mixlab.web.catalogue.ImportOperations;
import dev.mixlab.web.catalogue.ModelOperations;
import dev.mixlab.web.catalogue.PairImportOperations;
import dev.mixlab.web.catalogue.TextOperations;
import dev.mixlab.web.download.ArchiveOperations;
import dev.mixlab.web.download.BackupOperations;
import dev.mixlab.web.download.FolderOperations;
import dev.mixlab.web.download.RunArchive;
import dev.mixlab.web.evaluations.CompareOperations;
import dev.mixlab.web.evaluations.EvaluationOperations;
import dev.mixlab.web.evaluations.ProbingOperations;
import dev.mixlab.web.evaluations.QuantityOperations;
import dev.mixlab.web.evaluations.SpreadOperations;
import dev.mixlab.web.events.EventOperations;
import dev.mixlab.web.http.Operations;
import dev.mixlab.web.playground.PlaygroundOperations;
import dev.mixlab.web.runs.BaselineOperations;
import dev.mixlab.web.runs.QueueOperations;
import dev.mixlab.web.runs.RunBatchOperations;
import dev.mixlab.web.runs.RunListOperations;
import dev.mixlab.web.runs.RunOperations;
import dev.mixlab.web.runs.RunRemovalOperations;
import dev.mixlab.web.runs.RunSpecs;
import dev.mixlab.web.runs.SweepFigures;
import dev.mixlab.web.runs.SweepOperations;
import dev.mixlab.web.runs.WinRateOperations;
import dev.mixlab.web.scores.ScoreOperations;
import dev.mixlab.web.share.ShareOperations;
import dev.mixlab.web.share.SharePolicy;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;

/** All operations of the contract but those of people and sessions, over the parts of an application. */
final class ContractOperations {

    private final Database database;
    private final Settings settings;
    private final Clock clock;
    private final String folderKey;
    private final Stores stores;
    private final BlobRepository blobs;
    private final RunScheduler queue;
    private final RunListRepository runList;
    private final ModelImports imports;
    private final PlaygroundService playground;
    private final EventOperations events;
    private final ModelCards cards;

    /**
     * The parts of an application that its operations share with the rest of it.
     *
     * @param database where all is stored
     * @param settings of the application
     * @param clock the time
     * @param folderKey what requests for the whole content of the data folder must show
     */
    record Ground(Database database, Settings settings, Clock clock, String folderKey) {}

    /**
     * The work of an application.
     *
     * @param stores what is stored
     * @param blobs files of the data folder
     * @param queue executes runs
     * @param runList finds runs
     * @param imports imports models
     * @param playground scores single sentences
     * @param events tells what happens
     */
    record Work(
            Stores stores,
            BlobRepository blobs,
            RunScheduler queue,
            RunListRepository runList,
            ModelImports imports,
            PlaygroundService playground,
            EventOperations events) {}

    ContractOperations(Ground ground, Work work) {
        database = ground.database();
        settings = ground.settings();
        clock = ground.clock();
        folderKey = ground.folderKey();
        stores = work.stores();
        blobs = work.blobs();
        queue = work.queue();
        runList = work.runList();
        imports = work.imports();
        playground = work.playground();
        events = work.events();
        cards = new ModelCards(stores.runs(), stores.models(), stores.checkpoints());
    }

    /** Creates the operations. */
    List<Operations> all() {
        return Stream.of(catalogue(), runs(), results(), folder())
                .flatMap(List::stream)
                .toList();
    }

    private List<Operations> catalogue() {
        AllowedFolders dataRoots = new AllowedFolders("--data-root", settings.dataRoots());
        Path uploads = settings.folder().resolve("uploads");
        ModelUses uses = new ModelUseRepository(database);
        return List.of(
                new ServerOperations(Version.text(), database),
                new CatalogueOperations(
                        stores.dataSets(),
                        new BlimpLibrary(
                                stores.dataSets(),
                                settings.blimp(),
                                settings.folder().resolve("blimp")),
                        dataRoots),
                new ModelOperations(
                        stores.models(),
                        new ModelEditor(stores.models(), stores.imported(), stores.checkpoints(), uses),
                        uses,
                        cards),
                new ImportOperations(imports),
                new DataOperations(stores.dataSets()),
                new PairImportOperations(stores.dataSets(), dataRoots, uploads),
                new TextOperations(stores.texts(), uploads));
    }

    private List<Operations> runs() {
        Sweeps sweeps = new SweepRepository(database, clock);
        SweepFigures figures = new SweepFigures(stores.evaluations(), Evaluations.infos());
        RunEditor editor = new RunEditor(new RunEditRepository(database, clock), stores.events());
        RunRemover removals =
                new RunRemover(new RunRemovalRepository(database, blobs, stores.states()), stores.events());
        return List.of(
                new RunOperations(stores.runs(), queue, stores.models(), stores.dataSets()),
                new RunListOperations(runList, editor),
                new SweepOperations(
                        sweeps, queue.sweeps(sweeps), new RunSpecs(queue, stores.models(), stores.dataSets()), figures),
                new WinRateOperations(sweeps, stores.evaluations(), figures),
                new QueueOperations(queue.order()),
                new RunRemovalOperations(removals),
                new RunBatchOperations(runList, new StoredRunBatches(editor, removals, queue)),
                new BaselineOperations(new BaselineRepository(database), stores.runs()),
                events,
                new CheckpointOperations(stores.checkpoints(), cards));
    }

    private List<Operations> results() {
        return List.of(
                new ScoreOperations(stores.scores(), new ComputedHeads(stores), ScoringMethods.infos()),
                new PlaygroundOperations(playground),
                new EvaluationOperations(stores.runs(), stores.scores(), stores.evaluations(), Evaluations.infos()),
                new ProbingOperations(stores.scores(), stores.evaluations()),
                new QuantityOperations(stores.scores(), stores.evaluations()),
                new SpreadOperations(stores.runs(), runList, stores.scores(), stores.evaluations()),
                new CompareOperations(stores.runs(), stores.scores(), stores.evaluations(), stores.checkpoints()),
                new ArchiveOperations(new RunArchive(
                        stores.runs(),
                        stores.scores(),
                        stores.evaluations(),
                        stores.dataSets(),
                        ScoringMethods.infos())),
                new ShareOperations(
                        new ShareRepository(database, clock), new SharePolicy(stores.runs(), stores.scores())));
    }

    private List<Operations> folder() {
        Path folder = settings.folder();
        return List.of(
                new BackupOperations(out -> database.backUp(folder, clock, out), folderKey),
                new FolderOperations(new FolderCheck(database, folder, blobs, clock), folderKey));
    }
}
