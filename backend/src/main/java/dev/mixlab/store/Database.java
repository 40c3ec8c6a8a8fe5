package dev.mixlab.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.mixlab.common.ConflictException;
import dev.mixlab.common.InvalidInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** An open database whose tables are those of this version of the program. */
public final class Database implements AutoCloseable {

    private static final String FILE = "mixlab";
    private static final int CONNECTIONS = 12;
    private static final int H2_FILE_IS_LOCKED = 90020;

    /** Settings of H2. Maps and chunks of at most 65,536 bytes are stored in their row, larger ones as large objects. */
    private static final String SETTINGS = ";DB_CLOSE_ON_EXIT=FALSE;MAX_LENGTH_INPLACE_LOB=65536";

    private final HikariDataSource pool;
    private final Jdbi jdbi;

    private Database(HikariDataSource pool) {
        this.pool = pool;
        this.jdbi = Jdbi.create(pool).installPlugin(new ColumnTypes());
    }

    /**
     * Opens the H2 database in a folder, which is created if it does not exist, and migrates its tables to this version.
     *
     * @throws ConflictException if another process has it open
     */
    public static Database open(Path folder) {
        Path absolute = folder.toAbsolutePath().normalize();
        try {
            Files.createDirectories(absolute);
        } catch (IOException failure) {
            throw new InvalidInputException("the data folder %s cannot be made".formatted(absolute), failure);
        }
        if (absolute.toString().contains(";")) {
            throw new InvalidInputException("the data folder %s has a semicolon in its name".formatted(absolute));
        }
        return connect("jdbc:h2:file:" + absolute.resolve(FILE) + SETTINGS, absolute);
    }

    /** Creates a database in memory that exists until it is closed. */
    public static Database inMemory() {
        return connect("jdbc:h2:mem:" + UUID.randomUUID() + SETTINGS, null);
    }

    private static Database connect(String url, @Nullable Path folder) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setPoolName("mixlab");
        config.setMaximumPoolSize(CONNECTIONS);
        config.setMaxLifetime(0);
        HikariDataSource pool;
        try {
            pool = new HikariDataSource(config);
        } catch (RuntimeException failure) {
            throw explained(failure, folder);
        }
        try {
            migrate(pool);
            return new Database(pool);
        } catch (RuntimeException failure) {
            pool.close();
            throw failure;
        }
    }

    private static RuntimeException explained(RuntimeException failure, @Nullable Path folder) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && sql.getErrorCode() == H2_FILE_IS_LOCKED) {
                return new ConflictException(
                        "the database in %s is open in another process; stop that one, or name another data folder"
                                .formatted(folder),
                        failure);
            }
        }
        return failure;
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
