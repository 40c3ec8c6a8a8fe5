package dev.mixlab.weights;

import dev.mixlab.common.Sha256;
import dev.mixlab.weights.tensor.Refusal;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.List;

/** Hashes of files as they are, to be compared with what a publisher says. */
public final class FileHash {

    private FileHash() {}

    /** SHA-256 of the files' bytes one after the other, as 64 hex digits. */
    public static String sha256(List<Path> files) {
        MessageDigest digest = Sha256.digest();
        for (Path file : files) {
            try (OutputStream sink = new DigestOutputStream(OutputStream.nullOutputStream(), digest)) {
                Files.copy(file, sink);
            } catch (IOException failure) {
                throw Refusal.of(file.toString(), "the file cannot be read", failure);
            }
        }
        return Sha256.hex(digest);
    }
}
