package dev.mixlab.store.event;

import dev.mixlab.run.event.RunEvent;
import dev.mixlab.run.id.RunId;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a process tells others of a run: not what happened, which they read from the database, but what there is to read.
 *
 * @param run the run
 * @param changed whether its state, stages, progress or results changed
 * @param deleted whether it was deleted
 * @param steps numbers of the new training steps
 * @param epochs numbers of the new epochs
 * @param head steps of the new points of the fitting of a head
 * @param lines numbers of the new lines of the log
 */
record RunNotice(RunId run, boolean changed, boolean deleted, Range steps, Range epochs, Range head, Range lines) {

    private static final String SEPARATOR = " ";
    private static final int PARTS = 11;

    /** A notice of one event. */
    static RunNotice of(RunEvent event) {
        Range none = Range.NONE;
        RunId run = event.run();
        if (event instanceof RunEvent.Step step) {
            return new RunNotice(run, false, false, Range.of(step.point().step()), none, none, none);
        }
        if (event instanceof RunEvent.Epoch epoch) {
            return new RunNotice(run, false, false, none, Range.of(epoch.point().epoch()), none, none);
        }
        if (event instanceof RunEvent.Head head) {
            return new RunNotice(
                    run, false, false, none, none, Range.of(head.point().step()), none);
        }
        if (event instanceof RunEvent.Log log) {
            return new RunNotice(
                    run, false, false, none, none, none, Range.of(log.line().number()));
        }
        boolean deleted = event instanceof RunEvent.Deleted;
        return new RunNotice(run, !deleted, deleted, none, none, none, none);
    }

    /** Returns one notice of all that this one and a later one of the same run tell. */
    RunNotice and(RunNotice later) {
        return new RunNotice(
                run,
                changed || later.changed,
                deleted || later.deleted,
                steps.and(later.steps),
                epochs.and(later.epochs),
                head.and(later.head),
                lines.and(later.lines));
    }

    /** Writes the notice, preceded by who sends it, in less than the 8,000 bytes that PostgreSQL passes on. */
    String write(String sender) {
        return Stream.concat(
                        Stream.of(sender, run.value(), changed ? "changed" : "-", deleted ? "deleted" : "-"),
                        Stream.of(steps, epochs, head, lines).flatMap(range -> Stream.of(range.first(), range.last())))
                .map(String::valueOf)
                .collect(Collectors.joining(SEPARATOR));
    }

    /** Returns who has sent a written notice. */
    static String sender(String text) {
        return text.split(SEPARATOR, 2)[0];
    }

    /**
     * Reads a notice that {@link #write} has written.
     *
     * @throws IllegalArgumentException if it is none, such as one of another version
     */
    static RunNotice read(String text) {
        List<String> parts = Arrays.asList(text.split(SEPARATOR));
        if (parts.size() != PARTS + 1) {
            throw new IllegalArgumentException("not a notice of this version: " + text);
        }
        return new RunNotice(
                new RunId(parts.get(1)),
                parts.get(2).equals("changed"),
                parts.get(3).equals("deleted"),
                Range.read(parts, 4),
                Range.read(parts, 6),
                Range.read(parts, 8),
                Range.read(parts, 10));
    }

    /** Numbers from a first to a last one, both included; none where the first is larger. */
    record Range(long first, long last) {

        static final Range NONE = new Range(1, 0);

        static Range of(long number) {
            return new Range(number, number);
        }

        static Range read(List<String> parts, int place) {
            return new Range(Long.parseLong(parts.get(place)), Long.parseLong(parts.get(place + 1)));
        }

        boolean isEmpty() {
            return first > last;
        }

        boolean contains(long number) {
            return first <= number && number <= last;
        }

        Range and(Range other) {
            if (isEmpty() || other.isEmpty()) {
                return isEmpty() ? other : this;
            }
            return new Range(Math.min(first, other.first), Math.max(last, other.last));
        }
    }
}
