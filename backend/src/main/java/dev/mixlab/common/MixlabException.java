package dev.mixlab.common;

/**
 * A failure that the user can understand and correct. Its message names the input and the rule that the input breaks, and contains
 * nothing confidential.
 */
public abstract sealed class MixlabException extends RuntimeException
        permits InvalidInputException,
                WeightFileException,
                NotFoundException,
                ConflictException,
                CancelledException,
                DamagedDataException,
                StorageException {

    protected MixlabException(String message) {
        super(message);
    }

    protected MixlabException(String message, Throwable cause) {
        super(message, cause);
    }
}
