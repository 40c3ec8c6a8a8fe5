package dev.mixlab.weights.hub;

/** Learns how far a transfer has got. What it throws ends the transfer. */
public interface TransferListener {

    /** Called with the number of bytes of all files together, when it is known. */
    void total(long bytes);

    /**
     * Called when something has arrived.
     *
     * @param bytes bytes that are there so far
     * @param arrived those of them that this transfer has brought, and not an earlier one
     */
    void done(long bytes, long arrived);

    /** Returns whether the transfer is to end; asked while nothing arrives. */
    boolean isCancelled();
}
