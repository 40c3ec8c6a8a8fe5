package dev.mixlab.app.server;

import dev.mixlab.app.metrics.ProgramMetrics;
import dev.mixlab.app.server.ContractOperations.Ground;
import dev.mixlab.app.server.ContractOperations.Work;
import dev.mixlab.common.MixlabException;
import dev.mixlab.jobs.RunScheduler;
import dev.mixlab.jobs.Slots;
import dev.mixlab.jobs.cost.ThisMachine;
import dev.mixlab.jobs.cost.ThisMachine.Limits;
import dev.mixlab.jobs.imports.ImportSettings;
import dev.mixlab.jobs.imports.ModelImportQueue;
import dev.mixlab.jobs.playground.PlaygroundService;
import dev.mixlab.jobs.stage.EnvironmentProbe;
import dev.mixlab.jobs.stage.Stores;
import dev.mixlab.jobs.webhook.RunWebhook;
import dev.mixlab.jobs.webhook.WebhookAddress;
import dev.mixlab.mixing.method.MachineBudget;
import dev.mixlab.run.Provenance.Environment;
import dev.mixlab.run.RunState;
import dev.mixlab.run.account.AccountStores;
import dev.mixlab.run.card.ModelCards;
import dev.mixlab.run.id.RunId;
import dev.mixlab.run.imports.ModelImports;
import dev.mixlab.run.listing.RunFilter;
import dev.mixlab.store.Database;
import dev.mixlab.store.DatabaseAddress;
import dev.mixlab.store.QueueTable;
import dev.mixlab.store.account.AccountTables;
import dev.mixlab.store.blob.BlobRepository;
import dev.mixlab.store.catalogue.ImportJournalRepository;
import dev.mixlab.store.run.RunListRepository;
import dev.mixlab.web.Observation;
import dev.mixlab.web.account.AccessControl;
import dev.mixlab.web.account.OidcSettings;
import dev.mixlab.web.events.EventOperations;
import dev.mixlab.web.http.Operations;
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
    private final Ground ground;
    private final Environment environment;
    private final Stores stores;
    private final BlobRepository blobs;
    private final RunScheduler queue;
    private final AccountStores accounts;
    private final PlaygroundService playground;
    private final RunListRepository runList;
    private final ModelImportQueue imports;
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
        this.ground = new Ground(database, settings, clock, RunningServerFile.newKey());
        this.environment = environment;
        this.stores = folderStores.stores();
        this.blobs = folderStores.blobs();
        this.accounts = AccountTables.of(database, clock);
        this.playground = new PlaygroundService(stores.models(), settings.budget());
        this.runList = new RunListRepository(database);
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
        return ground.folderKey();
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
                ? AccessControl.accounts(accounts, Clock.systemUTC(), ground.folderKey(), issuer)
                : AccessControl.open(accounts, Clock.systemUTC());
    }

    /** Creates all operations of the contract. */
    public List<Operations> operations(AccessControl access) {
        Work work = new Work(stores, blobs, queue, runList, imports, playground, events);
        List<Operations> others = new ContractOperations(ground, work).all();
        return Stream.concat(access.operations().stream(), others.stream()).toList();
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
