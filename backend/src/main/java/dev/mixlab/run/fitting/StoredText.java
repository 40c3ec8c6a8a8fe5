package dev.mixlab.run.fitting;

import java.time.Instant;

/**
 * A stored text with a sentence on each line.
 *
 * @param sha256 SHA-256 of its bytes, by which it is known
 * @param bytes number of bytes
 * @param sentences number of lines that are not blank
 * @param createdAt time at which it was stored last
 */
public record StoredText(String sha256, long bytes, int sentences, Instant createdAt) {}
