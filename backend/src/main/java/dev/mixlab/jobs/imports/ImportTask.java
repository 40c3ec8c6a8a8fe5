package dev.mixlab.jobs.imports;

import dev.mixlab.common.CancelledException;
import dev.mixlab.common.ConflictException;
import dev.mixlab.run.catalogue.ModelOrigin;
import dev.mixlab.run.id.ImportId;
import dev.mixlab.run.imports.ModelImport;
import dev.mixlab.run.imports.ModelImport.State;
import dev.mixlab.run.imports.ModelImport.Step;
import dev.mixlab.run.imports.RequestedImport;
import dev.mixlab.run.imports.StoredImport;
import dev.mixlab.weights.hub.TransferListener;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The state of one import, which its worker changes and others read. Each report of progress ends a cancelled import. */
final class ImportTask implements TransferListener {

    private static final double NANOS = 1e9;

    private final ImportId id;
    private final RequestedImport request;
    private final Clock clock;
    private final Instant createdAt;
    private State state;
    private Step step;
    private ModelOrigin origin;
    private String name;
    private long done;
    private @Nullable Long total;
    private long stepBegan = System.nanoTime();
    private long arrived;
    private @Nullable String modelId;
    private @Nullable String error;
    private @Nullable Instant finishedAt;
    private boolean cancelled;
    private boolean stopped;

    /** A new import, or one that is begun once more under its id. */
    ImportTask(ImportId id, RequestedImport request, ModelOrigin origin, String name, Clock clock) {
        this.id = id;
        this.request = request;
        this.origin = origin;
        this.name = name;
        this.clock = clock;
        this.createdAt = clock.instant();
        this.state = State.QUEUED;
        this.step = Step.WAITING;
    }

    /** An import of an earlier start of the program; one that had not ended waits. */
    ImportTask(StoredImport stored, Clock clock) {
        ModelImport last = stored.state();
        this.id = last.id();
        this.request = stored.request();
        this.origin = last.origin();
        this.name = last.name();
        this.clock = clock;
        this.createdAt = last.createdAt();
        this.state = last.state().isFinal() ? last.state() : State.QUEUED;
        this.step = last.state().isFinal() ? Step.ENDED : Step.WAITING;
        this.modelId = last.modelId();
        this.error = last.error();
        this.finishedAt = last.finishedAt();
    }

    ImportId id() {
        return id;
    }

    RequestedImport request() {
        return request;
    }

    StoredImport entry() {
        return new StoredImport(request, snapshot());
    }

    synchronized ModelOrigin origin() {
        return origin;
    }

    synchronized String name() {
        return name;
    }

    synchronized void rename(String newName) {
        name = newName;
    }

    /** The commit that a branch or tag turned out to be. */
    synchronized void revision(String commit) {
        origin = new ModelOrigin(origin.kind(), origin.source(), commit);
    }

    synchronized void begin(Step next, @Nullable Long bytes) {
        requireGoing();
        state = State.RUNNING;
        step = next;
        done = 0;
        arrived = 0;
        total = bytes;
        stepBegan = System.nanoTime();
    }

    @Override
    public synchronized void total(long bytes) {
        requireGoing();
        total = bytes;
    }

    @Override
    public synchronized void done(long bytes, long arrivedBytes) {
        requireGoing();
        done = bytes;
        arrived = arrivedBytes;
    }

    /** Takes the number of bytes of the current step that are done. */
    void done(long bytes) {
        done(bytes, bytes);
    }

    @Override
    public synchronized boolean isCancelled() {
        return cancelled || stopped;
    }

    /** Returns whether it is to end because the program does, and not because somebody has cancelled it. */
    synchronized boolean isStopped() {
        return stopped && !cancelled;
    }

    private void requireGoing() {
        if (cancelled || stopped) {
            throw new CancelledException("the import was cancelled");
        }
    }

    synchronized void succeed(String model) {
        modelId = model;
        end(State.SUCCEEDED);
    }

    synchronized void fail(String reason) {
        error = reason;
        end(State.FAILED);
    }

    synchronized void interrupt(String reason) {
        error = reason;
        end(State.INTERRUPTED);
    }

    synchronized void endCancelled() {
        end(State.CANCELLED);
    }

    private void end(State last) {
        state = last;
        step = Step.ENDED;
        finishedAt = clock.instant();
    }

    synchronized void cancel() {
        if (state.isFinal()) {
            throw new ConflictException("import %s has ended already: %s".formatted(id, state));
        }
        cancelled = true;
    }

    /** Ends it at its next report, to go on after the next start of the program. */
    synchronized void stop() {
        stopped = true;
    }

    synchronized ModelImport snapshot() {
        return new ModelImport(
                id, state, step, origin, name, done, total, rate(), modelId, error, createdAt, finishedAt);
    }

    private @Nullable Double rate() {
        double seconds = (System.nanoTime() - stepBegan) / NANOS;
        return state != State.RUNNING || arrived == 0 || seconds <= 0 ? null : arrived / seconds;
    }
}
