package dev.mixlab.store.score;

import dev.mixlab.common.Page;
import dev.mixlab.common.PageRequest;
import dev.mixlab.data.GrammaticalNumber;
import dev.mixlab.data.Paradigm;
import dev.mixlab.mixing.method.MixingMap;
import dev.mixlab.run.id.RunId;
import dev.mixlab.run.id.ScoreRunId;
import dev.mixlab.run.score.ScoreDetail;
import dev.mixlab.run.score.ScoreRow;
import dev.mixlab.run.score.ScoreRun;
import dev.mixlab.run.score.ScoreRuns.Filter;
import dev.mixlab.run.score.ScoreRuns.Scored;
import dev.mixlab.store.Columns;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.StatementContext;

/** Rows of score runs and their examples. */
final class ScoreRows {

    private ScoreRows() {}

    /** What of an example is read only together: its words, tokens, target and cues. */
    private record Tokens(
            List<String> words,
            List<String> tokens,
            List<Integer> wordOfToken,
            int target,
            int targetWord,
            List<Integer> cues) {}

    static ScoreRun scoreRun(ResultSet row, StatementContext context) throws SQLException {
        return new ScoreRun(
                new ScoreRunId(row.getString("id")),
                new RunId(row.getString("run_id")),
                ScoreRun.When.valueOf(row.getString("side")),
                row.getString("model_id"),
                row.getString("data_id"),
                Columns.readNames(row.getString("methods")),
                row.getInt("layers"),
                row.getInt("examples"),
                Columns.numberOrNull(row, "accuracy"),
                Columns.instant(row, "created_at"));
    }

    static void insertExamples(Handle handle, ScoreRunId id, List<Scored> examples) {
        PreparedBatch batch = handle.prepareBatch("INSERT INTO score_example"
                + " (score_run_id, number, example_id, paradigm, label, sentence, good, bad, correct,"
                + " probability_good, probability_bad, tokens) VALUES (:run, :index, :id, :paradigm, :label, :sentence,"
                + " :good, :bad, :correct, :probabilityGood, :probabilityBad, :tokens)");
        for (Scored example : examples) {
            ScoreDetail detail = example.detail();
            ScoreRow row = detail.row();
            batch.bind("run", id.value())
                    .bind("index", row.index())
                    .bind("id", row.id())
                    .bind("paradigm", row.paradigm().id())
                    .bind("label", row.label().name())
                    .bind("sentence", row.sentence())
                    .bind("good", row.good())
                    .bind("bad", row.bad())
                    .bind("correct", row.correct())
                    .bind("probabilityGood", row.probabilityGood())
                    .bind("probabilityBad", row.probabilityBad())
                    .bind("tokens", Columns.json(tokens(detail)))
                    .add();
        }
        batch.execute();
    }

    private static Tokens tokens(ScoreDetail detail) {
        return new Tokens(
                detail.words(),
                detail.tokens(),
                detail.wordOfToken(),
                detail.target(),
                detail.targetWord(),
                detail.cues());
    }

    static void insertMaps(Handle handle, ScoreRunId id, List<Scored> examples) {
        PreparedBatch batch = handle.prepareBatch("INSERT INTO score_map"
                + " (score_run_id, number, method, layers, row_count, tokens, map, scales, deltas)"
                + " VALUES (:run, :index, :method, :layers, :rows, :tokens, :map, :scales, :deltas)");
        for (Scored example : examples) {
            for (MixingMap map : example.maps()) {
                batch.bind("run", id.value())
                        .bind("index", example.detail().row().index())
                        .bind("method", map.method())
                        .bind("layers", map.layers())
                        .bind("rows", map.rows())
                        .bind("tokens", map.tokens())
                        .bind("map", StoredMap.values(map))
                        .bind("scales", StoredMap.scales(map))
                        .bind("deltas", StoredMap.deltas(map))
                        .add();
            }
        }
        batch.execute();
    }

    static Page<ScoreRow> page(Handle handle, ScoreRunId id, Filter filter, PageRequest slice) {
        Map<String, Object> bindings = new LinkedHashMap<>();
        String condition = condition(id, filter, bindings);
        List<ScoreRow> rows = handle.createQuery("SELECT * FROM score_example" + condition
                        + " ORDER BY number OFFSET :offset ROWS FETCH NEXT :limit ROWS ONLY")
                .bindMap(bindings)
                .bind("offset", slice.offset())
                .bind("limit", slice.limit())
                .map(ScoreRows::row)
                .list();
        long total = handle.createQuery("SELECT count(*) FROM score_example" + condition)
                .bindMap(bindings)
                .mapTo(Long.class)
                .one();
        return new Page<>(rows, total);
    }

    private static String condition(ScoreRunId id, Filter filter, Map<String, Object> bindings) {
        StringBuilder condition = new StringBuilder(" WHERE score_run_id = :run");
        bindings.put("run", id.value());
        if (filter.paradigm() != null) {
            condition.append(" AND paradigm = :paradigm");
            bindings.put("paradigm", filter.paradigm().id());
        }
        if (filter.label() != null) {
            condition.append(" AND label = :label");
            bindings.put("label", filter.label().name());
        }
        if (filter.correct() != null) {
            condition.append(" AND correct = :correct");
            bindings.put("correct", filter.correct());
        }
        if (filter.search() != null) {
            condition.append(" AND POSITION(:search IN LOWER(sentence)) > 0");
            bindings.put("search", filter.search().toLowerCase(Locale.ROOT));
        }
        return condition.toString();
    }

    private static ScoreRow row(ResultSet row, StatementContext context) throws SQLException {
        return new ScoreRow(
                row.getInt("number"),
                row.getString("example_id"),
                Paradigm.of(row.getString("paradigm")),
                GrammaticalNumber.valueOf(row.getString("label")),
                row.getString("sentence"),
                row.getString("good"),
                row.getString("bad"),
                row.getBoolean("correct"),
                row.getDouble("probability_good"),
                row.getDouble("probability_bad"));
    }

    static ScoreDetail detail(ResultSet result, StatementContext context) throws SQLException {
        Tokens tokens = Columns.read(result.getString("tokens"), Tokens.class);
        return new ScoreDetail(
                row(result, context),
                tokens.words(),
                tokens.tokens(),
                tokens.wordOfToken(),
                tokens.target(),
                tokens.targetWord(),
                tokens.cues());
    }
}
