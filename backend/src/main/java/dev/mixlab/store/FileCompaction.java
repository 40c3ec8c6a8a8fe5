package dev.mixlab.store;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the file of an H2 database as small as what it holds. H2 uses the space of deleted rows again and does not give it back to the
 * disk; all of it is written anew here, beside the old file, which takes the time of writing what is in use. After an orderly stop the
 * file has at most twice the bytes that are in use and {@link #SLACK} bytes more, unless more than {@link #MOST} bytes are in use.
 */
final class FileCompaction {

    /** Bytes that a file may have beyond twice of what is in use: 4 MiB. */
    static final long SLACK = 4L << 20;

    /** The largest amount in use that is written anew at a stop, which must not take minutes: 4 GiB. */
    static final long MOST = 4L << 30;

    private static final Logger LOG = LoggerFactory.getLogger(FileCompaction.class);

    /** H2's codes of a database that is closed, which it is after the compaction. */
    private static final int CLOSED = 90121;

    private FileCompaction() {}

    /**
     * Compacts the file of a closed database where that is worth it. A failure leaves the file as it was.
     *
     * @param url H2's address of the database
     * @param file its file
     */
    static void compact(String url, Path file) {
        // what H2 tells of an open file counts what was deleted a moment ago
        if (file.toFile().length() <= SLACK) {
            return;
        }
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            Usage usage = usage(statement);
            if (!usage.isWorthCompacting()) {
                return;
            }
            LOG.info(
                    "compacting {}: {} MB, of which {} MB are in use",
                    file,
                    usage.fileBytes() / 1_000_000,
                    usage.usedBytes() / 1_000_000);
            statement.execute("SHUTDOWN COMPACT");
        } catch (SQLException failure) {
            if (failure.getErrorCode() != CLOSED) {
                LOG.warn("{} was not compacted: {}", file, failure.getMessage());
            }
        }
    }

    private static Usage usage(Statement statement) throws SQLException {
        Map<String, Long> settings = new HashMap<>();
        try (ResultSet row =
                statement.executeQuery("SELECT setting_name, setting_value FROM information_schema.settings"
                        + " WHERE setting_name IN ('info.FILE_SIZE', 'info.FILL_RATE', 'info.CHUNKS_FILL_RATE')")) {
            while (row.next()) {
                settings.put(row.getString(1), Long.parseLong(row.getString(2)));
            }
        }
        long size = settings.getOrDefault("info.FILE_SIZE", 0L);
        double filled = settings.getOrDefault("info.FILL_RATE", 100L) / 100.0;
        double live = settings.getOrDefault("info.CHUNKS_FILL_RATE", 100L) / 100.0;
        return new Usage(size, Math.round(size * filled * live));
    }

    /**
     * How a file is used.
     *
     * @param fileBytes bytes of the file
     * @param usedBytes bytes of what it holds, about
     */
    record Usage(long fileBytes, long usedBytes) {

        boolean isWorthCompacting() {
            return fileBytes > 2 * usedBytes + SLACK && usedBytes <= MOST;
        }
    }
}
