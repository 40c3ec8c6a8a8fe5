package dev.mixlab.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;

class MigrationsTest {

    private static final String COLUMNS = """
            SELECT table_name, column_name, is_nullable FROM information_schema.columns
            WHERE LOWER(table_schema) = 'public' AND LOWER(table_name) <> 'flyway_schema_history'
            """;

    /** By table and name, whether each column takes null. */
    private static Map<String, String> columns(DataSource source) throws SQLException {
        Map<String, String> columns = new TreeMap<>();
        try (Connection connection = source.getConnection();
                ResultSet row = connection.createStatement().executeQuery(COLUMNS)) {
            while (row.next()) {
                String name = row.getString(1) + "." + row.getString(2);
                columns.put(name.toLowerCase(Locale.ROOT), row.getString(3));
            }
        }
        return columns;
    }

    @Test
    void postgresGetsTheTablesOfH2() throws IOException, SQLException {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start();
                Database h2 = Database.inMemory()) {
            DataSource source = postgres.getPostgresDatabase();
            Flyway.configure()
                    .dataSource(source)
                    .locations("classpath:db/migration")
                    .placeholders(Map.of("bytes", "BYTEA"))
                    .load()
                    .migrate();

            assertThat(columns(source)).hasSizeGreaterThan(100).isEqualTo(columns(h2.dataSource()));
        }
    }
}
