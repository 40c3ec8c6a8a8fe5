package dev.mixlab.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** The tables of this version as the migrations leave them in H2: they are migrated once in a process, and made as a whole from then on. */
final class MigratedTables {

    private final List<String> statements;

    private MigratedTables(List<String> statements) {
        this.statements = statements;
    }

    private static final class Once {

        private static final MigratedTables TABLES = migrate();

        private static MigratedTables migrate() {
            try {
                ConnectionPool pool = ConnectionPool.inMemory();
                try {
                    new Migrations(pool, Dialect.H2, null).migrate();
                    return new MigratedTables(script(pool));
                } finally {
                    pool.close();
                }
            } catch (SQLException impossible) {
                throw new IllegalStateException("the tables can be made in memory", impossible);
            }
        }
    }

    static MigratedTables once() {
        return Once.TABLES;
    }

    /** Makes the tables in a database that has none. */
    void make(DataSource empty) throws SQLException {
        try (Connection connection = empty.getConnection();
                Statement statement = connection.createStatement()) {
            for (String one : statements) {
                statement.execute(one);
            }
        }
    }

    /** Returns the statements that make all that an H2 database has. */
    static List<String> script(DataSource source) throws SQLException {
        List<String> statements = new ArrayList<>();
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SCRIPT NOPASSWORDS NOSETTINGS")) {
            while (row.next()) {
                statements.add(row.getString(1));
            }
        }
        return List.copyOf(statements);
    }
}
