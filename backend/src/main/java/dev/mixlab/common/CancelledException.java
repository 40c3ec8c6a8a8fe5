package dev.mixlab.common;

/** Thrown when work stops because it was cancelled. */
public final class CancelledException extends MixlabException {

    public CancelledException(String message) {
        super(message);
    }

    public CancelledException(String message, Throwable cause) {
        super(message, cause);
    }
}
