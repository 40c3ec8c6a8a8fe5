package dev.mixlab.common;

/** A database that cannot be written for now; the message says where, why, and what to do. */
public final class StorageException extends MixlabException {

    public StorageException(String message) {
        super(message);
    }

    public StorageException(String message, Throwable cause) {
        super(message, cause);
    }
}
