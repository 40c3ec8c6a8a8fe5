package dev.mixlab.jobs;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.Execution;
import com.github.kagkarlsson.scheduler.task.ExecutionContext;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.CustomTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import dev.mixlab.common.ConflictException;
import dev.mixlab.common.Page;
import dev.mixlab.common.PageRequest;
import dev.mixlab.evaluation.EvaluatingSettings;
import dev.mixlab.jobs.chunk.Chunk;
import dev.mixlab.jobs.chunk.ChunkQueue;
import dev.mixlab.jobs.chunk.ScheduledChunks;
import dev.mixlab.jobs.cost.Estimator;
import dev.mixlab.jobs.cost.Machine;
import dev.mixlab.jobs.encoding.DataEncoder;
import dev.mixlab.jobs.stage.PipelineJob;
import dev.mixlab.jobs.stage.Stores;
import dev.mixlab.mixing.method.MachineBudget;
import dev.mixlab.mixing.method.ScoreOptions.Rows;
import dev.mixlab.run.NewRun;
import dev.mixlab.run.Provenance;
import dev.mixlab.run.Run;
import dev.mixlab.run.RunLauncher;
import dev.mixlab.run.RunLeases;
import dev.mixlab.run.RunState;
import dev.mixlab.run.estimate.CostEstimate;
import dev.mixlab.run.estimate.CostEstimate.DeletionCurves;
import dev.mixlab.run.event.RunEvent;
import dev.mixlab.run.id.AccountId;
import dev.mixlab.run.id.RunId;
import dev.mixlab.run.queue.QueuePlaces;
import dev.mixlab.run.queue.QueuePlaces.Place;
import dev.mixlab.run.queue.RunQueue;
import dev.mixlab.run.spec.PipelineSpec;
import dev.mixlab.run.sweep.SweepLauncher;
import dev.mixlab.run.sweep.Sweeps;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import javax.sql.DataSource;

/** The queue of launched runs, of which a few are executed at a time. db-scheduler stores the queue in the database of the runs. */
public final class RunScheduler implements RunLauncher, AutoCloseable {

    private static final String TASK = "run";
    private static final int PAGE = 1000;
    private static final Duration POLL = Duration.ofSeconds(1);
    private static final Duration HEARTBEAT = Duration.ofMillis(Long.getLong("mixlab.heartbeat.milliseconds", 10_000));

    /** A process that has missed so many heartbeats is taken for dead, and others take its runs over. */
    private static final int MISSED_HEARTBEATS = 4;

    private static final Duration BUSY_RETRY = Duration.ofSeconds(10);
    private static final Duration LONGEST_BATCH = Duration.ofMinutes(2);

    private final Stores stores;
    private final QueuePlaces places;
    private final Clock clock;
    private final DataEncoder encoder;
    private final Estimator estimator;
    private final Admission admission;
    private final QueueOrder order;
    private final RunWorker worker;
    private final ChunkWorker chunkWorker;
    private final Slots slots;
    private final boolean executing;
    private final CustomTask<Void> task;
    private final Scheduler scheduler;

    /**
     * Settings of the execution of runs.
     *
     * @param slots number of runs that are executed at a time
     * @param environment what is noted in every run's provenance
     * @param budget memory and threads for all runs together
     * @param machine what there is for runs
     * @param shared whether other processes may execute runs of the same queue
     */
    public record Settings(
            Slots slots, Provenance.Environment environment, MachineBudget budget, Machine machine, boolean shared) {}

    /**
     * Creates the queue in a database.
     *
     * @param places the order of its runs
     */
    public RunScheduler(DataSource database, QueuePlaces places, Stores stores, Settings settings, Clock clock) {
        this.stores = stores;
        this.places = places;
        this.clock = clock;
        this.encoder = new DataEncoder(stores.models(), stores.dataSets());
        this.estimator = new Estimator(
                stores.models(),
                stores.texts(),
                stores.throughputs(),
                new Estimator.Limits(settings.machine(), settings.budget().bytes()));
        this.slots = settings.slots();
        int threads = Math.max(1, slots.own());
        this.executing = slots.own() > 0;
        this.admission = new Admission(stores, encoder, estimator, threads);
        this.order = new QueueOrder(stores, places, admission, slots.own());
        this.task = Tasks.custom(TASK, Void.class).execute((instance, context) -> execute(instance, context));
        CustomTask<Void> chunkTask = ScheduledChunks.task(this::compute, clock);
        this.scheduler = Scheduler.create(database, task, chunkTask)
                .threads(threads)
                .schedulerName(new SchedulerName.Fixed(ProcessName.get()))
                .pollingInterval(POLL)
                .heartbeatInterval(HEARTBEAT)
                .missedHeartbeatsLimit(MISSED_HEARTBEATS)
                .shutdownMaxWait(LONGEST_BATCH)
                .enableImmediateExecution()
                .enablePriority()
                .clock(clock::instant)
                .build();
        PipelineJob.Tools tools = new PipelineJob.Tools(
                stores,
                encoder,
                estimator,
                settings.environment(),
                settings.budget().threadsSplitAmong(threads),
                settings.shared() || threads > 1
                        ? new ScheduledChunks(scheduler, chunkTask, places)
                        : ChunkQueue.unshared());
        this.worker = new RunWorker(tools, clock, places);
        this.chunkWorker = new ChunkWorker(tools);
    }

    /** Makes the most runs of one owner of these settings those of all processes of the queue, as its server does before it starts. */
    public void limitRunsPerMember() {
        places.limitRunsPerMember(slots.perMember());
    }

    /** Starts executing runs; unfinished runs that are missing from the queue are queued again. */
    public void start() {
        for (RunState state : List.of(RunState.CANCELLING, RunState.RUNNING, RunState.QUEUED)) {
            int offset = 0;
            Page<Run> page;
            do {
                page = stores.runs().list(state, new PageRequest(offset, PAGE));
                page.items().forEach(this::enqueue);
                offset += PAGE;
            } while (offset < page.total());
        }
        places.align();
        if (executing) {
            scheduler.start();
        }
    }

    /** Whether a run, or a part of one, is executed here at this moment. */
    public boolean isBusy() {
        return worker.isBusy() || chunkWorker.isBusy();
    }

    private ScheduledChunks.Outcome compute(Chunk chunk) {
        return chunkWorker.compute(chunk);
    }

    private void enqueue(Run run) {
        Place place = places.get(run.id());
        scheduler.scheduleIfNotExists(
                task.instanceBuilder(run.id().value()).priority(place.level()).build(), place.due());
    }

    private CompletionHandler<Void> execute(TaskInstance<Void> instance, ExecutionContext context) {
        RunId id = new RunId(instance.getId());
        Execution execution = context.getExecution();
        RunWorker.Outcome outcome = worker.execute(id, new RunLeases.Claim(ProcessName.get(), execution.version));
        if (places.runsPerMember() != null && outcome == RunWorker.Outcome.FINISHED) {
            places.align(); // those of its owner that were held may begin now
        }
        return switch (outcome) {
            case FINISHED -> new CompletionHandler.OnCompleteRemove<>();
            case WAITS_FOR_OWNER -> reschedule(hold(id));
            case INTERRUPTED -> reschedule(places.get(id).due());
            case BUSY -> reschedule(clock.instant().plus(BUSY_RETRY));
            case TAKEN_OVER -> (complete, operations) -> {};
        };
    }

    /** Has the queued runs of a run's owner wait, so that other people's go before them, and returns until when. */
    private Instant hold(RunId id) {
        Instant until = clock.instant().plus(BUSY_RETRY);
        AccountId owner = stores.runs().get(id).ownerId();
        if (owner != null) {
            places.hold(owner, until);
        }
        return until;
    }

    private static CompletionHandler<Void> reschedule(Instant time) {
        return (complete, operations) -> operations.reschedule(complete, time);
    }

    @Override
    public Run launch(NewRun launched) {
        admission.check(launched);
        Run run =
                admission.admit(List.of(launched.spec()), () -> stores.journal().create(launched));
        announce(run);
        return run;
    }

    /** Queues a run that was just stored. A run that is stored and not queued, because the process was killed between, is queued at the next start. */
    private void announce(Run run) {
        stores.events().publish(new RunEvent.Changed(run));
        enqueue(run);
    }

    /** Returns the order of this queue. */
    public RunQueue order() {
        return order;
    }

    /** Launches sweeps in this queue. */
    public SweepLauncher sweeps(Sweeps sweeps) {
        return new SweepScheduler(sweeps, admission, this, this::announce);
    }

    @Override
    public Run cancel(RunId id) {
        Run run = stores.runs().get(id);
        if (run.state() == RunState.CANCELLING) {
            return run;
        }
        if (run.state().isFinal()) {
            throw new ConflictException("run %s is finished already: %s".formatted(id, run.state()));
        }
        Run moved;
        try {
            moved = stores.journal()
                    .move(id, run.state() == RunState.QUEUED ? RunState.CANCELLED : RunState.CANCELLING, null);
        } catch (ConflictException justMoved) {
            return cancelAsItIsNow(id, justMoved);
        }
        stores.events().publish(new RunEvent.Changed(moved));
        return moved;
    }

    /** Cancels a run whose state changed after it was read. */
    private Run cancelAsItIsNow(RunId id, ConflictException justMoved) {
        if (stores.runs().get(id).state() == RunState.QUEUED) {
            throw justMoved;
        }
        return cancel(id);
    }

    @Override
    public CostEstimate estimate(PipelineSpec spec) {
        return admission.estimate(spec);
    }

    @Override
    public Rows suggestedRows(PipelineSpec spec) {
        admission.check(spec);
        return estimator.suggestedRows(spec, encoder.prepare(spec));
    }

    @Override
    public int suggestedDeletions(PipelineSpec spec) {
        admission.check(spec);
        DeletionCurves curves = estimator.deletionCurves(spec, encoder.prepare(spec));
        return curves == null ? EvaluatingSettings.USUAL_DELETIONS : curves.suggested();
    }

    /** Stops all runs at their next batch; unfinished runs are resumed when the queue is started again. */
    @Override
    public void close() {
        worker.stop();
        chunkWorker.stop();
        if (!scheduler.getSchedulerState().isShuttingDown()) {
            scheduler.stop();
        }
        chunkWorker.close();
    }
}
