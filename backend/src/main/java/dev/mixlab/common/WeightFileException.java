package dev.mixlab.common;

/** A model folder or weight file that is refused; the message names file, tensor where there is one, and rule. */
public final class WeightFileException extends MixlabException {

    public WeightFileException(String message) {
        super(message);
    }

    public WeightFileException(String message, Throwable cause) {
        super(message, cause);
    }
}
