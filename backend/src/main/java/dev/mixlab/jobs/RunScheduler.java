package dev.mixlab.jobs;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.CustomTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import dev.mixlab.common.ConflictException;
import dev.mixlab.common.Page;
import dev.mixlab.common.PageRequest;
import dev.mixlab.evaluation.EvaluatingSettings;
import dev.mixlab.jobs.cost.Estimator;
import dev.mixlab.jobs.cost.Machine;
import dev.mixlab.jobs.encoding.DataEncoder;
import dev.mixlab.mixing.method.MachineBudget;
import dev.mixlab.mixing.method.ScoreOptions.Rows;
import dev.mixlab.run.CostEstimate;
import dev.mixlab.run.CostEstimate.DeletionCurves;
import dev.mixlab.run.NewRun;
import dev.mixlab.run.PipelineSpec;
import dev.mixlab.run.Provenance;
import dev.mixlab.run.Run;
import dev.mixlab.run.RunLauncher;
import dev.mixlab.run.RunState;
import dev.mixlab.run.event.RunEvent;
import dev.mixlab.run.id.RunId;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;

/** The queue of launched runs, of which a few are executed at a time. db-scheduler stores the queue in the database of the runs. */
public final class RunScheduler implements RunLauncher, AutoCloseable {

    private static final String TASK = "run";
    private static final int PAGE = 1000;
    private static final Duration POLL = Duration.ofSeconds(1);
    private static final Duration HEARTBEAT = Duration.ofSeconds(10);
    private static final Duration BUSY_RETRY = Duration.ofSeconds(10);
    private static final Duration LONGEST_BATCH = Duration.ofMinutes(2);

    private final Stores stores;
    private final Clock clock;
    private final DataEncoder encoder;
    private final Estimator estimator;
    private final LaunchCheck check;
    private final UnfinishedRuns unfinished;
    private final Object launching = new Object();
    private final RunWorker worker;
    private final CustomTask<Void> task;
    private final Scheduler scheduler;

    /**
     * Settings of the execution of runs.
     *
     * @param slots number of runs that are executed at a time
     * @param environment what is noted in every run's provenance
     * @param budget memory and threads for all runs together
     * @param machine what there is for runs
     */
    public record Settings(int slots, Provenance.Environment environment, MachineBudget budget, Machine machine) {}

    public RunScheduler(DataSource database, Stores stores, Settings settings, Clock clock) {
        this.stores = stores;
        this.clock = clock;
        this.encoder = new DataEncoder(stores.models(), stores.dataSets());
        this.estimator = new Estimator(
                stores.models(),
                stores.texts(),
                stores.throughputs(),
                new Estimator.Limits(settings.machine(), settings.budget().bytes()));
        this.check = new LaunchCheck(stores, encoder);
        this.unfinished = new UnfinishedRuns(stores.runs(), encoder, estimator, settings.slots());
        PipelineJob.Tools tools = new PipelineJob.Tools(
                stores,
                encoder,
                estimator,
                settings.environment(),
                settings.budget().threadsSplitAmong(settings.slots()));
        this.worker = new RunWorker(tools, clock);
        this.task = Tasks.custom(TASK, Void.class).execute((instance, context) -> execute(instance));
        this.scheduler = Scheduler.create(database, task)
                .threads(settings.slots())
                .schedulerName(new SchedulerName.Fixed(
                        "mixlab-" + ProcessHandle.current().pid()))
                .pollingInterval(POLL)
                .heartbeatInterval(HEARTBEAT)
                .shutdownMaxWait(LONGEST_BATCH)
                .enableImmediateExecution()
                .build();
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
        scheduler.start();
    }

    private void enqueue(Run run) {
        scheduler.scheduleIfNotExists(task.instance(run.id().value()), run.createdAt());
    }

    private CompletionHandler<Void> execute(TaskInstance<Void> instance) {
        return switch (worker.execute(new RunId(instance.getId()))) {
            case FINISHED -> new CompletionHandler.OnCompleteRemove<>();
            case INTERRUPTED -> reschedule(Duration.ZERO);
            case BUSY -> reschedule(BUSY_RETRY);
        };
    }

    private CompletionHandler<Void> reschedule(Duration delay) {
        return (complete, operations) ->
                operations.reschedule(complete, clock.instant().plus(delay));
    }

    @Override
    public Run launch(NewRun launched) {
        check.check(launched);
        PipelineSpec spec = launched.spec();
        Run run;
        synchronized (launching) {
            estimator.requireFits(spec, encoder.prepare(spec), unfinished.demand());
            run = stores.journal().create(launched);
        }
        stores.events().publish(new RunEvent.Changed(run));
        enqueue(run);
        return run;
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
        check.check(spec);
        return estimator.estimate(spec, encoder.prepare(spec), unfinished.demand());
    }

    @Override
    public Rows suggestedRows(PipelineSpec spec) {
        check.check(spec);
        return estimator.suggestedRows(spec, encoder.prepare(spec));
    }

    @Override
    public int suggestedDeletions(PipelineSpec spec) {
        check.check(spec);
        DeletionCurves curves = estimator.deletionCurves(spec, encoder.prepare(spec));
        return curves == null ? EvaluatingSettings.USUAL_DELETIONS : curves.suggested();
    }

    /** Stops all runs at their next batch; unfinished runs are resumed when the queue is started again. */
    @Override
    public void close() {
        worker.stop();
        if (!scheduler.getSchedulerState().isShuttingDown()) {
            scheduler.stop();
        }
    }
}
