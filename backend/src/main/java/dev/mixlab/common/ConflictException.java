package dev.mixlab.common;

/** Thrown when a request conflicts with the current state of its object. */
public final class ConflictException extends MixlabException {

    public ConflictException(String message) {
        super(message);
    }

    public ConflictException(String message, Throwable cause) {
        super(message, cause);
    }
}
