package dev.mixlab.weights.hub;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Hashes of files as the hub publishes them. */
final class FileDigests {

    private FileDigests() {}

    /**
     * Returns the hash of a file in hex digits.
     *
     * @param gitBlob whether it is the SHA-1 that git gives the content, with "blob SIZE" and a zero byte before it, or the SHA-256
     */
    static String of(Path file, boolean gitBlob) throws IOException {
        MessageDigest digest = digest(gitBlob ? "SHA-1" : "SHA-256");
        if (gitBlob) {
            digest.update("blob %s\0".formatted(Files.size(file)).getBytes(StandardCharsets.UTF_8));
        }
        try (OutputStream sink = new DigestOutputStream(OutputStream.nullOutputStream(), digest)) {
            Files.copy(file, sink);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest digest(String algorithm) {
        try {
            return MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has " + algorithm, impossible);
        }
    }
}
