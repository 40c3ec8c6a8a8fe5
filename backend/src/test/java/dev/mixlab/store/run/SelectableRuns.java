package dev.mixlab.store.run;

import dev.mixlab.common.PageRequest;
import dev.mixlab.run.id.RunId;
import dev.mixlab.run.listing.RunFilter;
import dev.mixlab.run.listing.RunOrder;
import dev.mixlab.store.Database;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** The same runs in a database of each kind, H2 and PostgreSQL. */
abstract class SelectableRuns {

    static EmbeddedPostgres postgres;
    static Database h2;
    static List<Jdbi> databases;

    @BeforeAll
    static void open() throws IOException {
        postgres = EmbeddedPostgres.start();
        h2 = Database.inMemory();
        DataSource source = postgres.getPostgresDatabase();
        Flyway.configure()
                .dataSource(source)
                .locations("classpath:db/migration")
                .placeholders(Map.of("bytes", "BYTEA"))
                .load()
                .migrate();
        databases = List.of(h2.jdbi(), Jdbi.create(source));
        databases.forEach(jdbi -> jdbi.useTransaction(SelectableRuns::fill));
    }

    @AfterAll
    static void close() throws IOException {
        h2.close();
        postgres.close();
    }

    static void fill(Handle handle) {
        run(handle, 1, "'Baseline', 'SUCCEEDED', 'tiny-bert', 'sample', 42, 3e-5, 0.5, 0.9, FALSE, NULL");
        run(handle, 2, "'Straße 100%', 'SUCCEEDED', 'tiny-bert', 'blimp', 43, 1e-4, 0.5, 0.96, TRUE, NULL");
        run(handle, 3, "'under_score', 'FAILED', 'm-1', 'sample', 43, 3e-5, 0.7, NULL, FALSE, NULL");
        run(handle, 4, "'underXscore', 'QUEUED', 'm-1', 'blimp', 44, 3e-5, NULL, NULL, FALSE, NULL");
        run(
                handle,
                5,
                "'old', 'SUCCEEDED', 'tiny-bert', 'sample', 42, 3e-5, 0.25, 0.75, FALSE,"
                        + " TIMESTAMP WITH TIME ZONE '2026-02-01 00:00:00+00'");
        handle.execute("INSERT INTO account (id, name, display_name, role, disabled, created_at) VALUES"
                + " ('a-0000000001', 'countess', 'Ada Lovelace', 'MEMBER', FALSE, TIMESTAMP WITH TIME ZONE '2026-01-01 00:00:00+00'),"
                + " ('a-0000000003', 'bb', 'bob', 'MEMBER', TRUE, TIMESTAMP WITH TIME ZONE '2026-01-01 00:00:00+00')");
        // the account of run 2 has been deleted
        handle.execute("UPDATE run SET owner = 'a-' || SUBSTRING(id FROM 3)"
                + " WHERE id IN ('r-0000000001', 'r-0000000002', 'r-0000000003')");
        handle.execute(
                "INSERT INTO run_tag (run_id, tag) VALUES"
                        + " ('r-0000000001', 'paper'), ('r-0000000002', 'paper'), ('r-0000000002', 'Sweep A'), ('r-0000000005', 'paper')");
        handle.execute(
                "UPDATE run SET cue_share_value = accuracy_before / 2, cue_share_method = 'attn', cue_share_layer = 2"
                        + " WHERE id IN ('r-0000000001', 'r-0000000003', 'r-0000000005')");
        handle.execute("INSERT INTO run_note (run_id, note) VALUES ('r-0000000003', 'The loss ROSE after epoch 2!')");
        handle.execute("INSERT INTO data_set (id, name, train, test, paradigms, sha256, created_at, content)"
                + " VALUES ('blimp', 'BLiMP agreement', 1, 1, '{}', 'x', TIMESTAMP WITH TIME ZONE '2026-01-01 00:00:00+00', "
                + (isH2(handle) ? "X'00'" : "'\\x00'")
                + ")");
        handle.execute(
                "INSERT INTO score_run (id, run_id, side, model_id, data_id, methods, layers, created_at) VALUES"
                        + " ('s-1', 'r-0000000001', 'BEFORE', 'tiny-bert', 'sample', '[]', 2, TIMESTAMP WITH TIME ZONE '2026-01-01 00:00:00+00')");
        handle.execute("INSERT INTO evaluation (score_run_id, evaluation, spec_hash, examples, seconds, computed_at)"
                + " VALUES ('s-1', 'cues', 'x', 1, 1, TIMESTAMP WITH TIME ZONE '2026-01-01 00:00:00+00')");
    }

    static boolean isH2(Handle handle) {
        try {
            return handle.getConnection().getMetaData().getDatabaseProductName().equals("H2");
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** Run n is launched on day n of the year, starts at once, and takes 6 - n hours if it has an accuracy after fine-tuning. */
    static void run(Handle handle, int number, String values) {
        handle.execute("INSERT INTO run (name, state, model_id, data_id, seed, learning_rate, accuracy_before,"
                + " accuracy_after, starred, archived_at, id, spec, progress, created_at, started_at, finished_at) VALUES ("
                + values
                + ", 'r-000000000%1$s', '{}', '{}', %2$s00:00:00+00', %2$s00:00:00+00', %3$s)"
                        .formatted(
                                number,
                                "TIMESTAMP WITH TIME ZONE '2026-01-0%s ".formatted(number),
                                values.contains("SUCCEEDED")
                                        ? "TIMESTAMP WITH TIME ZONE '2026-01-0%s 0%s:00:00+00'"
                                                .formatted(number, 6 - number)
                                        : "NULL"));
    }

    static String numbers(Jdbi jdbi, RunFilter filter, RunOrder order, PageRequest page) {
        List<RunId> ids =
                jdbi.withHandle(handle -> RunListRepository.ids(handle, RunSelection.of(filter), order, page));
        return String.join(" ", ids.stream().map(id -> id.value().substring(11)).toList());
    }
}
