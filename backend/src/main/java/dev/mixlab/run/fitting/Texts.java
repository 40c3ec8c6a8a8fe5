package dev.mixlab.run.fitting;

import java.time.Duration;

/** The port to the texts that heads are fitted on. The same text is stored once. */
public interface Texts {

    /**
     * Stores a text, or returns the one of the same bytes that is stored already.
     *
     * @param sentences number of its lines that are not blank
     */
    StoredText save(byte[] content, int sentences);

    /**
     * Returns the text of a hash.
     *
     * @throws dev.mixlab.common.NotFoundException if there is none
     */
    StoredText get(String sha256);

    /**
     * Returns the bytes of a text, as they were stored.
     *
     * @throws dev.mixlab.common.NotFoundException if there is none
     * @throws dev.mixlab.common.DamagedDataException if they are no longer those of the hash
     */
    byte[] read(String sha256);

    /** Deletes the texts that no run uses and that were stored longer ago than an age. */
    void sweep(Duration age);
}
