package dev.mixlab.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mixlab.run.spec.PipelineSpec;
import dev.mixlab.training.FineTuningSettings;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
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

    @Test
    void storedRunsGetTheirModelDataSetSeedAndLearningRateFromTheirSpecification() throws SQLException, IOException {
        JdbcDataSource h2 = new JdbcDataSource();
        h2.setURL("jdbc:h2:mem:run-marks;DB_CLOSE_DELAY=-1");
        modelAndSeedOfARun(h2, "BLOB");
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start()) {
            modelAndSeedOfARun(postgres.getPostgresDatabase(), "BYTEA");
        }
    }

    private static void modelAndSeedOfARun(DataSource source, String bytes) throws SQLException {
        FluentConfiguration flyway = flyway(source).placeholders(Map.of("bytes", bytes));
        flyway.target("12").load().migrate();
        String misleading = "\"modelId\":\"no\",\"dataId\":\"no\",\"fineTuning\":{\"learningRate\":1,\"seed\":1}";
        PipelineSpec spec = new PipelineSpec(
                misleading,
                "m-1",
                "set-2",
                null,
                new FineTuningSettings(2e-5, 0.1, 5, 64, -7, 1e-6, 0),
                List.of("attn"));
        String older = Columns.json(spec).replaceAll(",\"adamEpsilon\":[^}]*}", "}");
        try (Connection connection = source.getConnection()) {
            try (PreparedStatement insert =
                    connection.prepareStatement("INSERT INTO run (id, spec, name, state, progress, created_at)"
                            + " VALUES (?, ?, 'name', 'FAILED', '{}', CURRENT_TIMESTAMP)")) {
                for (String stored : List.of(Columns.json(spec), older)) {
                    insert.setString(1, "r-" + stored.length());
                    insert.setString(2, stored);
                    insert.executeUpdate();
                }
            }
            flyway.target("latest").load().migrate();
            try (Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery("SELECT count(*) FROM run WHERE model_id = 'm-1'"
                            + " AND data_id = 'set-2' AND seed = -7 AND learning_rate = 2e-5 AND NOT starred")) {
                assertThat(row.next()).isTrue();
                assertThat(row.getInt(1)).isEqualTo(2);
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
    void aDatabaseInMemoryIsWhatTheMigrationsMake() throws SQLException {
        ConnectionPool migrated = ConnectionPool.inMemory();
        try (Database made = Database.inMemory()) {
            new Migrations(migrated, Dialect.H2, null).migrate();

            assertThat(statements(made.dataSource()))
                    .hasSizeGreaterThan(100)
                    .containsExactlyInAnyOrderElementsOf(statements(migrated));
            new Migrations(made.dataSource(), Dialect.H2, null).requireCurrent();
        } finally {
            migrated.close();
        }
    }

    /** What makes a database again, without the times at which migrations were done and how long they took. */
    private static List<String> statements(DataSource source) throws SQLException {
        return MigratedTables.script(source).stream()
                .map(one -> one.replaceAll("TIMESTAMP '[^']*', \\d+,", ""))
                .toList();
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
