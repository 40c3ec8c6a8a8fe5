package dev.mixlab.common;

/** A request that does not fit the present state of what it is about. */
public final class ConflictException extends MixlabException {

    public ConflictException(String message) {
        super(message);
    }

    public ConflictException(String message, Throwable cause) {
        super(message, cause);
    }
}
