package dev.mixlab.store;

import dev.mixlab.common.ConflictException;
import dev.mixlab.run.Storage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** An open database whose tables are those of this version of the program. */
public final class Database implements Storage, AutoCloseable {

    private static final String FILE = "mixlab";
    private static final int H2_FILE_IS_LOCKED = 90020;

    /** Settings of H2. Maps and chunks of at most 65,536 bytes are stored in their row, larger ones as large objects. */
    private static final String SETTINGS = ";DB_CLOSE_ON_EXIT=FALSE;MAX_LENGTH_INPLACE_LOB=65536;TRACE_LEVEL_FILE=0";

    private static final String EMPTY =
            "restore it from a backup; or remove the file mixlab.mv.db there, to begin with an empty database";

    private final ConnectionPool pool;
    private final Jdbi jdbi;

    private Database(ConnectionPool pool) {
        this.pool = pool;
        this.jdbi = Jdbi.create(pool).installPlugin(new ColumnTypes());
        StorageFailures.translate(jdbi, pool);
    }

    /**
     * Opens the H2 database in a folder, which is created if it does not exist, and migrates its tables to this version.
     *
     * @throws ConflictException if another process has it open
     * @throws dev.mixlab.common.InvalidInputException if the folder or the database cannot be read or written, or is not one
     */
    public static Database open(Path folder) {
        Path absolute = folder.toAbsolutePath().normalize();
        Path file = absolute.resolve(FILE + ".mv.db");
        DataFolderCheck.check(absolute, file);
        boolean existed = Files.exists(file);
        try {
            return connect("jdbc:h2:file:" + absolute.resolve(FILE) + SETTINGS, absolute, existed);
        } catch (SQLException failure) {
            if (failure.getErrorCode() == H2_FILE_IS_LOCKED) {
                throw new ConflictException(
                        "the database in %s is open in another process; stop that one, or name another data folder"
                                .formatted(absolute),
                        failure);
            }
            throw DataFolderCheck.unreadable(absolute, failure);
        } catch (FlywayException failure) {
            throw DataFolderCheck.unreadable(absolute, failure);
        }
    }

    /** Creates a database in memory that exists until it is closed. */
    public static Database inMemory() {
        try {
            return connect("jdbc:h2:mem:" + UUID.randomUUID() + SETTINGS, null, false);
        } catch (SQLException impossible) {
            throw new IllegalStateException("a database in memory can be made", impossible);
        }
    }

    private static Database connect(String url, @Nullable Path folder, boolean existed) throws SQLException {
        ConnectionPool pool = new ConnectionPool(url, folder);
        try {
            if (folder != null && existed && !hasTables(pool)) {
                throw DataFolderCheck.refusal(folder, "has a database without this program's tables", EMPTY, null);
            }
            migrate(pool);
            return new Database(pool);
        } catch (RuntimeException failure) {
            pool.close();
            throw failure;
        }
    }

    private static boolean hasTables(DataSource source) throws SQLException {
        try (Connection connection = source.getConnection();
                ResultSet tables = connection.getMetaData().getTables(null, null, "run", null);
                ResultSet upper = connection.getMetaData().getTables(null, null, "RUN", null)) {
            return tables.next() || upper.next();
        }
    }

    private static void migrate(DataSource source) {
        Flyway.configure()
                .dataSource(source)
                .locations("classpath:db/migration")
                .placeholders(Map.of("bytes", "BLOB"))
                .load()
                .migrate();
    }

    /** Returns the pool of connections to the database. */
    public DataSource dataSource() {
        return pool;
    }

    @Override
    public @Nullable String outage() {
        return pool.outage();
    }

    @Override
    public int outages() {
        return pool.outages();
    }

    /** Returns why the database could not be written when it was last used; null where it could. */
    public @Nullable String knownOutage() {
        return pool.knownOutage();
    }

    public Jdbi jdbi() {
        return jdbi;
    }

    /** Writes all committed data to disk, so that they survive a crash of the process or a power failure. */
    public void flush() {
        jdbi.useHandle(handle -> handle.execute("CHECKPOINT SYNC"));
    }

    @Override
    public void close() {
        pool.close();
    }
}
