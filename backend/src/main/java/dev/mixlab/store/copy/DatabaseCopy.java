package dev.mixlab.store.copy;

import dev.mixlab.common.ConflictException;
import dev.mixlab.common.StorageException;
import dev.mixlab.store.Database;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Copies all rows of a data folder's database into an empty one on a PostgreSQL server, in one transaction, and compares both. What is about
 * processes and not about data, such as the queue's entries, is left out: the server makes it anew when it starts.
 */
public final class DatabaseCopy {

    private static final Set<String> OF_PROCESSES =
            Set.of("flyway_schema_history", "scheduled_tasks", "run_lease", "queue_limit");
    private static final int ROWS_AT_ONCE = 50;

    /** The number of rows that were copied of a table. */
    public record Copied(String table, long rows) {}

    private final Connection from;
    private final Connection to;

    private DatabaseCopy(Connection from, Connection to) {
        this.from = from;
        this.to = to;
    }

    /**
     * Copies a database.
     *
     * @param from a database in H2
     * @param to a database on a PostgreSQL server with this version's tables
     * @param others copies what is not in tables, in the same transaction, to which the connection belongs
     * @return what was copied, by table
     * @throws ConflictException if the other has data already, and nothing is copied
     * @throws StorageException if a table does not have the same rows afterwards, and nothing is copied
     */
    public static List<Copied> copy(Database from, Database to, Consumer<Connection> others) {
        try (Connection source = from.dataSource().getConnection();
                Connection target = to.dataSource().getConnection()) {
            target.setAutoCommit(false);
            try {
                List<Copied> copied = new DatabaseCopy(source, target).copyTables();
                others.accept(target);
                target.commit();
                return copied;
            } catch (SQLException | RuntimeException failure) {
                target.rollback();
                throw failure;
            } finally {
                target.setAutoCommit(true);
            }
        } catch (SQLException failure) {
            throw new StorageException("the database cannot be copied: " + failure.getMessage(), failure);
        }
    }

    private List<Copied> copyTables() throws SQLException {
        List<String> tables = texts(
                        "SELECT table_name FROM information_schema.tables WHERE table_schema = current_schema()"
                                + " AND table_type = 'BASE TABLE' ORDER BY table_name")
                .stream()
                .filter(table -> !OF_PROCESSES.contains(table))
                .toList();
        for (String table : tables) {
            requireEmpty(table);
        }
        try (Statement statement = from.createStatement()) {
            statement.execute("SET LAZY_QUERY_EXECUTION TRUE");
        }
        setForeignKeys("DEFERRABLE INITIALLY DEFERRED");
        List<Copied> copied = new ArrayList<>();
        for (String table : tables) {
            copied.add(copy(table));
        }
        execute("SET CONSTRAINTS ALL IMMEDIATE");
        setForeignKeys("NOT DEFERRABLE");
        return copied;
    }

    private void requireEmpty(String table) throws SQLException {
        try (Statement statement = to.createStatement();
                ResultSet row = statement.executeQuery("SELECT 1 FROM %s LIMIT 1".formatted(table))) {
            if (row.next()) {
                throw new ConflictException(
                        "the database has data already (table %s); name one that no server was started on"
                                .formatted(table));
            }
        }
    }

    /** Lets rows be inserted before those that they refer to, or no longer. */
    private void setForeignKeys(String when) throws SQLException {
        for (String change : texts(
                "SELECT format('ALTER TABLE %I ALTER CONSTRAINT %I ', conrelid::regclass::text, conname)"
                        + " FROM pg_constraint WHERE contype = 'f' AND connamespace = current_schema()::regnamespace")) {
            execute(change + when);
        }
    }

    private Copied copy(String table) throws SQLException {
        List<TableColumn> columns = columns(table);
        TableChecksum source = new TableChecksum();
        insert(table, columns, source);
        TableChecksum target = new TableChecksum();
        read(to, table, columns, target::add);
        if (!source.agreesWith(target)) {
            throw new StorageException("the table %s does not have the same rows in both databases (%s and %s)"
                    .formatted(table, source.rows(), target.rows()));
        }
        for (TableColumn column : columns) {
            if (column.identity()) {
                execute(
                        "SELECT setval(pg_get_serial_sequence('%s', '%s'), (SELECT COALESCE(MAX(%2$s), 0) + 1 FROM %1$s), FALSE)"
                                .formatted(table, column.name()));
            }
        }
        return new Copied(table, source.rows());
    }

    private void insert(String table, List<TableColumn> columns, TableChecksum checksum) throws SQLException {
        String places = String.join(", ", Collections.nCopies(columns.size(), "?"));
        String insertion =
                "INSERT INTO %s (%s) OVERRIDING SYSTEM VALUE VALUES (%s)".formatted(table, names(columns), places);
        try (PreparedStatement statement = to.prepareStatement(insertion)) {
            int[] waiting = new int[1];
            read(from, table, columns, values -> {
                checksum.add(values);
                for (int place = 0; place < columns.size(); place++) {
                    columns.get(place).write(statement, place + 1, values.get(place));
                }
                statement.addBatch();
                if (++waiting[0] % ROWS_AT_ONCE == 0) {
                    statement.executeBatch();
                }
            });
            statement.executeBatch();
        }
    }

    /** Takes the values of a row. */
    private interface RowTaker {
        void take(List<@Nullable Object> values) throws SQLException;
    }

    private static void read(Connection connection, String table, List<TableColumn> columns, RowTaker taker)
            throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.setFetchSize(ROWS_AT_ONCE);
            try (ResultSet row = statement.executeQuery("SELECT %s FROM %s".formatted(names(columns), table))) {
                while (row.next()) {
                    List<@Nullable Object> values = new ArrayList<>();
                    for (int place = 0; place < columns.size(); place++) {
                        values.add(columns.get(place).read(row, place + 1));
                    }
                    taker.take(values);
                }
            }
        }
    }

    private static String names(List<TableColumn> columns) {
        return columns.stream().map(TableColumn::name).collect(Collectors.joining(", "));
    }

    private List<TableColumn> columns(String table) throws SQLException {
        List<TableColumn> columns = new ArrayList<>();
        try (PreparedStatement statement = to.prepareStatement(
                "SELECT column_name, data_type, is_identity FROM"
                        + " information_schema.columns WHERE table_schema = current_schema() AND table_name = ? ORDER BY ordinal_position")) {
            statement.setString(1, table);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    columns.add(new TableColumn(
                            row.getString(1), row.getString(2), row.getString(3).equals("YES")));
                }
            }
        }
        return columns;
    }

    private List<String> texts(String query) throws SQLException {
        List<String> texts = new ArrayList<>();
        try (Statement statement = to.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            while (row.next()) {
                texts.add(row.getString(1));
            }
        }
        return texts;
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = to.createStatement()) {
            statement.execute(sql);
        }
    }
}
