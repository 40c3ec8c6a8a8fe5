package dev.mixlab.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.mixlab.common.InvalidInputException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Connections to a PostgreSQL server, which are made again by themselves after it was away. */
final class ServerConnections implements ConnectionSource {

    private static final int CONNECTIONS = 12;
    private static final int IDLE = 2;

    /** How long a request waits for a connection before it says that there is none. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final DatabaseAddress address;
    private final HikariDataSource pool;
    private volatile @Nullable String known;

    /**
     * Connects to the server.
     *
     * @throws InvalidInputException if it cannot be reached or refuses the user
     */
    ServerConnections(DatabaseAddress address) {
        this.address = address;
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(address.url());
        config.setDataSourceProperties(address.properties());
        config.setPoolName("mixlab");
        config.setMaximumPoolSize(CONNECTIONS);
        config.setMinimumIdle(IDLE);
        config.setConnectionTimeout(PATIENCE.toMillis());
        // without a first connection the pool itself would fail, and log a stack trace
        try (Connection first = DriverManager.getConnection(address.url(), address.properties())) {
            first.isValid(0);
        } catch (SQLException failure) {
            throw new InvalidInputException(
                    "the database %s cannot be opened (%s)".formatted(address, oneLine(failure)), failure);
        }
        this.pool = new HikariDataSource(config);
    }

    private static String oneLine(SQLException failure) {
        return String.valueOf(failure.getMessage()).replaceAll("\\s*\\R\\s*", " ");
    }

    @Override
    public Dialect dialect() {
        return Dialect.POSTGRESQL;
    }

    @Override
    public DataSource source() {
        return pool;
    }

    @Override
    public String describe(SQLException failure) {
        Throwable cause = failure.getCause();
        SQLException root = cause instanceof SQLException inner ? inner : failure;
        return "the database %s cannot be used (%s); work goes on by itself once it can"
                .formatted(address, oneLine(root));
    }

    @Override
    public @Nullable String outage() {
        try (Connection connection = pool.getConnection();
                var statement = connection.createStatement()) {
            statement.execute("SELECT 1");
            known = connection.isReadOnly() ? "the database %s can only be read".formatted(address) : null;
        } catch (SQLException failure) {
            known = describe(failure);
        }
        return known;
    }

    /** Returns 0: a server that comes back has all that it has committed. */
    @Override
    public int outages() {
        return 0;
    }

    @Override
    public @Nullable String knownOutage() {
        return known;
    }

    @Override
    public Database.Connections use() {
        return Database.Connections.of(pool.getHikariPoolMXBean());
    }

    @Override
    public void close() {
        pool.close();
    }
}
