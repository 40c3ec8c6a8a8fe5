package dev.mixlab.jobs;

import dev.mixlab.common.CancelledException;
import dev.mixlab.common.ConflictException;
import dev.mixlab.common.LogContext;
import dev.mixlab.common.MixlabException;
import dev.mixlab.common.StorageException;
import dev.mixlab.jobs.stage.PipelineJob;
import dev.mixlab.jobs.stage.RunReporter;
import dev.mixlab.jobs.stage.Stores;
import dev.mixlab.run.Run;
import dev.mixlab.run.RunLeases;
import dev.mixlab.run.RunState;
import dev.mixlab.run.RunTakenOverException;
import dev.mixlab.run.StageState;
import dev.mixlab.run.event.RunEvent;
import dev.mixlab.run.id.RunId;
import dev.mixlab.run.queue.QueuePlaces;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Executes a run from its current stage until it has succeeded, failed or been cancelled. */
final class RunWorker {

    private static final Logger LOG = LoggerFactory.getLogger(RunWorker.class);

    private static final Duration OUTAGE_POLL = Duration.ofSeconds(1);

    private final Stores stores;
    private final PipelineJob.Tools tools;
    private final Clock clock;
    private final QueuePlaces places;
    private final Set<RunId> active = ConcurrentHashMap.newKeySet();
    private volatile boolean stopping;

    RunWorker(PipelineJob.Tools tools, Clock clock, QueuePlaces places) {
        this.stores = tools.stores();
        this.tools = tools;
        this.clock = clock;
        this.places = places;
    }

    /** The result of executing a run. */
    enum Outcome {
        /** The run is in a final state. */
        FINISHED,
        /** The program is about to end; the run is resumed at the next start. */
        INTERRUPTED,
        /** Another thread executes the run or has just changed its state. */
        BUSY,
        /** So many other runs of its owner are at work that it has to wait; it stays queued. */
        WAITS_FOR_OWNER,
        /** Another process has taken the run over, because this one gave no sign of life. */
        TAKEN_OVER
    }

    /** Stops all runs at their next batch, to be resumed at the next start of the program. */
    void stop() {
        stopping = true;
    }

    /** Whether a run is executed at this moment. */
    boolean isBusy() {
        return !active.isEmpty();
    }

    /**
     * Executes a run from its current stage, unless another thread executes it.
     *
     * @param claim what the queue says of this execution
     */
    Outcome execute(RunId id, RunLeases.Claim claim) {
        if (!active.add(id)) {
            return Outcome.BUSY;
        }
        try (Holding holding = new Holding(stores.leases(), id, claim)) {
            return LogContext.RUN.within(id.value(), () -> executeThroughOutages(id, holding));
        } catch (RunTakenOverException lost) {
            LOG.warn("{}; what it did here since then is not stored", lost.getMessage());
            return Outcome.TAKEN_OVER;
        } finally {
            active.remove(id);
        }
    }

    /** The lease of a run, taken once, when the database can be used first: a later one could be that of a process that has taken over. */
    private static final class Holding implements AutoCloseable {

        private final RunLeases leases;
        private final RunId run;
        private final RunLeases.Claim claim;
        private RunLeases.@Nullable Lease lease;

        Holding(RunLeases leases, RunId run, RunLeases.Claim claim) {
            this.leases = leases;
            this.run = run;
            this.claim = claim;
        }

        void take() {
            if (lease == null) {
                lease = leases.take(run, claim);
            }
        }

        @Override
        public void close() {
            if (lease != null) {
                lease.close();
            }
        }
    }

    /** Executes a run; while nothing can be stored, the run waits, and goes on from what is stored by itself. */
    private Outcome executeThroughOutages(RunId id, Holding holding) {
        String interruption = null;
        while (true) {
            try {
                holding.take();
                Run run = stores.runs().get(id);
                if (interruption != null && run.state() == RunState.RUNNING) {
                    new RunReporter(stores, run, clock, () -> stopping).log("Interrupted: " + interruption);
                }
                return execute(run);
            } catch (RunTakenOverException lost) {
                throw lost;
            } catch (RuntimeException failure) {
                String outage = stores.storage().outage();
                if (outage == null && !(failure instanceof StorageException)) {
                    throw failure;
                }
                interruption = outage == null ? String.valueOf(failure.getMessage()) : outage;
                LOG.warn("run {} is interrupted: {}", id, interruption);
            }
            if (!awaitStorage()) {
                return Outcome.INTERRUPTED;
            }
        }
    }

    /** Waits until something can be stored again; returns false where the program is about to end. */
    private boolean awaitStorage() {
        try {
            while (!stopping) {
                // A wait comes first: files may lack space while the database can be written.
                Thread.sleep(OUTAGE_POLL.toMillis());
                if (stores.storage().outage() == null) {
                    return true;
                }
            }
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
        }
        return false;
    }

    private Outcome execute(Run run) {
        if (stopping) {
            return Outcome.INTERRUPTED;
        }
        if (run.state().isFinal()) {
            return Outcome.FINISHED;
        }
        if (run.state() == RunState.CANCELLING) {
            end(new RunReporter(stores, run, clock, () -> stopping), RunState.CANCELLED, null);
            return Outcome.FINISHED;
        }
        if (run.state() == RunState.RUNNING) {
            return runPipeline(run);
        }
        Optional<Run> begun;
        try {
            begun = stores.journal().begin(run.id(), places.runsPerMember());
        } catch (ConflictException cancelledMeanwhile) {
            return Outcome.BUSY;
        }
        if (begun.isEmpty()) {
            return Outcome.WAITS_FOR_OWNER;
        }
        stores.events().publish(new RunEvent.Changed(begun.get()));
        return runPipeline(begun.get());
    }

    private Outcome runPipeline(Run running) {
        RunReporter reporter = new RunReporter(stores, running, clock, () -> stopping);
        try {
            PipelineJob.run(tools, reporter, running.spec());
            move(running.id(), RunState.SUCCEEDED, null);
        } catch (CancelledException stop) {
            if (stores.runs().get(running.id()).state() != RunState.CANCELLING) {
                return Outcome.INTERRUPTED;
            }
            end(reporter, RunState.CANCELLED, null);
        } catch (StorageException | RunTakenOverException outage) {
            throw outage;
        } catch (MixlabException refused) {
            LOG.info("run {} failed: {}", running.id(), refused.getMessage());
            end(reporter, RunState.FAILED, refused.getMessage());
        } catch (RuntimeException | Error failure) {
            if (stores.storage().outage() != null) {
                throw failure;
            }
            String reference = UUID.randomUUID().toString().substring(0, 8);
            LOG.error("run {} failed, reference {}", running.id(), reference, failure);
            end(
                    reporter,
                    RunState.FAILED,
                    "Something went wrong that this program did not expect. The server's log tells more under the"
                            + " reference " + reference + ".");
        }
        return Outcome.FINISHED;
    }

    private void end(RunReporter reporter, RunState state, @Nullable String error) {
        if (reporter.hasStage()) {
            reporter.end(state == RunState.CANCELLED ? StageState.Status.CANCELLED : StageState.Status.FAILED);
        }
        stores.states().remove(reporter.id());
        reporter.log(error == null ? "Cancelled." : "Failed: " + error);
        move(reporter.id(), state, error);
    }

    private Run move(RunId id, RunState state, @Nullable String error) {
        Run moved = stores.journal().move(id, state, error);
        stores.events().publish(new RunEvent.Changed(moved));
        return moved;
    }
}
