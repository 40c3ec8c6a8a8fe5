package dev.mixlab.jobs;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.mixlab.common.MixlabException;
import dev.mixlab.common.PageRequest;
import dev.mixlab.jobs.cost.Demand;
import dev.mixlab.jobs.cost.Estimator;
import dev.mixlab.jobs.encoding.DataEncoder;
import dev.mixlab.run.Progress;
import dev.mixlab.run.Run;
import dev.mixlab.run.RunState;
import dev.mixlab.run.Runs;
import dev.mixlab.run.id.RunId;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** What the runs that are queued or at work leave to another one. */
final class UnfinishedRuns {

    /** Number of runs of one state that are looked at. */
    private static final int MOST = 1000;

    private final Runs runs;
    private final DataEncoder encoder;
    private final Estimator estimator;
    private final int slots;
    private final Cache<RunId, Demand> known =
            Caffeine.newBuilder().maximumSize(MOST).build();

    /**
     * The runs of a queue.
     *
     * @param slots number of runs that are executed at a time
     */
    UnfinishedRuns(Runs runs, DataEncoder encoder, Estimator estimator, int slots) {
        this.runs = runs;
        this.encoder = encoder;
        this.estimator = estimator;
        this.slots = slots;
    }

    /**
     * What runs take beside another one.
     *
     * @param memory what each of them takes of memory
     * @param disk what all of them still write
     * @param slots number of runs that are executed at a time
     */
    record Load(List<Long> memory, long disk, int slots) {

        /**
         * Returns what these runs and further ones take beside another one: of memory, the largest of them that may be executed at the
         * same time as it; of disk, all that they have not written yet.
         *
         * @param admitted what further runs take that are about to be stored
         */
        Demand with(List<Demand> admitted) {
            long most = Stream.concat(memory.stream(), admitted.stream().map(Demand::memory))
                    .sorted(Comparator.reverseOrder())
                    .limit(slots - 1L)
                    .mapToLong(Long::longValue)
                    .sum();
            return new Demand(
                    most, disk + admitted.stream().mapToLong(Demand::disk).sum());
        }
    }

    /** Returns what these runs take, of the disk as far as their progress tells. */
    Load load() {
        List<Run> unfinished = Stream.of(RunState.RUNNING, RunState.CANCELLING, RunState.QUEUED)
                .flatMap(state -> runs.list(state, new PageRequest(0, MOST)).items().stream())
                .toList();
        long disk = unfinished.stream()
                .mapToLong(run -> Math.round(left(run.progress()) * demand(run).disk()))
                .sum();
        return new Load(unfinished.stream().map(run -> demand(run).memory()).toList(), disk, slots);
    }

    private static double left(Progress progress) {
        return progress.total() == 0 ? 1 : 1 - Math.min(1, (double) progress.done() / progress.total());
    }

    /** A run whose model or data cannot be read will fail, and takes nothing. */
    private Demand demand(Run run) {
        return known.get(run.id(), id -> {
            try {
                return estimator.demand(run.spec(), encoder.prepare(run.spec()));
            } catch (MixlabException unreadable) {
                return Demand.NONE;
            }
        });
    }
}
