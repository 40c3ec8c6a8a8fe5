package dev.mixlab.common;

/** Something asked for by name or id that is not there. */
public final class NotFoundException extends MixlabException {

    public NotFoundException(String message) {
        super(message);
    }

    public NotFoundException(String message, Throwable cause) {
        super(message, cause);
    }
}
