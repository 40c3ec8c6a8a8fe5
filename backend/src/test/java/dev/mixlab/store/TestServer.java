package dev.mixlab.store;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;

/** One PostgreSQL server for all tests of a process, with a new database, after real migrations, for each that asks. */
public final class TestServer {

    private static final EmbeddedPostgres SERVER = start();
    private static final String TEMPLATE = "migrated";
    private static final AtomicInteger NEXT = new AtomicInteger();
    private static boolean migrated;

    private TestServer() {}

    private static EmbeddedPostgres start() {
        try {
            EmbeddedPostgres server = EmbeddedPostgres.builder()
                    .setServerConfig("max_connections", "200")
                    .setServerConfig("fsync", "off")
                    .setServerConfig("full_page_writes", "off")
                    .start();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                try {
                    server.close();
                } catch (IOException failure) {
                    throw new UncheckedIOException(failure);
                }
            }));
            return server;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Returns the address of a new database with the tables of this version. */
    public static synchronized DatabaseAddress fresh() {
        if (!migrated) {
            execute("CREATE DATABASE " + TEMPLATE);
            Database.open(address(TEMPLATE)).close();
            migrated = true;
        }
        String name = "test_" + NEXT.incrementAndGet();
        execute("CREATE DATABASE " + name + " TEMPLATE " + TEMPLATE);
        return address(name);
    }

    /** Returns the address of a new database without tables. */
    public static DatabaseAddress empty() {
        String name = "empty_" + NEXT.incrementAndGet();
        execute("CREATE DATABASE " + name);
        return address(name);
    }

    private static DatabaseAddress address(String name) {
        return DatabaseAddress.parse(
                "postgresql://postgres@localhost:%s/%s".formatted(SERVER.getPort(), name), "postgres");
    }

    private static void execute(String sql) {
        try (Connection connection = SERVER.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException failure) {
            throw new IllegalStateException(sql, failure);
        }
    }
}
