package dev.mixlab.weights.hub;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A file of a model on the hub.
 *
 * @param name its name
 * @param size number of bytes, or -1 while it is not known
 * @param digest published hash of its content, or null where none is known
 */
record HubFile(String name, long size, @Nullable Digest digest) {

    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");
    private static final Pattern SHA1 = Pattern.compile("[0-9a-f]{40}");

    /** Returns this file with what another list says of it, as far as this one does not say it. */
    HubFile or(HubFile other) {
        return new HubFile(name, size < 0 ? other.size : size, digest == null ? other.digest : digest);
    }

    /**
     * A published hash.
     *
     * @param hex its digits
     * @param gitBlob whether it is the SHA-1 of a git blob, which small files have, and not a SHA-256
     */
    record Digest(String hex, boolean gitBlob) {

        /** Returns the hash that an ETag or an id is, or null where it is neither. */
        static @Nullable Digest of(@Nullable String tag) {
            String hex = tag == null ? "" : tag.replaceFirst("^W/", "").replace("\"", "");
            if (SHA256.matcher(hex).matches()) {
                return new Digest(hex, false);
            }
            return SHA1.matcher(hex).matches() ? new Digest(hex, true) : null;
        }

        @Override
        public String toString() {
            return (gitBlob ? "git SHA-1 " : "SHA-256 ") + hex;
        }
    }
}
