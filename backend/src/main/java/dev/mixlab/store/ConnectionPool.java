package dev.mixlab.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import com.zaxxer.hikari.pool.HikariPool.PoolInitializationException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Statement;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.h2.mvstore.MVStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * Connections to a database that outlives its failures. H2 closes a database that it cannot write, and then refuses every statement. Such
 * a database is opened again, to be read only, and to be written again once its folder has space.
 */
final class ConnectionPool implements ConnectionSource, DataSource {

    private static final org.slf4j.Logger LOG = LoggerFactory.getLogger(ConnectionPool.class);
    /** Settings of H2. Maps and chunks of at most 65,536 bytes are stored in their row, larger ones as large objects. */
    static final String SETTINGS = ";DB_CLOSE_ON_EXIT=FALSE;MAX_LENGTH_INPLACE_LOB=65536;TRACE_LEVEL_FILE=0";

    private static final String READ_ONLY = ";ACCESS_MODE_DATA=r";
    private static final int CONNECTIONS = 12;

    /** The space that must be free before the database is written again. */
    private static final int SPACE = 16 << 20;

    /** H2's code of a file that another database has open. */
    static final int H2_FILE_IS_LOCKED = 90020;

    private static final Duration RETRY = Duration.ofSeconds(2);
    private static final int ATTEMPTS = 50;
    private static final Duration PAUSE = Duration.ofMillis(100);

    private final String url;
    private final @Nullable Path folder;
    private volatile HikariDataSource pool;
    private volatile MVStore store;
    private volatile @Nullable String outage;
    private volatile long triedAt;
    private final AtomicInteger outages = new AtomicInteger();

    /**
     * Opens the database.
     *
     * @param url H2's address of it
     * @param folder where its file is; null in memory
     */
    ConnectionPool(String url, @Nullable Path folder) throws SQLException {
        this.url = url;
        this.folder = folder;
        Opened opened = open(url);
        this.pool = opened.pool();
        this.store = opened.store();
    }

    /** Opens a new database in memory, without tables, that exists until it is closed. */
    static ConnectionPool inMemory() throws SQLException {
        return new ConnectionPool("jdbc:h2:mem:" + UUID.randomUUID() + SETTINGS, null);
    }

    @Override
    public Dialect dialect() {
        return Dialect.H2;
    }

    @Override
    public DataSource source() {
        return this;
    }

    /** A database that is open. */
    private record Opened(HikariDataSource pool, MVStore store) {}

    private static Opened open(String url) throws SQLException {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setPoolName("mixlab");
        config.setMaximumPoolSize(CONNECTIONS);
        config.setMaxLifetime(0);
        // without a first connection the pool itself would fail, and log a stack trace
        try (Connection first = DriverManager.getConnection(url)) {
            HikariDataSource opened = new HikariDataSource(config);
            ask(first);
            return new Opened(opened, StuckStore.of(first));
        } catch (PoolInitializationException failure) {
            // the database of the first connection was about to be closed
            throw failure.getCause() instanceof SQLException cause ? cause : new SQLException(failure);
        }
    }

    @Override
    public Connection getConnection() throws SQLException {
        if (outage != null) {
            tryWriting();
        }
        HikariDataSource current = pool;
        Connection connection = null;
        try {
            connection = current.getConnection();
            ask(connection);
            return connection;
        } catch (SQLException failure) {
            if (connection != null) {
                connection.close();
            }
            if (folder == null || !(Dialect.closesH2(failure) || current.isClosed())) {
                throw failure;
            }
            openToRead(current, failure);
            return pool.getConnection();
        }
    }

    private static void ask(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SELECT 1");
        }
    }

    /** Returns the failure of the file system that is the cause of another one. */
    static @Nullable IOException ioFailure(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof IOException io) {
                return io;
            }
        }
        return null;
    }

    /** Whether a failure is one of a database that cannot be written, or that is closed under its users to be opened otherwise. */
    @Override
    public boolean isOutage(SQLException failure) {
        return outage != null || Dialect.H2.isOutage(failure);
    }

    @Override
    public String describe(SQLException failure) {
        String known = outage;
        IOException io = ioFailure(failure);
        if (io == null && known != null) {
            return known;
        }
        return ("the database in %s cannot be written (%s). Make space there; work goes on by itself, and finished runs can be"
                        + " read meanwhile.")
                .formatted(folder, io == null ? failure.getMessage() : io.getMessage());
    }

    private synchronized void openToRead(HikariDataSource failed, SQLException failure) throws SQLException {
        if (pool != failed) {
            return;
        }
        outage = describe(failure);
        outages.incrementAndGet();
        triedAt = System.nanoTime();
        LOG.warn("{}", outage);
        StuckStore.release(store);
        failed.close();
        use(openOnceItIsClosed(url + READ_ONLY));
    }

    private void use(Opened opened) {
        pool = opened.pool();
        store = opened.store();
    }

    /** Opens a database that other threads may not have left yet: H2 gives it back only after the last connection is closed. */
    private static Opened openOnceItIsClosed(String url) throws SQLException {
        for (int attempt = 1; ; attempt++) {
            try {
                return open(url);
            } catch (SQLException failure) {
                boolean stillOpen = failure.getErrorCode() == H2_FILE_IS_LOCKED;
                if (attempt == ATTEMPTS || !(stillOpen || Dialect.closesH2(failure))) {
                    throw failure;
                }
                LockSupport.parkNanos(PAUSE.toNanos());
            }
        }
    }

    private synchronized void tryWriting() {
        if (outage == null || System.nanoTime() - triedAt < RETRY.toNanos()) {
            return;
        }
        triedAt = System.nanoTime();
        if (!hasSpace()) {
            return;
        }
        // H2 opens a database either to be read or to be written; who asks for a connection meanwhile waits for this
        // method
        awaitReaders();
        pool.close();
        try {
            use(openOnceItIsClosed(url));
            outage = null;
            LOG.info("the database in {} can be written again", folder);
        } catch (SQLException failure) {
            LOG.warn("the database in {} still cannot be written: {}", folder, failure.getMessage());
        }
    }

    /** Waits until no connection is in use, but not for ever. */
    private void awaitReaders() {
        HikariPoolMXBean readers = pool.getHikariPoolMXBean();
        for (int i = 0; i < ATTEMPTS && readers.getActiveConnections() > 0; i++) {
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    private boolean hasSpace() {
        if (folder == null) {
            return true;
        }
        Path probe = folder.resolve("mixlab.probe");
        try {
            Files.write(probe, new byte[SPACE]);
            return true;
        } catch (IOException full) {
            return false;
        } finally {
            probe.toFile().delete();
        }
    }

    @Override
    public @Nullable String outage() {
        try (Connection connection = getConnection()) {
            return connection.isClosed() ? "the database is closed" : outage;
        } catch (SQLException failure) {
            return describe(failure);
        }
    }

    @Override
    public int outages() {
        return outages.get();
    }

    @Override
    public @Nullable String knownOutage() {
        return outage;
    }

    @Override
    public Database.Connections use() {
        return Database.Connections.of(pool.getHikariPoolMXBean());
    }

    /** Closes the database; its file is compacted where that is worth it, so that what was deleted does not stay on the disk. */
    @Override
    public synchronized void close() {
        pool.close();
        if (folder != null && outage == null) {
            FileCompaction.compact(url, folder.resolve("mixlab.mv.db"));
        }
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        return pool.getConnection(user, password);
    }

    @Override
    public PrintWriter getLogWriter() throws SQLException {
        return pool.getLogWriter();
    }

    @Override
    public void setLogWriter(PrintWriter out) throws SQLException {
        pool.setLogWriter(out);
    }

    @Override
    public void setLoginTimeout(int seconds) throws SQLException {
        pool.setLoginTimeout(seconds);
    }

    @Override
    public int getLoginTimeout() throws SQLException {
        return pool.getLoginTimeout();
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        return pool.getParentLogger();
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        return pool.unwrap(type);
    }

    @Override
    public boolean isWrapperFor(Class<?> type) throws SQLException {
        return pool.isWrapperFor(type);
    }
}
