package dev.mixlab.web;

import dev.mixlab.common.PageRequest;
import dev.mixlab.run.Run;
import dev.mixlab.run.RunState;
import dev.mixlab.run.id.RunId;
import dev.mixlab.run.queue.QueuePlaces.Place;
import dev.mixlab.run.queue.RunQueue;
import dev.mixlab.run.spec.Priority;
import java.util.ArrayList;
import java.util.List;

/** The queue of runs that nothing executes: each queued run takes a minute. */
public final class ManualQueue implements RunQueue {

    private final TestStore store;

    ManualQueue(TestStore store) {
        this.store = store;
    }

    @Override
    public State state() {
        List<Item> queued = new ArrayList<>();
        for (Place place : store.places.queued()) {
            queued.add(new Item(store.runs.get(place.id()), queued.size() + 1, 60.0 * queued.size(), 60.0, false));
        }
        return new State(
                1,
                store.runs.list(RunState.RUNNING, new PageRequest(0, 10)).items().stream()
                        .map(run -> new Item(run, null, null, null, false))
                        .toList(),
                queued);
    }

    @Override
    public Run prioritize(RunId id, Priority priority) {
        store.places.prioritize(id, priority);
        return store.runs.get(id);
    }

    @Override
    public Run moveToFront(RunId id) {
        store.places.moveToFront(id);
        return store.runs.get(id);
    }
}
