package dev.mixlab.jobs;

import dev.mixlab.data.AgreementData;
import dev.mixlab.data.AgreementExample;
import dev.mixlab.data.DataCounts;
import dev.mixlab.data.sample.SampleData;
import dev.mixlab.jobs.catalogue.ModelCatalogue;
import dev.mixlab.jobs.stage.EnvironmentProbe;
import dev.mixlab.jobs.stage.Stores;
import dev.mixlab.mixing.method.MachineBudget;
import dev.mixlab.run.Run;
import dev.mixlab.run.RunJournal;
import dev.mixlab.run.RunState;
import dev.mixlab.run.Storage;
import dev.mixlab.run.catalogue.DataOrigin;
import dev.mixlab.run.event.LocalRunEvents;
import dev.mixlab.run.id.RunId;
import dev.mixlab.run.id.ScoreRunId;
import dev.mixlab.run.metrics.EpochPoint;
import dev.mixlab.run.metrics.StepPoint;
import dev.mixlab.run.score.EvaluationRuns;
import dev.mixlab.run.score.ScoreRuns;
import dev.mixlab.run.spec.PipelineSpec;
import dev.mixlab.run.sweep.SweepLauncher;
import dev.mixlab.store.Database;
import dev.mixlab.store.QueueTable;
import dev.mixlab.store.blob.BlobRepository;
import dev.mixlab.store.catalogue.CheckpointRepository;
import dev.mixlab.store.catalogue.DataSetRepository;
import dev.mixlab.store.catalogue.ImportedModelRepository;
import dev.mixlab.store.catalogue.TextRepository;
import dev.mixlab.store.run.QueueRepository;
import dev.mixlab.store.run.RunJournalRepository;
import dev.mixlab.store.run.RunLeaseRepository;
import dev.mixlab.store.run.RunRepository;
import dev.mixlab.store.run.SweepRepository;
import dev.mixlab.store.run.ThroughputRepository;
import dev.mixlab.store.run.TrainingStateRepository;
import dev.mixlab.store.score.EvaluationRepository;
import dev.mixlab.store.score.ScoreRepository;
import dev.mixlab.training.FineTuningSettings;
import dev.mixlab.weights.ModelSource;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A queue with real parts: an H2 database, a fifth of the sample data, the toy model. */
public final class Workbench implements AutoCloseable {

    public static final List<String> METHODS = List.of("value_zeroing_cosine", "attn");
    static final Map<String, Supplier<ModelSource>> TOY = Map.of(ToyModel.ID, ToyModel::new);

    /** The first 400 examples of each half of the sample data, under its id; a run encodes its whole data set, however few it takes. */
    static final AgreementData DATA = firstOf(SampleData.create(), 400);

    private static final Duration LONGEST_WAIT = Duration.ofMinutes(5);

    /** How long to wait before a run is read again that passes through what is waited for. */
    private static final Duration OFTEN = Duration.ofMillis(20);

    /** How long to wait before a run is read again that stays as it is: reading it takes time from the run itself. */
    private static final Duration SELDOM = Duration.ofMillis(60);

    /** The bytes that a test lets the machine have; as much as anybody could wish for unless it says otherwise. */
    public final GivenMachine machine = new GivenMachine();

    final AtomicInteger simulatedOutages = new AtomicInteger();
    public final Database database;
    public final Stores stores;
    private final Clock clock;
    public final RunScheduler queue;

    /** Sweeps in the same database, whose launcher is {@link #sweeps}. */
    final SweepRepository storedSweeps;

    final SweepLauncher sweeps;

    public Workbench(Database database) {
        this(database, TOY);
    }

    public Workbench(Database database, Map<String, Supplier<ModelSource>> models) {
        this(database, models, (method, values) -> {});
    }

    /**
     * A workbench.
     *
     * @param written called after everything that is written, on the thread that writes, with the method of the port
     */
    public Workbench(
            Database database, Map<String, Supplier<ModelSource>> models, BiConsumer<String, Object[]> written) {
        this(database, models, written, Slots.of(1));
    }

    /** A workbench that executes several runs at a time. */
    public Workbench(Database database, int slots) {
        this(database, Slots.of(slots));
    }

    /** A workbench that executes several runs at a time, and so many of one owner. */
    public Workbench(Database database, Slots slots) {
        this(database, TOY, (method, values) -> {}, slots);
    }

    /** A workbench that executes several runs at a time and calls something after everything that is written. */
    public Workbench(Database database, BiConsumer<String, Object[]> written, int slots) {
        this(database, TOY, written, Slots.of(slots));
    }

    /** A workbench with a clock of its own. */
    public Workbench(Database database, Clock clock) {
        this(database, TOY, (method, values) -> {}, Slots.of(1), clock);
    }

    private Workbench(
            Database database,
            Map<String, Supplier<ModelSource>> models,
            BiConsumer<String, Object[]> written,
            Slots slots) {
        this(database, models, written, slots, Clock.systemUTC());
    }

    private Workbench(
            Database database,
            Map<String, Supplier<ModelSource>> models,
            BiConsumer<String, Object[]> written,
            Slots slots,
            Clock clock) {
        this.database = database;
        BlobRepository blobs = new BlobRepository(database, clock);
        CheckpointRepository checkpoints = new CheckpointRepository(database, blobs, clock);
        ImportedModelRepository imported = new ImportedModelRepository(database, blobs, clock);
        DataSetRepository dataSets = new DataSetRepository(database, clock);
        dataSets.register(DATA, new DataOrigin("generated"));
        this.stores = new Stores(
                new RunRepository(database),
                watched(RunJournal.class, new RunJournalRepository(database, clock), written),
                new RunLeaseRepository(database, clock),
                new LocalRunEvents(),
                new ModelCatalogue(new LinkedHashMap<>(models), checkpoints, imported),
                imported,
                new TextRepository(database, clock),
                dataSets,
                checkpoints,
                watched(ScoreRuns.class, new ScoreRepository(database, clock), written),
                watched(EvaluationRuns.class, new EvaluationRepository(database, clock), written),
                new TrainingStateRepository(database),
                new ThroughputRepository(database),
                storage());
        if (!database.dialect().isShared()) {
            new QueueTable(database).releaseAll();
        }
        this.clock = clock;
        this.queue = process(slots);
        queue.limitRunsPerMember();
        this.storedSweeps = new SweepRepository(database, clock);
        this.sweeps = queue.sweeps(storedSweeps);
    }

    /** Creates a process that executes runs of the same queue, as a worker does. */
    RunScheduler process(Slots slots) {
        return new RunScheduler(
                database.dataSource(),
                new QueueRepository(database, clock),
                stores,
                new RunScheduler.Settings(
                        slots,
                        EnvironmentProbe.probe("test"),
                        MachineBudget.ofMachine(),
                        machine,
                        database.dialect().isShared()),
                clock);
    }

    private static AgreementData firstOf(AgreementData data, int examples) {
        List<AgreementExample> train = data.train().subList(0, examples);
        List<AgreementExample> test = data.test().subList(0, examples);
        return AgreementData.of(data.id(), data.name(), train, test, DataCounts.of(train, test));
    }

    /** Returns the database's storage, with the outages that a test simulates. */
    private Storage storage() {
        return new Storage() {
            @Override
            public @Nullable String outage() {
                return database.outage();
            }

            @Override
            public int outages() {
                return database.outages() + simulatedOutages.get();
            }
        };
    }

    private static <T> T watched(Class<T> port, T target, BiConsumer<String, Object[]> written) {
        Object proxy = Proxy.newProxyInstance(port.getClassLoader(), new Class<?>[] {port}, (self, method, values) -> {
            try {
                Object result = method.invoke(target, values);
                written.accept(method.getName(), values);
                return result;
            } catch (InvocationTargetException failure) {
                throw failure.getTargetException();
            }
        });
        return port.cast(proxy);
    }

    public static PipelineSpec spec(int examples, int epochs) {
        FineTuningSettings settings = FineTuningSettings.paper()
                .withLearningRate(5e-3)
                .withEpochs(epochs)
                .withBatchSize(32);
        return new PipelineSpec("toy run", ToyModel.ID, SampleData.ID, examples, settings, METHODS);
    }

    /** Starts the queue, launches a run and waits until it has succeeded. */
    public Run succeed(PipelineSpec spec) throws InterruptedException {
        queue.start();
        Run run = awaitEnd(queue.launch(spec).id());
        if (run.state() != RunState.SUCCEEDED || run.error() != null) {
            throw new AssertionError("the run %s: %s".formatted(run.state(), run.error()));
        }
        return run;
    }

    public Run awaitEnd(RunId id) throws InterruptedException {
        return await(id, run -> run.state().isFinal(), SELDOM);
    }

    public Run await(RunId id, Predicate<Run> condition) throws InterruptedException {
        return await(id, condition, OFTEN);
    }

    private Run await(RunId id, Predicate<Run> condition, Duration pause) throws InterruptedException {
        Instant end = Instant.now().plus(LONGEST_WAIT);
        while (Instant.now().isBefore(end)) {
            Run run = stores.runs().get(id);
            if (condition.test(run)) {
                return run;
            }
            Thread.sleep(pause.toMillis());
        }
        throw new AssertionError("waited too long for " + stores.runs().get(id));
    }

    /** All figures of a run that must not depend on how often it was interrupted. */
    public Figures figures(RunId id) {
        Run run = stores.runs().get(id);
        if (run.state() != RunState.SUCCEEDED) {
            throw new AssertionError("no figures yet: " + run);
        }
        List<Float> maps = new ArrayList<>();
        for (ScoreRunId scores : List.of(
                Objects.requireNonNull(run.results().scoresBefore()),
                Objects.requireNonNull(run.results().scoresAfter()))) {
            int examples = stores.scores().get(scores).examples();
            for (int i = 0; i < examples; i++) {
                for (String method : METHODS) {
                    for (float value : stores.scores().map(scores, i, method).values()) {
                        maps.add(value);
                    }
                }
            }
        }
        return new Figures(
                stores.runs().metrics(id, 0).steps(),
                stores.runs().metrics(id, 0).epochs().stream()
                        .map(EpochPoint::testLoss)
                        .toList(),
                Objects.requireNonNull(run.results().accuracyBefore()),
                Objects.requireNonNull(run.results().accuracyAfter()),
                stores.checkpoints()
                        .get(Objects.requireNonNull(run.results().checkpoint()))
                        .sha256(),
                maps);
    }

    record Figures(
            List<StepPoint> steps,
            List<Double> testLosses,
            double before,
            double after,
            String weights,
            List<Float> maps) {}

    @Override
    public void close() {
        queue.close();
        database.close();
    }
}
