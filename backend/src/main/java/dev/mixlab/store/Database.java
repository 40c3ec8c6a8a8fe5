package dev.mixlab.store;

import com.zaxxer.hikari.HikariPoolMXBean;
import dev.mixlab.common.ConflictException;
import dev.mixlab.common.InvalidInputException;
import dev.mixlab.common.MixlabException;
import dev.mixlab.run.Storage;
import dev.mixlab.store.backup.BackupWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.flywaydb.core.api.FlywayException;
import org.jdbi.v3.core.Handles;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** An open database whose tables are those of this version of the program. */
public final class Database implements Storage, AutoCloseable {

    private static final String FILE = "mixlab";

    private static final String EMPTY =
            "restore it from a backup; or remove the file mixlab.mv.db there, to begin with an empty database";

    private final ConnectionSource connections;
    private final Fences fences;
    private final Jdbi jdbi;

    private Database(ConnectionSource connections) {
        this.connections = connections;
        this.fences = new Fences(connections.dialect());
        this.jdbi = StorageFailures.explained(connections, fences).installPlugin(new ColumnTypes());
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
            return connect(url(absolute), absolute, existed);
        } catch (SQLException failure) {
            throw refusal(absolute, failure);
        } catch (FlywayException failure) {
            throw DataFolderCheck.unreadable(absolute, failure);
        }
    }

    /**
     * Opens the H2 database in a folder as it is: its tables must be those of this version already.
     *
     * @throws ConflictException if another process has it open
     * @throws dev.mixlab.common.InvalidInputException if there is no database that can be read, or its tables are of another version
     */
    public static Database openUnchanged(Path folder) {
        Path absolute = folder.toAbsolutePath().normalize();
        if (!Files.exists(absolute.resolve(FILE + ".mv.db"))) {
            throw DataFolderCheck.refusal(absolute, "has no database", "name another folder with --data-dir", null);
        }
        DataFolderCheck.check(absolute, absolute.resolve(FILE + ".mv.db"));
        try {
            ConnectionPool pool = new ConnectionPool(url(absolute) + ";IFEXISTS=TRUE", absolute);
            try {
                new Migrations(pool, Dialect.H2, absolute).requireCurrent();
                return new Database(pool);
            } catch (RuntimeException failure) {
                pool.close();
                throw failure;
            }
        } catch (SQLException failure) {
            throw refusal(absolute, failure);
        }
    }

    private static String url(Path folder) {
        return "jdbc:h2:file:" + folder.resolve(FILE) + ConnectionPool.SETTINGS;
    }

    private static MixlabException refusal(Path folder, SQLException failure) {
        return failure.getErrorCode() == ConnectionPool.H2_FILE_IS_LOCKED
                ? new ConflictException(
                        "the database in %s is open in another process; stop that one, or name another data folder"
                                .formatted(folder),
                        failure)
                : DataFolderCheck.unreadable(folder, failure);
    }

    /** Creates a database in memory that exists until it is closed. Only the first one of a process takes the time of the migrations. */
    public static Database inMemory() {
        MigratedTables tables = MigratedTables.once();
        try {
            ConnectionPool pool = ConnectionPool.inMemory();
            tables.make(pool);
            return new Database(pool);
        } catch (SQLException impossible) {
            throw new IllegalStateException("a database in memory can be made", impossible);
        }
    }

    private static Database connect(String url, Path folder, boolean existed) throws SQLException {
        ConnectionPool pool = new ConnectionPool(url, folder);
        try {
            if (existed && !hasTables(pool)) {
                throw DataFolderCheck.refusal(folder, "has a database without this program's tables", EMPTY, null);
            }
            new Migrations(pool, Dialect.H2, folder).migrate();
            return new Database(pool);
        } catch (RuntimeException failure) {
            pool.close();
            throw failure;
        }
    }

    /**
     * Opens a database on a PostgreSQL server and migrates its tables to this version.
     *
     * @throws dev.mixlab.common.InvalidInputException if it cannot be opened, or a newer version of the program has made its tables
     */
    public static Database open(DatabaseAddress address) {
        return connect(address, Migrations::migrate);
    }

    /**
     * Opens a database on a PostgreSQL server whose tables another process has brought to this version.
     *
     * @throws dev.mixlab.common.InvalidInputException if it cannot be opened, or its tables are those of another version
     */
    public static Database join(DatabaseAddress address) {
        return connect(address, Migrations::requireCurrent);
    }

    private static Database connect(DatabaseAddress address, Consumer<Migrations> tables) {
        ServerConnections connections = new ServerConnections(address);
        try {
            tables.accept(new Migrations(connections.source(), Dialect.POSTGRESQL, null));
            return new Database(connections);
        } catch (FlywayException failure) {
            connections.close();
            throw new InvalidInputException(
                    "the tables of the database %s cannot be brought to this version (%s)"
                            .formatted(
                                    address,
                                    String.valueOf(failure.getMessage()).replaceAll("\\R.*", "")),
                    failure);
        } catch (RuntimeException failure) {
            connections.close();
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

    /**
     * Writes a backup of the database in a folder and of the training states beside it, while it is open here or nowhere. The tables
     * stay those of the version that has written them.
     *
     * @throws ConflictException if another process has it open
     * @throws dev.mixlab.common.InvalidInputException if there is no database that can be read
     */
    public static void backUp(Path folder, OutputStream out) throws IOException {
        Path absolute = folder.toAbsolutePath().normalize();
        if (!Files.exists(absolute.resolve(FILE + ".mv.db"))) {
            throw DataFolderCheck.refusal(absolute, "has no database", "name another folder with --data-dir", null);
        }
        DataFolderCheck.check(absolute, absolute.resolve(FILE + ".mv.db"));
        try (Connection connection = DriverManager.getConnection(url(absolute) + ";IFEXISTS=TRUE")) {
            BackupWriter.write(connection, absolute, Clock.systemUTC(), out);
        } catch (SQLException failure) {
            throw refusal(absolute, failure);
        }
    }

    /**
     * Writes a backup of this database and of the training states in its folder, while it goes on being used.
     *
     * @throws ConflictException if it is on a server, whose own tools back it up
     */
    public void backUp(Path folder, Clock clock, OutputStream out) throws IOException {
        requireFile();
        try (Connection connection = dataSource().getConnection()) {
            BackupWriter.write(connection, folder, clock, out);
        } catch (SQLException failure) {
            throw new IOException(failure);
        }
    }

    private void requireFile() {
        if (dialect().isShared()) {
            throw new ConflictException("the database is on a PostgreSQL server, whose program pg_dump backs it up");
        }
    }

    /** Returns what is particular to this kind of database. */
    public Dialect dialect() {
        return connections.dialect();
    }

    /** Returns what keeps threads from storing results of runs that are no longer theirs. */
    public Fences fences() {
        return fences;
    }

    /** Returns the pool of connections to the database. */
    public DataSource dataSource() {
        return connections.source();
    }

    /**
     * Connections to the database.
     *
     * @param active number that is in use
     * @param idle number that is open and not in use
     * @param waiting number of threads that wait for one
     */
    public record Connections(int active, int idle, int waiting) {

        static Connections of(HikariPoolMXBean pool) {
            return new Connections(
                    pool.getActiveConnections(), pool.getIdleConnections(), pool.getThreadsAwaitingConnection());
        }
    }

    /** Returns how the connections are used now. */
    public Connections connections() {
        return connections.use();
    }

    @Override
    public @Nullable String outage() {
        return connections.outage();
    }

    @Override
    public int outages() {
        return connections.outages();
    }

    /** Returns why the database could not be written when it was last used; null where it could. */
    public @Nullable String knownOutage() {
        return connections.knownOutage();
    }

    public Jdbi jdbi() {
        return jdbi;
    }

    /** Returns access over a connection whose transaction the caller has begun, and ends. */
    public static Jdbi within(Connection transaction) {
        Jdbi within = Jdbi.create(transaction).installPlugin(new ColumnTypes());
        within.getConfig(Handles.class).setForceEndTransactions(false);
        return within;
    }

    /** Writes all committed data to disk, so that they survive a crash of the process or a power failure. */
    public void flush() {
        String statement = dialect().flush();
        if (statement != null) {
            jdbi.useHandle(handle -> handle.execute(statement));
        }
    }

    @Override
    public void close() {
        connections.close();
    }
}
