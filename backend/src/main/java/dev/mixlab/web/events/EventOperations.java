package dev.mixlab.web.events;

import dev.mixlab.common.PageRequest;
import dev.mixlab.run.Run;
import dev.mixlab.run.RunState;
import dev.mixlab.run.Runs;
import dev.mixlab.run.event.RunEvents;
import dev.mixlab.run.id.RunId;
import dev.mixlab.run.metrics.Metrics;
import dev.mixlab.web.events.EventMessage.Kind;
import dev.mixlab.web.http.Ids;
import dev.mixlab.web.http.Inputs;
import dev.mixlab.web.http.OperationTable;
import dev.mixlab.web.http.Operations;
import dev.mixlab.web.http.access.Sender;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Answers server-sent events, of one run or of all runs. */
public final class EventOperations implements Operations {

    /** Proxies close connections that are silent for 30 seconds or more; this is half of that. */
    private static final Duration HEARTBEAT = Duration.ofSeconds(15);

    /** Unfinished runs that a new stream starts with, per state; more would not fit a page. */
    private static final int MOST_ACTIVE_RUNS = 200;

    private final Runs runs;
    private final RunEvents events;
    private final Duration heartbeat;
    private final AtomicInteger open = new AtomicInteger();

    public EventOperations(Runs runs, RunEvents events) {
        this(runs, events, HEARTBEAT);
    }

    public EventOperations(Runs runs, RunEvents events, Duration heartbeat) {
        this.runs = runs;
        this.events = events;
        this.heartbeat = heartbeat;
    }

    @Override
    public void addTo(OperationTable table) {
        Vertx vertx = table.vertx();
        EventHub hub = new EventHub(vertx, events, heartbeat.toMillis(), open);
        table.onClose(hub::close);
        table.stream("watchRun", (context, inputs) -> watchRun(context, inputs, hub, table.workers()));
        table.stream("watchRuns", (context, inputs) -> watchRuns(context, inputs, hub, table.workers()));
    }

    /** Returns the number of open streams. */
    public int openStreams() {
        return open.get();
    }

    private void watchRun(RoutingContext context, Inputs inputs, EventHub hub, WorkerExecutor workers) {
        RunId run = Ids.run(inputs);
        EventPosition lastSeen = EventPosition.parse(inputs.optionalText("Last-Event-ID"));
        EventStream stream = new EventStream(
                context.response(),
                message -> message.run().equals(run),
                true,
                lastSeen == null ? EventPosition.beginning() : lastSeen);
        follow(context, stream, hub, workers, () -> past(run, lastSeen));
        endWithAccess(context.vertx(), stream, inputs.sender(), workers);
    }

    private void watchRuns(RoutingContext context, Inputs inputs, EventHub hub, WorkerExecutor workers) {
        EventStream stream = new EventStream(
                context.response(),
                message -> message.kind() == Kind.RUN || message.kind() == Kind.DELETED,
                false,
                EventPosition.beginning());
        follow(context, stream, hub, workers, this::activeRuns);
        endWithAccess(context.vertx(), stream, inputs.sender(), workers);
    }

    /** Subscribes first and reads the past afterwards, so that no event is lost in between. */
    private static void follow(
            RoutingContext context,
            EventStream stream,
            EventHub hub,
            WorkerExecutor workers,
            Callable<List<EventMessage>> past) {
        hub.add(stream);
        workers.executeBlocking(past, false).onSuccess(stream::start).onFailure(failure -> {
            stream.abandon();
            context.fail(failure);
        });
    }

    /** Ends a stream soon after its reader has signed out, was disabled or has a token no longer. */
    private void endWithAccess(Vertx vertx, EventStream stream, Sender sender, WorkerExecutor workers) {
        vertx.setPeriodic(heartbeat.toMillis(), timer -> {
            if (stream.isClosed()) {
                vertx.cancelTimer(timer);
                return;
            }
            workers.executeBlocking(sender::isStillAdmitted, false).onSuccess(admitted -> {
                if (!admitted) {
                    stream.end();
                }
            });
        });
    }

    private List<EventMessage> past(RunId id, @Nullable EventPosition lastSeen) {
        Run run = runs.get(id);
        List<EventMessage> messages = new ArrayList<>();
        if (lastSeen != null) {
            Metrics metrics = runs.metrics(id, lastSeen.step());
            metrics.steps().forEach(point -> messages.add(EventMessage.step(id, point)));
            metrics.epochs().forEach(point -> messages.add(EventMessage.epoch(id, point)));
            metrics.headFitting().forEach(point -> messages.add(EventMessage.head(id, point)));
            runs.log(id, lastSeen.line()).forEach(line -> messages.add(EventMessage.log(id, line)));
        }
        messages.add(EventMessage.run(run));
        return messages;
    }

    private List<EventMessage> activeRuns() {
        List<EventMessage> messages = new ArrayList<>();
        for (RunState state : RunState.values()) {
            if (!state.isFinal()) {
                runs.list(state, new PageRequest(0, MOST_ACTIVE_RUNS))
                        .items()
                        .forEach(run -> messages.add(EventMessage.run(run)));
            }
        }
        return messages;
    }
}
