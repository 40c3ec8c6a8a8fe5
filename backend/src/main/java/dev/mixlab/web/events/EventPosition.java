package dev.mixlab.web.events;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How far a client has followed a run. It is the id of every event, written "step.line".
 *
 * @param step the last step that the client has
 * @param line the last log line that the client has
 */
record EventPosition(int step, long line) {

    private static final Pattern SHAPE = Pattern.compile("(\\d{1,9})\\.(\\d{1,15})");

    /** Reads a Last-Event-ID header; null if it is missing or malformed. */
    static @Nullable EventPosition parse(@Nullable String text) {
        Matcher matcher = SHAPE.matcher(text == null ? "" : text);
        if (!matcher.matches()) {
            return null;
        }
        return new EventPosition(Integer.parseInt(matcher.group(1)), Long.parseLong(matcher.group(2)));
    }

    static EventPosition beginning() {
        return new EventPosition(0, 0);
    }

    EventPosition after(EventMessage message) {
        return switch (message.kind()) {
            case STEP -> new EventPosition(Math.max(step, (int) message.number()), line);
            case LOG -> new EventPosition(step, Math.max(line, message.number()));
            case RUN, DELETED, EPOCH, HEAD -> this;
        };
    }

    @Override
    public String toString() {
        return step + "." + line;
    }
}
