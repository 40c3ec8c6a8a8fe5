package dev.mixlab.web.events;

import dev.mixlab.run.Run;
import dev.mixlab.run.event.RunEvent;
import dev.mixlab.run.fitting.HeadPoint;
import dev.mixlab.run.id.RunId;
import dev.mixlab.run.metrics.EpochPoint;
import dev.mixlab.run.metrics.LogLine;
import dev.mixlab.run.metrics.StepPoint;
import dev.mixlab.web.http.Json;
import dev.mixlab.web.json.RunJson;
import java.util.Map;

/**
 * An event in the form in which it is sent.
 *
 * @param run the run that it belongs to
 * @param kind its kind
 * @param data one line of JSON
 * @param number number of a step or a log line, otherwise 0
 * @param last whether it is the last event of the run
 */
record EventMessage(RunId run, Kind kind, String data, long number, boolean last) {

    /** The name of an event in the stream, in capitals. */
    enum Kind {
        RUN,
        DELETED,
        STEP,
        EPOCH,
        HEAD,
        LOG
    }

    static EventMessage of(RunEvent event) {
        if (event instanceof RunEvent.Changed changed) {
            return run(changed.now());
        } else if (event instanceof RunEvent.Deleted deleted) {
            return new EventMessage(deleted.run(), Kind.DELETED, text(Map.of("id", deleted.run())), 0, true);
        } else if (event instanceof RunEvent.Step step) {
            return step(step.run(), step.point());
        } else if (event instanceof RunEvent.Epoch epoch) {
            return epoch(epoch.run(), epoch.point());
        } else if (event instanceof RunEvent.Head head) {
            return head(head.run(), head.point());
        } else if (event instanceof RunEvent.Log log) {
            return log(log.run(), log.line());
        }
        throw new IllegalArgumentException("there is no message for events of " + event.getClass());
    }

    static EventMessage run(Run run) {
        return new EventMessage(
                run.id(), Kind.RUN, text(new RunJson(run)), 0, run.state().isFinal());
    }

    static EventMessage step(RunId run, StepPoint point) {
        return new EventMessage(run, Kind.STEP, text(point), point.step(), false);
    }

    static EventMessage epoch(RunId run, EpochPoint point) {
        return new EventMessage(run, Kind.EPOCH, text(point), 0, false);
    }

    static EventMessage head(RunId run, HeadPoint point) {
        return new EventMessage(run, Kind.HEAD, text(point), 0, false);
    }

    static EventMessage log(RunId run, LogLine line) {
        return new EventMessage(run, Kind.LOG, text(line), line.number(), false);
    }

    private static String text(Object value) {
        return Json.write(value).toString();
    }
}
