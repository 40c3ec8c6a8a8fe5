package dev.mixlab.web.runs;

import dev.mixlab.common.InvalidInputException;
import dev.mixlab.run.Progress;
import dev.mixlab.run.Run;
import dev.mixlab.run.RunState;
import dev.mixlab.run.id.RunId;
import dev.mixlab.run.id.SweepId;
import dev.mixlab.run.queue.RunQueue;
import dev.mixlab.run.queue.RunQueue.Item;
import dev.mixlab.run.spec.Priority;
import dev.mixlab.web.http.Answer;
import dev.mixlab.web.http.Ids;
import dev.mixlab.web.http.Inputs;
import dev.mixlab.web.http.OperationTable;
import dev.mixlab.web.http.Operations;
import dev.mixlab.web.json.RunJson;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the queue of runs, and changes its order. */
public final class QueueOperations implements Operations {

    private final RunQueue queue;

    public QueueOperations(RunQueue queue) {
        this.queue = queue;
    }

    @Override
    public void addTo(OperationTable table) {
        table.answer("getQueue", inputs -> Answer.ok(QueueJson.of(queue.state(), inputs.optionalTexts("run"))));
        table.answer("changeQueuedRun", this::change);
    }

    private Answer change(Inputs inputs) {
        RunId id = Ids.run(inputs);
        QueueChange change = inputs.body(QueueChange.class);
        boolean front = Boolean.TRUE.equals(change.front());
        if (change.priority() == null && !front) {
            throw new InvalidInputException("say a priority, or that the run is to be moved to the front");
        }
        Run run = change.priority() == null ? null : queue.prioritize(id, change.priority());
        return Answer.ok(new RunJson(front || run == null ? queue.moveToFront(id) : run));
    }

    /** The contract's QueueChange. */
    record QueueChange(
            @Nullable Priority priority, @Nullable Boolean front) {}

    /** The contract's Queue. */
    record QueueJson(int slots, List<ItemJson> running, List<ItemJson> queued) {

        /** Returns the queue, or its part that some runs are; all of it where none are named. */
        static QueueJson of(RunQueue.State state, List<String> runs) {
            return new QueueJson(state.slots(), items(state.running(), runs), items(state.queued(), runs));
        }

        private static List<ItemJson> items(List<Item> items, List<String> runs) {
            return items.stream()
                    .filter(item ->
                            runs.isEmpty() || runs.contains(item.run().id().value()))
                    .map(ItemJson::of)
                    .toList();
        }
    }

    /** The contract's QueueItem. */
    record ItemJson(
            RunId runId,
            String name,
            String modelId,
            RunState state,
            Priority priority,
            @Nullable SweepId sweepId,
            @Nullable Double done,
            @Nullable Integer position,
            @Nullable Double startsInSeconds,
            @Nullable Double secondsLeft,
            boolean waitsForOwner) {

        static ItemJson of(Item item) {
            Run run = item.run();
            Progress progress = run.progress();
            return new ItemJson(
                    run.id(),
                    run.spec().name(),
                    run.spec().modelId(),
                    run.state(),
                    run.priority(),
                    run.sweepId(),
                    progress.total() == 0 ? null : Double.valueOf((double) progress.done() / progress.total()),
                    item.position(),
                    item.startsInSeconds(),
                    item.secondsLeft(),
                    item.waitsForOwner());
        }
    }
}
