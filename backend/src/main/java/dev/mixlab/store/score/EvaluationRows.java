package dev.mixlab.store.score;

import dev.mixlab.evaluation.EstimateTable;
import dev.mixlab.evaluation.EvaluationResult.Document;
import dev.mixlab.evaluation.MeasureValues;
import dev.mixlab.evaluation.MethodVariant;
import dev.mixlab.evaluation.SentenceGroups.Group;
import dev.mixlab.mixing.method.Aggregation;
import dev.mixlab.run.score.EvaluationRuns.Made;
import dev.mixlab.store.Checksum;
import dev.mixlab.store.Columns;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.StatementContext;

/** Writes and reads the rows of evaluations. */
final class EvaluationRows {

    private static final List<String> PARTS =
            List.of("evaluation_chunk", "evaluation_column", "evaluation_figures", "evaluation_document", "evaluation");

    private EvaluationRows() {}

    static void replace(Handle handle, Made made, Instant now) {
        for (String table : PARTS) {
            handle.createUpdate("DELETE FROM " + table + " WHERE score_run_id = :run AND evaluation = :evaluation")
                    .bind("run", made.scoreRun())
                    .bind("evaluation", made.evaluation())
                    .execute();
        }
        handle.createUpdate(
                        "INSERT INTO evaluation (score_run_id, evaluation, spec_hash, examples, seconds, computed_at)"
                                + " VALUES (:run, :evaluation, :hash, :examples, :seconds, :now)")
                .bind("run", made.scoreRun())
                .bind("evaluation", made.evaluation())
                .bind("hash", made.specHash())
                .bind("examples", made.result().examples())
                .bind("seconds", made.seconds())
                .bind("now", now)
                .execute();
        insertGroups(handle, made);
        insertColumns(handle, made);
        insertFigures(handle, made);
        insertDocuments(handle, made);
    }

    private static void insertGroups(Handle handle, Made made) {
        handle.createUpdate("DELETE FROM evaluation_group WHERE score_run_id = :run")
                .bind("run", made.scoreRun())
                .execute();
        PreparedBatch batch =
                handle.prepareBatch("INSERT INTO evaluation_group (score_run_id, name, ordinal, members, checksum)"
                        + " VALUES (:run, :name, :ordinal, :members, :checksum)");
        for (int i = 0; i < made.groups().size(); i++) {
            Group group = made.groups().get(i);
            byte[] members = bytes(group.members());
            batch.bind("run", made.scoreRun())
                    .bind("name", group.name())
                    .bind("ordinal", i)
                    .bind("members", members)
                    .bind("checksum", Checksum.of(group.name(), members))
                    .add();
        }
        batch.execute();
    }

    private static void insertColumns(Handle handle, Made made) {
        List<MeasureValues> columns = made.result().columns();
        PreparedBatch batch = handle.prepareBatch(
                "INSERT INTO evaluation_column"
                        + " (score_run_id, measure, method, aggregation, evaluation, ordinal, layers, examples, content, checksum)"
                        + " VALUES (:run, :measure, :method, :aggregation, :evaluation, :ordinal, :layers, :examples, :content, :checksum)");
        for (int i = 0; i < columns.size(); i++) {
            MeasureValues column = columns.get(i);
            byte[] content = StoredMap.bytes(column.values());
            batch.bind("run", made.scoreRun())
                    .bind("measure", column.measure())
                    .bind("method", column.view().method())
                    .bind("aggregation", column.view().aggregation())
                    .bind("evaluation", made.evaluation())
                    .bind("ordinal", i)
                    .bind("layers", column.layers())
                    .bind("examples", column.examples())
                    .bind("content", content)
                    .bind(
                            "checksum",
                            Checksum.of(
                                    column.measure(),
                                    column.view().method(),
                                    column.view().aggregation().name(),
                                    column.layers(),
                                    column.examples(),
                                    content))
                    .add();
        }
        batch.execute();
    }

    private static void insertFigures(Handle handle, Made made) {
        PreparedBatch batch = handle.prepareBatch("INSERT INTO evaluation_figures"
                + " (score_run_id, measure, group_name, evaluation, content, checksum)"
                + " VALUES (:run, :measure, :group, :evaluation, :content, :checksum)");
        for (EstimateTable figures : made.figures()) {
            String content = Columns.json(figures);
            batch.bind("run", made.scoreRun())
                    .bind("measure", figures.measure())
                    .bind("group", figures.group())
                    .bind("evaluation", made.evaluation())
                    .bind("content", content)
                    .bind("checksum", Checksum.of(figures.measure(), figures.group(), content))
                    .add();
        }
        batch.execute();
    }

    private static void insertDocuments(Handle handle, Made made) {
        PreparedBatch batch = handle.prepareBatch("INSERT INTO evaluation_document"
                + " (score_run_id, name, number, evaluation, content, checksum)"
                + " VALUES (:run, :name, :number, :evaluation, :content, :checksum)");
        for (Document document : made.result().documents()) {
            String content = Columns.json(document.content());
            batch.bind("run", made.scoreRun())
                    .bind("name", document.name())
                    .bind("number", document.number())
                    .bind("evaluation", made.evaluation())
                    .bind("content", content)
                    .bind("checksum", Checksum.of(document.name(), document.number(), content))
                    .add();
        }
        batch.execute();
    }

    static Group group(ResultSet row, StatementContext context) throws SQLException {
        byte[] bytes = row.getBytes("members");
        String name = row.getString("name");
        require(row, Checksum.of(name, bytes), "the group '%s'".formatted(name));
        int[] members = new int[bytes.length / Integer.BYTES];
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asIntBuffer().get(members);
        return new Group(name, members);
    }

    static MeasureValues column(ResultSet row, StatementContext context) throws SQLException {
        String measure = row.getString("measure");
        String method = row.getString("method");
        String aggregation = row.getString("aggregation");
        int layers = row.getInt("layers");
        int examples = row.getInt("examples");
        byte[] content = row.getBytes("content");
        require(
                row,
                Checksum.of(measure, method, aggregation, layers, examples, content),
                "'%s' by the method '%s'".formatted(measure, method));
        MethodVariant view = new MethodVariant(method, Aggregation.valueOf(aggregation));
        return new MeasureValues(measure, view, layers, examples, StoredMap.floats(content));
    }

    /** Returns the content of a row of evaluation_figures. */
    static String figures(ResultSet row, StatementContext context) throws SQLException {
        String measure = row.getString("measure");
        String group = row.getString("group_name");
        String content = row.getString("content");
        require(row, Checksum.of(measure, group, content), "'%s' over the group '%s'".formatted(measure, group));
        return content;
    }

    /** Returns the content of a row of evaluation_document. */
    static String document(ResultSet row, StatementContext context) throws SQLException {
        String name = row.getString("name");
        int number = row.getInt("number");
        String content = row.getString("content");
        require(row, Checksum.of(name, number, content), "the document '%s' %s".formatted(name, number));
        return content;
    }

    private static void require(ResultSet row, long read, String what) throws SQLException {
        String owner = " of score run " + row.getString("score_run_id");
        Checksum.require(Checksum.stored(row), read, what + owner);
    }

    private static byte[] bytes(int[] numbers) {
        ByteBuffer buffer = ByteBuffer.allocate(Integer.BYTES * numbers.length).order(ByteOrder.LITTLE_ENDIAN);
        buffer.asIntBuffer().put(numbers);
        return buffer.array();
    }
}
