package dev.mixlab.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.h2.jdbcx.JdbcDataSource;
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
    void aShareOfTheBootstrapTestAnswersThePermutationTest() throws SQLException {
        JdbcDataSource source = new JdbcDataSource();
        source.setURL("jdbc:h2:mem:shared-comparisons;DB_CLOSE_DELAY=-1");
        flyway(source).target("4").load().migrate();
        String asked = "/scores/s-1/comparisons?measure=cue_dot&group=all&aggregation=none&test=%s&layer=2";
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("INSERT INTO share (id, token_sha256, title, address, created_at)"
                    + " VALUES ('v-1', 'hash', 'title', '/results/r-1', CURRENT_TIMESTAMP)");
            statement.execute(
                    "INSERT INTO share_request VALUES ('v-1', 0, '%s')".formatted(asked.formatted("bootstrap")));

            flyway(source).load().migrate();

            try (ResultSet row = statement.executeQuery("SELECT request FROM share_request")) {
                assertThat(row.next()).isTrue();
                assertThat(row.getString(1)).isEqualTo(asked.formatted("permutation"));
            }
        }
    }

    private static FluentConfiguration flyway(DataSource source) {
        return Flyway.configure()
                .dataSource(source)
                .locations("classpath:db/migration")
                .placeholders(Map.of("bytes", "BLOB"));
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
