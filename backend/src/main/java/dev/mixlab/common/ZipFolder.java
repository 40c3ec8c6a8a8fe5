package dev.mixlab.common;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Writes a zip whose files all lie in one folder. The same files give the same bytes: every entry carries one fixed
 * time, the earliest that the format knows.
 */
public final class ZipFolder {

    private static final LocalDateTime TIME_OF_ENTRIES = LocalDateTime.of(1980, 1, 1, 0, 0);

    private final ZipOutputStream zip;
    private final String folder;

    /**
     * Starts a zip.
     *
     * @param out stream to write to; it stays open
     * @param folder name of the folder
     */
    public ZipFolder(OutputStream out, String folder) {
        this.zip = new ZipOutputStream(out, StandardCharsets.UTF_8);
        this.folder = folder;
    }

    /** Writes the content of one file into a stream that it leaves open. */
    @FunctionalInterface
    public interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    /** Adds a compressed file. */
    public void compressed(String path, Content content) throws IOException {
        add(path, Deflater.DEFAULT_COMPRESSION, content);
    }

    /** Adds a file without compression, for content such as tensors that compression hardly makes smaller. */
    public void plain(String path, Content content) throws IOException {
        add(path, Deflater.NO_COMPRESSION, content);
    }

    private void add(String path, int level, Content content) throws IOException {
        ZipEntry entry = new ZipEntry(folder + "/" + path);
        entry.setTimeLocal(TIME_OF_ENTRIES);
        zip.setLevel(level);
        zip.putNextEntry(entry);
        content.writeTo(zip);
        zip.closeEntry();
    }

    /** Ends the zip; no file can be added afterwards. */
    public void finish() throws IOException {
        zip.finish();
    }
}
