package dev.mixlab.common;

/** Stored data that is not what was stored; the message names it and says what to do. */
public final class DamagedDataException extends MixlabException {

    private static final String WAY_OUT =
            "%s is not what was stored there: the database is damaged. Restore the data folder from a backup, or launch the run again.";

    /**
     * Damaged data.
     *
     * @param what the data and whose it is, such as "tensor x of checkpoint y"
     */
    public DamagedDataException(String what) {
        super(WAY_OUT.formatted(what));
    }

    public DamagedDataException(String what, Throwable cause) {
        super(WAY_OUT.formatted(what), cause);
    }
}
