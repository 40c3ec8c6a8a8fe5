package dev.mixlab.app.server;

import dev.mixlab.app.metrics.ProgramMetrics;
import dev.mixlab.common.AllowedFolders;
import dev.mixlab.common.MixlabException;
import dev.mixlab.evaluation.suite.Evaluations;
import dev.mixlab.jobs.RunScheduler;
import dev.mixlab.jobs.Slots;
import dev.mixlab.jobs.catalogue.ComputedHeads;
import dev.mixlab.jobs.catalogue.ModelEditor;
import dev.mixlab.jobs.cost.ThisMachine;
import dev.mixlab.jobs.cost.ThisMachine.Limits;
import dev.mixlab.jobs.imports.ImportSettings;
import dev.mixlab.jobs.imports.ModelImportQueue;
import dev.mixlab.jobs.listing.RunEditor;
import dev.mixlab.jobs.listing.RunRemover;
import dev.mixlab.jobs.listing.StoredRunBatches;
import dev.mixlab.jobs.playground.PlaygroundService;
import dev.mixlab.jobs.stage.EnvironmentProbe;
import dev.mixlab.jobs.stage.Stores;
import dev.mixlab.jobs.webhook.RunWebhook;
import dev.mixlab.jobs.webhook.WebhookAddress;
import dev.mixlab.mixing.ScoringMethods;
import dev.mixlab.mixing.method.MachineBudget;
import dev.mixlab.run.Provenance.Environment;
import dev.mixlab.run.RunState;
import dev.mixlab.run.account.AccountStores;
import dev.mixlab.run.card.ModelCards;
import dev.mixlab.run.catalogue.ModelUses;
import dev.mixlab.run.id.RunId;
import dev.mixlab.run.imports.ModelImports;
import dev.mixlab.run.listing.RunFilter;
import dev.mixlab.run.sweep.Sweeps;
import dev.mixlab.store.Database;
import dev.mixlab.store.DatabaseAddress;
import dev.mixlab.store.QueueTable;
import dev.mixlab.store.account.AccountTables;
import dev.mixlab.store.blob.BlobRepository;
import dev.mixlab.store.catalogue.ImportJournalRepository;
import dev.mixlab.store.check.FolderCheck;
import dev.mixlab.store.run.BaselineRepository;
import dev.mixlab.store.run.ModelUseRepository;
import dev.mixlab.store.run.RunEditRepository;
import dev.mixlab.store.run.RunListRepository;
import dev.mixlab.store.run.RunRemovalRepository;
import dev.mixlab.store.run.SweepRepository;
import dev.mixlab.store.share.ShareRepository;
import dev.mixlab.web.Observation;
import dev.mixlab.web.ServerOperations;
import dev.mixlab.web.account.AccessControl;
import dev.mixlab.web.account.OidcSettings;
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
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The parts of the program put together over one data folder, in which all lies that it writes. */
public final class Application implements AutoCloseable {

    private final Database database;
    private final Path folder;
    private final String folderKey = RunningServerFile.newKey();
    private final Environment environment;
    private final Stores stores;
    private final RunScheduler queue;
    private final BlimpLibrary blimp;
    private final AllowedFolders dataRoots;
    private final PairImportOperations pairs;
    private final TextOperations texts;
    private final ShareRepository shares;
    private final AccountStores accounts;
    private final PlaygroundService playground;
    private final ModelEditor editor;
    private final ModelUses uses;
    private final RunListRepository runList;
    private final RunEditor runEditor;
    private final RunRemover runRemovals;
    private final ModelImportQueue imports;
    private final FolderCheck folderCheck;
    private final ProgramMetrics metrics = new ProgramMetrics();
    private final EventOperations events;
    private @Nullable RunWebhook webhook;

    /**
     * The settings of the application.
     *
     * @param folder the data folder; made if it is not there
     * @param slots runs at a time; 0 here where only workers execute them
     * @param blimp the address under which BLiMP's published files lie
     * @param budget memory and threads for scoring
     * @param imports from where models are imported
     * @param dataRoots folders below which minimal pairs may be read
     * @param limits what runs leave to others
     * @param database the database on a server that has all but files of this process; null for one in the folder
     */
    public record Settings(
            Path folder,
            Slots slots,
            URI blimp,
            MachineBudget budget,
            ImportSettings imports,
            List<Path> dataRoots,
            Limits limits,
            @Nullable DatabaseAddress database) {

        /** Settings with which models are imported as the environment says and no folder with minimal pairs can be read. */
        public Settings(Path folder, int slots, URI blimp, MachineBudget budget) {
            this(
                    folder,
                    Slots.of(slots),
                    blimp,
                    budget,
                    ImportSettings.of(folder, System.getenv()),
                    List.of(),
                    Limits.usual(),
                    null);
        }
    }

    private Application(Database database, Settings settings, Environment environment) {
        Clock clock = Clock.systemUTC();
        FolderStores folderStores = FolderStores.open(database, settings.folder(), clock);
        this.database = database;
        this.folder = settings.folder();
        this.environment = environment;
        this.stores = folderStores.stores();
        BlobRepository blobs = folderStores.blobs();
        this.blimp = new BlimpLibrary(
                stores.dataSets(), settings.blimp(), settings.folder().resolve("blimp"));
        this.texts = new TextOperations(stores.texts(), settings.folder().resolve("uploads"));
        this.dataRoots = new AllowedFolders("--data-root", settings.dataRoots());
        this.pairs = new PairImportOperations(
                stores.dataSets(), dataRoots, settings.folder().resolve("uploads"));
        this.shares = new ShareRepository(database, clock);
        this.accounts = AccountTables.of(database, clock);
        this.playground = new PlaygroundService(stores.models(), settings.budget());
        this.uses = new ModelUseRepository(database);
        this.runList = new RunListRepository(database);
        this.runRemovals = new RunRemover(new RunRemovalRepository(database, blobs, stores.states()), stores.events());
        this.folderCheck = new FolderCheck(database, settings.folder(), blobs, clock);
        this.runEditor = new RunEditor(new RunEditRepository(database, clock), stores.events());
        this.editor = new ModelEditor(stores.models(), stores.imported(), stores.checkpoints(), uses);
        this.imports = new ModelImportQueue(
                settings.imports(), stores.imported(), new ImportJournalRepository(database), clock);
        this.events = new EventOperations(stores.runs(), stores.events());
        ApplicationMetrics.addTo(metrics, stores, imports, database);
        ApplicationMetrics.addTo(metrics, events);
        if (!database.dialect().isShared()) {
            new QueueTable(database).releaseAll();
        }
        this.queue = RunQueues.of(
                database,
                stores,
                settings.slots(),
                environment,
                settings.budget(),
                new ThisMachine(settings.folder(), settings.limits()),
                clock);
    }

    /**
     * Opens the data folder; queued runs and imports wait for {@link #start}.
     *
     * @throws dev.mixlab.common.InvalidInputException if the folder, its database or the native libraries cannot be used
     * @throws dev.mixlab.common.ConflictException if another process has the folder's database open
     */
    public static Application open(Settings settings) {
        NativeLibraries.keepUnder(settings.folder());
        // the engine's libraries take seconds to load: meanwhile the database is opened
        CompletableFuture<Environment> environment =
                CompletableFuture.supplyAsync(() -> EnvironmentProbe.probe(Version.text()));
        Database database = settings.database() == null
                ? Database.open(settings.folder())
                : Database.open(settings.database().withSlots(settings.slots().own()));
        try {
            return new Application(database, settings, await(environment));
        } catch (RuntimeException failure) {
            database.close();
            throw failure;
        }
    }

    private static Environment await(CompletableFuture<Environment> environment) {
        try {
            return environment.join();
        } catch (CompletionException failure) {
            throw failure.getCause() instanceof MixlabException refused ? refused : NativeLibraries.refusal(failure);
        }
    }

    /** Begins to execute queued runs, and goes on with imports. */
    public void start() {
        imports.start();
        queue.limitRunsPerMember();
        queue.start();
    }

    /** Tells an address of every run that ends from now on; call it before {@link #start}. */
    public void tell(WebhookAddress address) {
        webhook = new RunWebhook(address, stores.events(), unfinished());
    }

    private List<RunId> unfinished() {
        return Stream.of(RunState.values())
                .filter(state -> !state.isFinal())
                .flatMap(state -> runList.ids(RunFilter.builder().state(state).build()).stream())
                .toList();
    }

    /** Returns what the runs of this program note of the program and the machine. */
    public Environment environment() {
        return environment;
    }

    /** Returns the stores that the parts of the application read and write. */
    public Stores stores() {
        return stores;
    }

    /** Returns what requests for the whole content of the data folder must show. */
    public String folderKey() {
        return folderKey;
    }

    /** Launches and stops runs. */
    public RunScheduler queue() {
        return queue;
    }

    /** Imports models. */
    public ModelImports imports() {
        return imports;
    }

    /** Writes model cards. */
    public ModelCards cards() {
        return new ModelCards(stores.runs(), stores.models(), stores.checkpoints());
    }

    /** Creates all operations of the contract, for a server that is open to this machine alone. */
    public List<Operations> operations() {
        return operations(AccessControl.open(accounts, Clock.systemUTC()));
    }

    /** Decides that people need accounts, or that everybody on this machine may do everything. */
    public AccessControl access(boolean needsAccounts) {
        return access(needsAccounts, null);
    }

    /** Decides likewise; with an issuer that signs people in, they need accounts. */
    public AccessControl access(boolean needsAccounts, @Nullable OidcSettings issuer) {
        return needsAccounts || issuer != null || accounts.accounts().any()
                ? AccessControl.accounts(accounts, Clock.systemUTC(), folderKey, issuer)
                : AccessControl.open(accounts, Clock.systemUTC());
    }

    /** Creates all operations of the contract. */
    public List<Operations> operations(AccessControl access) {
        return Stream.concat(access.operations().stream(), otherOperations().stream())
                .toList();
    }

    private List<Operations> otherOperations() {
        Sweeps sweeps = new SweepRepository(database, Clock.systemUTC());
        SweepFigures sweepFigures = new SweepFigures(stores.evaluations(), Evaluations.infos());
        return List.of(
                new ServerOperations(Version.text(), database),
                new CatalogueOperations(stores.dataSets(), blimp, dataRoots),
                new ModelOperations(stores.models(), editor, uses, cards()),
                new ImportOperations(imports),
                new DataOperations(stores.dataSets()),
                pairs,
                texts,
                new RunOperations(stores.runs(), queue, stores.models(), stores.dataSets()),
                new RunListOperations(runList, runEditor),
                sweepOperations(sweeps, sweepFigures),
                new WinRateOperations(sweeps, stores.evaluations(), sweepFigures),
                new QueueOperations(queue.order()),
                new RunRemovalOperations(runRemovals),
                new RunBatchOperations(runList, new StoredRunBatches(runEditor, runRemovals, queue)),
                new BaselineOperations(new BaselineRepository(database), stores.runs()),
                events,
                new CheckpointOperations(stores.checkpoints(), cards()),
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
                new BackupOperations(out -> database.backUp(folder, Clock.systemUTC(), out), folderKey),
                new FolderOperations(folderCheck, folderKey),
                new ShareOperations(shares, new SharePolicy(stores.runs(), stores.scores())));
    }

    private Operations sweepOperations(Sweeps sweeps, SweepFigures figures) {
        return new SweepOperations(
                sweeps, queue.sweeps(sweeps), new RunSpecs(queue, stores.models(), stores.dataSets()), figures);
    }

    /**
     * Returns what those see who watch over the server.
     *
     * @param metricsHost the address at which the metrics have a port of their own
     * @param metricsPort this port, or {@link Observation#NO_PORT}
     */
    public Observation observation(String metricsHost, int metricsPort) {
        return new Observation(database, metrics, metrics::text, metricsHost, metricsPort);
    }

    /** Stops runs and imports at their next batch, to go on when the folder is opened again; what is stored can still be read. */
    public void stopWork() {
        CompletableFuture<Void> imported = CompletableFuture.runAsync(imports::close);
        queue.close();
        imported.join();
    }

    /** Work stops as by {@link #stopWork}, and the folder is closed. */
    @Override
    public void close() {
        stopWork();
        metrics.close();
        if (webhook != null) {
            webhook.close();
        }
        playground.close();
        stores.events().close();
        database.close();
    }
}
