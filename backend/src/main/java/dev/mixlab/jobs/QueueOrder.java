package dev.mixlab.jobs;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.mixlab.common.MixlabException;
import dev.mixlab.common.PageRequest;
import dev.mixlab.jobs.stage.Stores;
import dev.mixlab.run.Run;
import dev.mixlab.run.RunState;
import dev.mixlab.run.event.RunEvent;
import dev.mixlab.run.id.RunId;
import dev.mixlab.run.queue.QueuePlaces;
import dev.mixlab.run.queue.QueuePlaces.Place;
import dev.mixlab.run.queue.RunQueue;
import dev.mixlab.run.spec.PipelineSpec;
import dev.mixlab.run.spec.Priority;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Tells when queued runs are expected to begin, and changes their order. */
final class QueueOrder implements RunQueue {

    /** Number of queued runs that are listed. */
    private static final int MOST = 1000;

    private final Stores stores;
    private final QueuePlaces places;
    private final Admission admission;
    private final int own;
    private final Cache<PipelineSpec, Double> seconds =
            Caffeine.newBuilder().maximumSize(MOST).build();

    /**
     * The order of a queue.
     *
     * @param own number of runs that this process executes at a time
     */
    QueueOrder(Stores stores, QueuePlaces places, Admission admission, int own) {
        this.stores = stores;
        this.places = places;
        this.admission = admission;
        this.own = own;
    }

    @Override
    public State state() {
        List<Item> running = Stream.of(RunState.RUNNING, RunState.CANCELLING)
                .flatMap(state -> stores.runs().list(state, new PageRequest(0, MOST)).items().stream())
                .map(run -> new Item(run, null, null, secondsLeft(run), false))
                .toList();
        int all = places.slots(own);
        List<Run> waiting = waiting();
        QueueForecast forecast = new QueueForecast(all, new Slots(own, places.runsPerMember()));
        running.forEach(item -> forecast.atWork(item.run().ownerId(), item.secondsLeft()));
        List<Double> takes = new ArrayList<>();
        waiting.forEach(run -> takes.add(secondsOf(run.spec())));
        List<QueueForecast.Start> starts = forecast.starts(IntStream.range(0, waiting.size())
                .mapToObj(i -> new QueueForecast.Job(waiting.get(i).ownerId(), takes.get(i)))
                .toList());
        List<Item> queued = IntStream.range(0, waiting.size())
                .mapToObj(i -> new Item(
                        waiting.get(i),
                        i + 1,
                        starts.get(i).seconds(),
                        takes.get(i),
                        starts.get(i).waitsForOwner()))
                .toList();
        return new State(all, running, queued);
    }

    /** Returns the first queued runs in their order, without those that have left the queue meanwhile. */
    private List<Run> waiting() {
        List<RunId> ids = places.queued().stream().limit(MOST).map(Place::id).toList();
        return stores.runs().some(ids).stream()
                .filter(run -> run.state() == RunState.QUEUED)
                .toList();
    }

    private @Nullable Double secondsLeft(Run run) {
        Double left = run.progress().secondsLeft();
        return left == null ? secondsOf(run.spec()) : left;
    }

    /** Returns the expected time of a run; null for one whose model or data cannot be read, which will fail. */
    private @Nullable Double secondsOf(PipelineSpec spec) {
        return seconds.get(Admission.settings(spec), settings -> {
            try {
                return admission.seconds(spec);
            } catch (MixlabException unreadable) {
                return null;
            }
        });
    }

    @Override
    public Run prioritize(RunId id, Priority priority) {
        places.prioritize(id, priority);
        return changed(id);
    }

    @Override
    public Run moveToFront(RunId id) {
        places.moveToFront(id);
        return changed(id);
    }

    private Run changed(RunId id) {
        Run run = stores.runs().get(id);
        stores.events().publish(new RunEvent.Changed(run));
        return run;
    }
}
