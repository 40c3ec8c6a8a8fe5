package dev.mixlab.common;

/** Thrown when a value, a file or a setting breaks a rule, which the message names. */
public final class InvalidInputException extends MixlabException {

    public InvalidInputException(String message) {
        super(message);
    }

    public InvalidInputException(String message, Throwable cause) {
        super(message, cause);
    }
}
