package dev.mixlab.common;

/** Thrown when there is no object with the requested name or id. */
public final class NotFoundException extends MixlabException {

    public NotFoundException(String message) {
        super(message);
    }

    public NotFoundException(String message, Throwable cause) {
        super(message, cause);
    }
}
