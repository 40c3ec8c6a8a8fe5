package dev.mixlab.app.server;

import static dev.mixlab.common.StrictMapper.JSON;

import dev.mixlab.common.InvalidInputException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Where the server listens that has a data folder open, in a file of that folder which its owner alone can read. Commands of the same
 * user find the server by it, and prove by its key that they can read the folder anyway.
 *
 * @param address of the server
 * @param key what requests for the whole content of the folder must show
 */
public record RunningServerFile(String address, String key) {

    private static final String NAME = "server.json";
    private static final int KEY_BYTES = 32;

    /** Returns a new key. */
    static String newKey() {
        byte[] bytes = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    /** Writes the file, in place of one that a killed process has left. */
    public static void write(Path folder, URI address, String key) {
        Path file = folder.resolve(NAME);
        try {
            Files.deleteIfExists(file);
            if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
                Files.createFile(
                        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            }
            Files.write(file, JSON.writeValueAsBytes(new RunningServerFile(address.toString(), key)));
        } catch (IOException failure) {
            throw new InvalidInputException("%s cannot be written: %s".formatted(file, failure), failure);
        }
    }

    /** Reads the file; empty where there is none that can be read. */
    public static Optional<RunningServerFile> read(Path folder) {
        try {
            return Optional.of(JSON.readValue(folder.resolve(NAME).toFile(), RunningServerFile.class));
        } catch (IOException none) {
            return Optional.empty();
        }
    }

    /** Deletes the file; what remains of it does no harm. */
    public static void delete(Path folder) {
        try {
            Files.deleteIfExists(folder.resolve(NAME));
        } catch (IOException remains) {
            // the next server replaces it
        }
    }
}
