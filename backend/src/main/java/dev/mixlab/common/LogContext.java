package dev.mixlab.common;

import java.util.function.Supplier;
import org.slf4j.MDC;

/** Names the request, run or import that a thread works for in what it logs, for logs in JSON. */
public enum LogContext {
    REQUEST,
    RUN,
    IMPORT;

    private String key() {
        return switch (this) {
            case REQUEST -> "request";
            case RUN -> "run";
            case IMPORT -> "import";
        };
    }

    /** Does some work for the request, run or import of an id, and returns its result. */
    public <T> T within(String id, Supplier<T> work) {
        MDC.put(key(), id);
        try {
            return work.get();
        } finally {
            MDC.remove(key());
        }
    }

    /** Does some work for the request, run or import of an id. */
    public void within(String id, Runnable work) {
        within(id, () -> {
            work.run();
            return null;
        });
    }
}
