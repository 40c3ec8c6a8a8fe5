package dev.mixlab.jobs.chunk;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.exceptions.ExecutionException;
import com.github.kagkarlsson.scheduler.exceptions.TaskInstanceCurrentlyExecutingException;
import com.github.kagkarlsson.scheduler.exceptions.TaskInstanceNotFoundException;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.TaskInstanceId;
import com.github.kagkarlsson.scheduler.task.helper.CustomTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.shaded.jdbc.SQLRuntimeException;
import dev.mixlab.common.StorageException;
import dev.mixlab.run.queue.QueuePlaces;
import dev.mixlab.run.queue.QueuePlaces.Place;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Chunks as tasks of db-scheduler, which gives each to one process and takes it from one that has died. */
public final class ScheduledChunks implements ChunkQueue {

    private static final Logger LOG = LoggerFactory.getLogger(ScheduledChunks.class);
    private static final String TASK = "chunk";
    private static final Duration RETRY = Duration.ofSeconds(10);

    private final SchedulerClient scheduler;
    private final CustomTask<Void> task;
    private final QueuePlaces places;

    /** What became of a chunk that was given to this process. */
    public enum Outcome {
        /** It is stored, or needs not be any more, or is left to the execution of the run. */
        DONE,
        /** This process is about to end. */
        HANDED_BACK,
        /** The database could not be used. */
        POSTPONED
    }

    /**
     * A queue of chunks.
     *
     * @param task what {@link #task} returned, which the scheduler knows
     * @param places the order of the runs, which their chunks follow
     */
    public ScheduledChunks(SchedulerClient scheduler, CustomTask<Void> task, QueuePlaces places) {
        this.scheduler = scheduler;
        this.task = task;
        this.places = places;
    }

    /** Returns the task of computing chunks, for the scheduler. */
    public static CustomTask<Void> task(Function<Chunk, Outcome> compute, Clock clock) {
        return Tasks.custom(TASK, Void.class)
                .execute((instance, context) -> after(compute.apply(Chunk.of(instance.getId())), clock));
    }

    private static CompletionHandler<Void> after(Outcome outcome, Clock clock) {
        return switch (outcome) {
            case DONE ->
                (complete, operations) -> {
                    try {
                        operations.remove();
                    } catch (ExecutionException takenOver) {
                        LOG.info(
                                "{} was given to another process meanwhile",
                                complete.getExecution().getId());
                    }
                };
            case HANDED_BACK -> (complete, operations) -> operations.reschedule(complete, clock.instant());
            case POSTPONED ->
                (complete, operations) ->
                        operations.reschedule(complete, clock.instant().plus(RETRY));
        };
    }

    @Override
    public boolean isShared() {
        return true;
    }

    @Override
    public void offer(List<Chunk> chunks) {
        if (chunks.isEmpty()) {
            return;
        }
        Place place = places.get(chunks.get(0).run());
        for (int i = 0; i < chunks.size(); i++) {
            TaskInstance<Void> instance = task.instanceBuilder(chunks.get(i).name())
                    .priority(place.level())
                    .build();
            long sooner = i;
            explained(() -> scheduler.scheduleIfNotExists(instance, place.due().minusMillis(sooner)));
        }
    }

    @Override
    public boolean take(Chunk chunk) {
        return explained(() -> {
            try {
                scheduler.cancel(TaskInstanceId.of(TASK, chunk.name()));
                return true;
            } catch (TaskInstanceNotFoundException takenBefore) {
                return true;
            } catch (TaskInstanceCurrentlyExecutingException elsewhere) {
                return false;
            } catch (ExecutionException takenAtThisMoment) {
                return false;
            }
        });
    }

    private static <T> T explained(Supplier<T> work) {
        try {
            return work.get();
        } catch (SQLRuntimeException failure) {
            throw new StorageException("the queue cannot be read or written: " + failure.getMessage(), failure);
        }
    }
}
