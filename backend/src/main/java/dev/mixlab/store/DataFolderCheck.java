package dev.mixlab.store;

import dev.mixlab.common.InvalidInputException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What must be true of a data folder and of the database file in it before the database is opened: H2 itself makes a new, empty
 * database of an empty file, and falls back to an older state where the end of a file is missing.
 */
final class DataFolderCheck {

    private static final String NO_BACKUP = "restore it from a backup, or name another folder with --data-dir";
    private static final int BLOCK = 4096;
    private static final Pattern NEWEST_CHUNK = Pattern.compile("\\bblock:([0-9a-f]+)");
    private static final Pattern BLOCKS = Pattern.compile("\\blen:([0-9a-f]+)");

    private DataFolderCheck() {}

    /**
     * Makes the folder unless it is there, and checks it and its database file.
     *
     * @throws InvalidInputException if the folder cannot be made, read or written, or the file cannot be this program's database
     */
    static void check(Path folder, Path file) {
        if (folder.toString().contains(";")) {
            throw refusal(folder, "has a semicolon in its name", "name another folder with --data-dir", null);
        }
        try {
            Files.createDirectories(folder);
        } catch (IOException failure) {
            String reason = "cannot be made (" + reason(failure) + ")";
            throw refusal(folder, reason, "name another folder with --data-dir", failure);
        }
        requireWritable(folder);
        if (Files.exists(file)) {
            checkFile(folder, file);
        }
    }

    private static void requireWritable(Path folder) {
        try {
            Files.delete(Files.createTempFile(folder, "mixlab", ".probe"));
        } catch (IOException failure) {
            throw refusal(
                    folder,
                    "cannot be written by the user %s (%s)".formatted(System.getProperty("user.name"), reason(failure)),
                    "it belongs to %s; make it writable and make space there, or name another folder with --data-dir"
                            .formatted(owner(folder)),
                    failure);
        }
    }

    private static void checkFile(Path folder, Path file) {
        String name = file.getFileName().toString();
        if (!Files.isRegularFile(file) || !Files.isReadable(file) || !Files.isWritable(file)) {
            throw refusal(
                    folder,
                    "has a database %s that the user %s cannot read and write"
                            .formatted(name, System.getProperty("user.name")),
                    "it belongs to %s; change its owner or rights, or name another folder with --data-dir"
                            .formatted(owner(file)),
                    null);
        }
        try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "r")) {
            if (bytes.length() == 0) {
                throw refusal(folder, "has an emptied database: %s has no bytes".formatted(name), NO_BACKUP, null);
            }
            String header = text(bytes, 0);
            if (!header.startsWith("H:")) {
                throw refusal(folder, "has a file %s that is not a database".formatted(name), NO_BACKUP, null);
            }
            long whole = wholeLength(bytes, header);
            if (bytes.length() < whole) {
                throw refusal(
                        folder,
                        "has a database that was cut short: %s has %s bytes of at least %s"
                                .formatted(name, bytes.length(), whole),
                        NO_BACKUP,
                        null);
            }
        } catch (IOException failure) {
            throw unreadable(folder, failure);
        }
    }

    /** Returns where the chunk ends that the header of the file names. */
    private static long wholeLength(RandomAccessFile bytes, String header) throws IOException {
        Matcher newest = NEWEST_CHUNK.matcher(header);
        if (!newest.find()) {
            return 2 * BLOCK;
        }
        long start = Long.parseLong(newest.group(1), 16) * BLOCK;
        if (start >= bytes.length()) {
            return start + BLOCK;
        }
        String chunk = text(bytes, start);
        if (!chunk.startsWith("chunk:")) {
            throw new IOException("its newest part is damaged");
        }
        Matcher blocks = BLOCKS.matcher(chunk);
        return start + BLOCK * (blocks.find() ? Long.parseLong(blocks.group(1), 16) : 1);
    }

    /** Returns the text of a header or of a chunk's first line. */
    private static String text(RandomAccessFile bytes, long start) throws IOException {
        byte[] block = new byte[(int) Math.min(BLOCK, bytes.length() - start)];
        bytes.seek(start);
        bytes.readFully(block);
        return new String(block, StandardCharsets.ISO_8859_1).split("\n", 2)[0];
    }

    private static String owner(Path path) {
        try {
            return "the user " + Files.getOwner(path).getName();
        } catch (IOException unknown) {
            return "an unknown user";
        }
    }

    /** Returns the kind of a failure of the file system where its message is only the file's name. */
    private static String reason(IOException failure) {
        String kind = failure.getClass().getSimpleName().replaceAll("Exception$", "");
        return failure instanceof java.nio.file.FileSystemException known && known.getReason() != null
                ? known.getReason()
                : kind;
    }

    /** Returns one line that says which folder, what is wrong with it, and what to do. */
    static InvalidInputException refusal(Path folder, String what, String wayOut, @Nullable Throwable cause) {
        String line = "the data folder %s %s; %s".formatted(folder, what, wayOut);
        return cause == null ? new InvalidInputException(line) : new InvalidInputException(line, cause);
    }

    /** As {@link #refusal}, for a database that H2 or Flyway refuses to open. */
    static InvalidInputException unreadable(Path folder, Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        String reason = String.valueOf(root.getMessage()).replaceAll("\\R.*", "");
        return refusal(folder, "has a database that cannot be opened (%s)".formatted(reason), NO_BACKUP, failure);
    }
}
