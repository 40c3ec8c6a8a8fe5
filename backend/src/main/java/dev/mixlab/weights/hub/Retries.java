package dev.mixlab.weights.hub;

import dev.mixlab.common.CancelledException;
import dev.mixlab.common.InvalidInputException;
import dev.mixlab.weights.hub.HubDownload.Pauses;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Tries again after a broken connection, an answer of a server that is out of order, or the request to wait. */
final class Retries {

    private static final int TRIES = 5;
    private static final long STEP_MILLIS = 100;

    private final Pauses pauses;
    private final TransferListener listener;

    Retries(Pauses pauses, TransferListener listener) {
        this.pauses = pauses;
        this.listener = listener;
    }

    /** Work that may fail for a while. */
    @FunctionalInterface
    interface Work<T> {
        T run() throws IOException;
    }

    /** Says that the hub may answer otherwise later. */
    static final class BusyException extends IOException {

        private static final long serialVersionUID = 1;

        private final transient RuntimeException refusal;
        private final transient @Nullable Duration wait;

        /**
         * A refusal for a while.
         *
         * @param refusal what is said if it lasts
         * @param wait time that the hub asks to wait, or null where it does not say
         */
        BusyException(RuntimeException refusal, @Nullable Duration wait) {
            super(refusal);
            this.refusal = refusal;
            this.wait = wait;
        }
    }

    /**
     * Runs work until it succeeds, at most {@value #TRIES} times.
     *
     * @param what what is worked on, for messages
     */
    <T> T run(String what, HubAddress hub, Work<T> work) {
        Duration pause = pauses.first();
        for (int attempt = 1; ; attempt++) {
            try {
                return work.run();
            } catch (BusyException busy) {
                Duration wait = busy.wait == null ? pause : busy.wait;
                if (attempt == TRIES || wait.compareTo(pauses.longest()) > 0) {
                    throw busy.refusal;
                }
                await(wait);
            } catch (IOException broken) {
                if (attempt == TRIES) {
                    throw new InvalidInputException(
                            "%s: cannot be downloaded from %s: %s".formatted(what, hub, reason(broken)), broken);
                }
                await(pause);
            }
            pause = pause.multipliedBy(2);
        }
    }

    private static String reason(IOException broken) {
        return broken.getMessage() == null ? broken.getClass().getSimpleName() : broken.getMessage();
    }

    private void await(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        while (System.nanoTime() < end) {
            if (listener.isCancelled()) {
                throw new CancelledException("the download was cancelled");
            }
            try {
                Thread.sleep(Math.min(STEP_MILLIS, Math.max(1, (end - System.nanoTime()) / 1_000_000)));
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                throw new CancelledException("the download was stopped", stopped);
            }
        }
    }
}
