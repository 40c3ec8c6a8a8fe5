package dev.mixlab.common;

/** A value, a file or a setting that breaks a rule named in the message. */
public final class InvalidInputException extends MixlabException {

    public InvalidInputException(String message) {
        super(message);
    }

    public InvalidInputException(String message, Throwable cause) {
        super(message, cause);
    }
}
