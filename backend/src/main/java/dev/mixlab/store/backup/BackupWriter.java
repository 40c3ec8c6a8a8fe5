package dev.mixlab.store.backup;

import static dev.mixlab.common.StrictMapper.JSON;

import dev.mixlab.common.Sha256;
import dev.mixlab.store.backup.BackupContent.Part;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/**
 * Writes a data folder as a zip while others read and write it. Training states are copied before the database: a run that is restored
 * goes on from its state and forgets what its database knows of later epochs.
 */
public final class BackupWriter {

    private static final String PART = ".backup-part";

    private final Path folder;
    private final Clock clock;
    private final List<Part> parts = new ArrayList<>();

    private BackupWriter(Path folder, Clock clock) {
        this.folder = folder;
        this.clock = clock;
    }

    /** Deletes what a killed process left in a data folder. */
    public static void sweep(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file :
                    files.filter(file -> file.toString().endsWith(PART)).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }

    /**
     * Writes a backup and leaves the stream open.
     *
     * @param connection to the H2 database of the folder
     * @throws IOException if the stream or a file fails, or H2 cannot copy its file
     */
    public static void write(Connection connection, Path folder, Clock clock, OutputStream out) throws IOException {
        new BackupWriter(folder, clock).write(connection, out);
    }

    private void write(Connection connection, OutputStream out) throws IOException {
        ZipOutputStream zip = new ZipOutputStream(new Unclosed(out));
        // weights and maps are noise to a compressor
        zip.setLevel(Deflater.BEST_SPEED);
        for (Path state : states()) {
            addState(zip, state);
        }
        addDatabase(zip, connection);
        zip.putNextEntry(new ZipEntry(BackupContent.NAME));
        zip.write(JSON.writeValueAsBytes(
                new BackupContent(BackupContent.FORMAT, clock.instant().toString(), List.copyOf(parts))));
        zip.closeEntry();
        zip.finish();
    }

    private List<Path> states() throws IOException {
        Path states = folder.resolve(BackupContent.STATES);
        if (!Files.isDirectory(states)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(states)) {
            return files.filter(file -> BackupContent.isPart(BackupContent.STATES + file.getFileName()))
                    .sorted()
                    .toList();
        }
    }

    /** Adds a state, unless the run has replaced it meanwhile. */
    private void addState(ZipOutputStream zip, Path state) throws IOException {
        try (InputStream in = Files.newInputStream(state)) {
            add(zip, BackupContent.STATES + state.getFileName(), in);
        } catch (NoSuchFileException replaced) {
            // the run goes on from an earlier point, or has ended
        }
    }

    private void addDatabase(ZipOutputStream zip, Connection connection) throws IOException {
        Path copy = Files.createTempFile(folder, "mixlab", PART);
        try {
            copyDatabase(connection, copy);
            try (ZipInputStream database = new ZipInputStream(Files.newInputStream(copy))) {
                ZipEntry entry = database.getNextEntry();
                if (entry == null || !entry.getName().endsWith(BackupContent.DATABASE)) {
                    throw new IOException("the copy of the database has no " + BackupContent.DATABASE);
                }
                add(zip, BackupContent.DATABASE, database);
            }
        } finally {
            Files.deleteIfExists(copy);
        }
    }

    /** Has H2 copy its file, as of one moment, while it goes on being used. */
    private static void copyDatabase(Connection connection, Path copy) throws IOException {
        try (PreparedStatement statement = connection.prepareStatement("BACKUP TO ?")) {
            statement.setString(1, copy.toString());
            statement.execute();
        } catch (SQLException failure) {
            throw new IOException("the database cannot be copied: " + failure.getMessage(), failure);
        }
    }

    private void add(ZipOutputStream zip, String name, InputStream content) throws IOException {
        DigestInputStream digested = new DigestInputStream(content, Sha256.digest());
        zip.putNextEntry(new ZipEntry(name));
        long bytes = digested.transferTo(zip);
        zip.closeEntry();
        parts.add(new Part(name, bytes, Sha256.hex(digested.getMessageDigest())));
    }

    /** A stream that the zip does not close. */
    private static final class Unclosed extends FilterOutputStream {

        Unclosed(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            out.write(bytes, offset, length);
        }

        @Override
        public void close() throws IOException {
            flush();
        }
    }
}
