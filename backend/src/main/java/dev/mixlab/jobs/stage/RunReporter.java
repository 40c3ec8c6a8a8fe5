package dev.mixlab.jobs.stage;

import dev.mixlab.common.CancelledException;
import dev.mixlab.jobs.cost.Plan;
import dev.mixlab.run.Progress;
import dev.mixlab.run.Run;
import dev.mixlab.run.RunState;
import dev.mixlab.run.StageState;
import dev.mixlab.run.event.RunEvent;
import dev.mixlab.run.id.RunId;
import dev.mixlab.run.metrics.LogLine;
import dev.mixlab.run.spec.StageName;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Stores the progress of a run at a bounded rate, publishes it as events, and knows whether the run must stop. It is used by the
 * one thread that executes the run.
 */
public final class RunReporter {

    private static final Duration INTERVAL = Duration.ofMillis(300);
    private static final Duration PAUSE = Duration.ofMillis(100);

    private final Stores stores;
    private final Clock clock;
    private final BooleanSupplier stopping;
    private final Stopwatch sinceStored = new Stopwatch();
    private final Stopwatch sinceAsked = new Stopwatch();
    private final Stopwatch inStage = new Stopwatch();
    private Run run;
    private @Nullable Plan plan;
    private @Nullable StageState current;
    private long doneBefore;
    private @Nullable Double loss;
    private @Nullable Double accuracy;
    private boolean cancelled;
    private boolean helped;

    /**
     * Creates a reporter for one run.
     *
     * @param stopping returns whether the whole program is about to end
     */
    public RunReporter(Stores stores, Run run, Clock clock, BooleanSupplier stopping) {
        this.stores = stores;
        this.run = run;
        this.clock = clock;
        this.stopping = stopping;
        this.accuracy = run.progress().accuracy();
        this.loss = run.progress().loss();
    }

    /** Returns the id of the run. */
    public RunId id() {
        return run.id();
    }

    Run run() {
        return run;
    }

    void plan(Plan known) {
        plan = known;
    }

    Plan plan() {
        if (plan == null) {
            throw new IllegalStateException("run " + run.id() + " has no plan yet");
        }
        return plan;
    }

    /** Begins a stage, or resumes one with a number of examples that are done already. */
    void begin(StageName name, long done, long total) {
        Instant started = run.stage(name).startedAt();
        current = new StageState(
                name, StageState.Status.RUNNING, done, total, started == null ? clock.instant() : started, null);
        doneBefore = done;
        helped = false;
        inStage.restart();
        store();
    }

    /** Reports the number of examples of the current stage that are done. */
    void done(long done) {
        StageState stage = stage();
        current = new StageState(
                stage.name(), stage.status(), Math.min(done, stage.total()), stage.total(), stage.startedAt(), null);
        if (sinceStored.reached(INTERVAL)) {
            store();
        }
    }

    long done() {
        return stage().done();
    }

    void loss(double latest) {
        loss = Double.isFinite(latest) ? latest : null;
    }

    void accuracy(double latest) {
        accuracy = Double.isFinite(latest) ? latest : null;
    }

    /** Returns the seconds since the current stage began in this process, and the number of examples done since. */
    Speed pace() {
        return new Speed(stage().done() - doneBefore, inStage.seconds());
    }

    record Speed(long examples, double seconds) {

        double rate() {
            return seconds > 0 ? examples / seconds : 0;
        }
    }

    /** Notes that other processes did a part of the current stage. */
    void helped() {
        helped = true;
    }

    /** Returns whether all of the current stage's work since it began in this process was done here. */
    boolean isOwnWork() {
        return !helped;
    }

    /** Waits a little for other processes. */
    void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(PAUSE.toMillis());
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
            throw new CancelledException("run " + run.id() + " was interrupted", ending);
        }
    }

    /** Ends the current stage. */
    public void end(StageState.Status status) {
        StageState stage = stage();
        long done = status == StageState.Status.DONE ? stage.total() : stage.done();
        if (status == StageState.Status.DONE && plan != null && pace().rate() > 0) {
            plan = plan.withRate(stage.name(), pace().rate());
        }
        current = new StageState(stage.name(), status, done, stage.total(), stage.startedAt(), clock.instant());
        store();
        current = null;
    }

    /** Returns whether a stage has begun and not ended. */
    public boolean hasStage() {
        return current != null;
    }

    private StageState stage() {
        if (current == null) {
            throw new IllegalStateException("run " + run.id() + " is in no stage");
        }
        return current;
    }

    /** Adds a line to the log of the run. */
    public void log(String text) {
        LogLine line = stores.journal().log(run.id(), text);
        stores.events().publish(new RunEvent.Log(run.id(), line));
    }

    void results(UnaryOperator<Run.Results> change) {
        stores.journal().results(run.id(), change.apply(run.results()));
        refresh();
    }

    /** Reads the run from the database again and publishes it. */
    void refresh() {
        run = stores.runs().get(run.id());
        stores.events().publish(new RunEvent.Changed(run));
    }

    /** Returns whether the run must stop; the call is cheap enough for every batch. */
    boolean shallStop() {
        if (!cancelled && sinceAsked.reached(INTERVAL)) {
            cancelled = stores.runs().get(run.id()).state() == RunState.CANCELLING;
        }
        return cancelled || stopping.getAsBoolean();
    }

    void stopIfAsked() {
        if (shallStop()) {
            throw new CancelledException("run " + run.id() + " was stopped");
        }
    }

    private void store() {
        StageState stage = stage();
        stores.journal().stage(run.id(), stage);
        stores.journal().progress(run.id(), progress(stage));
        sinceStored.restart();
        refresh();
    }

    private Progress progress(StageState stage) {
        StageName name = stage.finishedAt() == null ? stage.name() : null;
        if (plan == null) {
            return new Progress(name, 0, 0, 0, null, loss, accuracy);
        }
        long done = plan.total(stage.name()) == 0 ? 0 : stage.done();
        double left = secondsLeft(stage, plan);
        for (StageName other : StageName.values()) {
            done += other.compareTo(stage.name()) < 0 ? plan.total(other) : 0;
            left += other.compareTo(stage.name()) > 0 ? plan.seconds(other, plan.total(other)) : 0;
        }
        return new Progress(name, done, plan.total(), pace().rate(), left, loss, accuracy);
    }

    private double secondsLeft(StageState stage, Plan known) {
        if (stage.finishedAt() != null) {
            return 0;
        }
        long left = stage.total() - stage.done();
        double rate = pace().rate();
        return rate > 0 ? left / rate : known.seconds(stage.name(), left);
    }

    /** Returns whether a stage is done. */
    boolean isDone(StageName name) {
        return run.stage(name).status() == StageState.Status.DONE;
    }
}
