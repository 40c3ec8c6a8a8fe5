package dev.mixlab.jobs;

import dev.mixlab.run.id.AccountId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/** Foretells when queued runs begin: in their order, those aside whose owner has as many runs at work as one owner may. */
final class QueueForecast {

    private final Slots slots;
    private final PriorityQueue<End> ends = new PriorityQueue<>(Comparator.comparingDouble(End::seconds));
    private final Map<AccountId, Integer> atWork = new HashMap<>();
    private int free;

    /** A run that begins when it can. */
    record Job(@Nullable AccountId owner, @Nullable Double seconds) {}

    /**
     * When a run begins.
     *
     * @param seconds the seconds until then; null where nobody executes runs
     * @param waitsForOwner whether a slot is free before, which it may not have for the other runs of its owner
     */
    record Start(@Nullable Double seconds, boolean waitsForOwner) {}

    private record End(double seconds, @Nullable AccountId owner) {}

    /**
     * A forecast for a queue without runs at work.
     *
     * @param all number of runs that all processes together execute at a time
     * @param slots the most runs of one owner
     */
    QueueForecast(int all, Slots slots) {
        this.free = all;
        this.slots = slots;
    }

    /** Adds a run that is at work; one whose time is unknown is taken for one that ends now. */
    void atWork(@Nullable AccountId owner, @Nullable Double secondsLeft) {
        begin(owner, 0, secondsLeft);
    }

    private void begin(@Nullable AccountId owner, double now, @Nullable Double takes) {
        free--;
        ends.add(new End(now + Objects.requireNonNullElse(takes, 0.0), owner));
        if (owner != null) {
            atWork.merge(owner, 1, Integer::sum);
        }
    }

    private boolean isFull(@Nullable AccountId owner) {
        return owner != null && slots.isFull(atWork.getOrDefault(owner, 0));
    }

    /** Returns when each of some queued runs begins, which are in the order of the queue. */
    List<Start> starts(List<Job> queued) {
        Double[] starts = new Double[queued.size()];
        boolean[] passedOver = new boolean[queued.size()];
        List<Integer> waiting = new ArrayList<>();
        for (int place = 0; place < queued.size(); place++) {
            waiting.add(place);
        }
        boolean executing = free + ends.size() > 0;
        double now = 0;
        while (executing && !waiting.isEmpty()) {
            fill(queued, waiting, now, starts, passedOver);
            now = end();
        }
        List<Start> found = new ArrayList<>();
        for (int place = 0; place < starts.length; place++) {
            boolean kept =
                    passedOver[place] || (!executing && isFull(queued.get(place).owner()));
            found.add(new Start(starts[place], kept));
        }
        return found;
    }

    /** Has runs begin while slots are free. */
    private void fill(List<Job> queued, List<Integer> waiting, double now, Double[] starts, boolean[] passedOver) {
        for (int next = 0; next < waiting.size() && free > 0; ) {
            int place = waiting.get(next);
            Job job = queued.get(place);
            if (isFull(job.owner())) {
                passedOver[place] = true;
                next++;
            } else {
                waiting.remove(next);
                starts[place] = now;
                begin(job.owner(), now, job.seconds());
            }
        }
    }

    /** Ends the run at work that ends first, and returns when that is. */
    private double end() {
        End first = ends.remove();
        free++;
        if (first.owner() != null) {
            atWork.merge(first.owner(), -1, Integer::sum);
        }
        return first.seconds();
    }
}
