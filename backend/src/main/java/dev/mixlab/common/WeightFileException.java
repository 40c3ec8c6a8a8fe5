package dev.mixlab.common;

/** Thrown when a model folder or weight file is invalid; the message names the file, the tensor if there is one, and the rule. */
public final class WeightFileException extends MixlabException {

    public WeightFileException(String message) {
        super(message);
    }

    public WeightFileException(String message, Throwable cause) {
        super(message, cause);
    }
}
