package dev.mixlab.common;

/** Work that was stopped because somebody asked for it. */
public final class CancelledException extends MixlabException {

    public CancelledException(String message) {
        super(message);
    }

    public CancelledException(String message, Throwable cause) {
        super(message, cause);
    }
}
