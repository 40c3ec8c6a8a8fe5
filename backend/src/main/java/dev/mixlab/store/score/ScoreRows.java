package dev.mixlab.store.score;

import dev.mixlab.common.Page;
import dev.mixlab.common.PageRequest;
import dev.mixlab.data.GrammaticalNumber;
import dev.mixlab.mixing.method.MixingMap;
import dev.mixlab.run.id.ScoreRunId;
import dev.mixlab.run.score.ScoreDetail;
import dev.mixlab.run.score.ScoreRow;
import dev.mixlab.run.score.ScoreRuns.Classes;
import dev.mixlab.run.score.ScoreRuns.Filter;
import dev.mixlab.run.score.ScoreRuns.Scored;
import dev.mixlab.store.Checksum;
import dev.mixlab.store.Columns;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.Nested;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jspecify.annotations.Nullable;

/** Reads and writes the rows of score runs and their examples. */
final class ScoreRows {

    static final String SELECT = "SELECT score_example.*, number AS \"index\", example_id AS id FROM score_example";

    private ScoreRows() {}

    /** The words, tokens, target and cues of an example, which are always read together and stored as JSON. */
    private record Tokens(
            List<String> words,
            List<String> tokens,
            List<Integer> wordOfToken,
            int target,
            int targetWord,
            List<Integer> cues) {}

    /** A row of score_example, its tokens as JSON. */
    record Stored(
            String scoreRunId,
            @Nested ScoreRow row,
            String tokens,
            @Nullable Long checksum) {

        /** Returns the row as it was stored. */
        ScoreRow checked() {
            String what = "example %s of score run %s".formatted(row.index(), scoreRunId);
            Checksum.require(checksum, ScoreRows.checksum(row, tokens), what);
            return row;
        }

        ScoreDetail detail() {
            ScoreRow checked = checked();
            Tokens read = Columns.read(tokens, Tokens.class);
            return new ScoreDetail(
                    checked,
                    read.words(),
                    read.tokens(),
                    read.wordOfToken(),
                    read.target(),
                    read.targetWord(),
                    read.cues());
        }
    }

    private static long checksum(ScoreRow row, String tokens) {
        return Checksum.of(
                row.index(),
                row.id(),
                row.paradigm(),
                GrammaticalNumber.stored(row.label()),
                row.sentence(),
                row.good(),
                row.bad(),
                row.correct(),
                row.probabilityGood(),
                row.probabilityBad(),
                tokens);
    }

    static void insertExamples(Handle handle, ScoreRunId id, List<Scored> examples) {
        PreparedBatch batch = handle.prepareBatch("INSERT INTO score_example"
                + " (score_run_id, number, example_id, paradigm, label, sentence, good, bad, correct,"
                + " probability_good, probability_bad, tokens, checksum) VALUES (:run, :index, :id, :paradigm, :storedLabel, :sentence,"
                + " :good, :bad, :correct, :probabilityGood, :probabilityBad, :tokens, :checksum)");
        for (Scored example : examples) {
            ScoreDetail detail = example.detail();
            String tokens = Columns.json(tokens(detail));
            batch.bind("run", id)
                    .bindMethods(detail.row())
                    .bind("storedLabel", GrammaticalNumber.stored(detail.row().label()))
                    .bind("tokens", tokens)
                    .bind("checksum", checksum(detail.row(), tokens))
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
                + " (score_run_id, number, method, layers, row_count, tokens, map, scales, deltas, checksum)"
                + " VALUES (:run, :index, :method, :layers, :rows, :tokens, :map, :scales, :deltas, :checksum)");
        for (Scored example : examples) {
            int index = example.detail().row().index();
            for (MixingMap map : example.maps()) {
                byte[] values = StoredMap.values(map);
                byte[] scales = StoredMap.scales(map);
                byte[] deltas = StoredMap.deltas(map);
                batch.bind("run", id)
                        .bind("index", index)
                        .bind("method", map.method())
                        .bind("layers", map.layers())
                        .bind("rows", map.rows())
                        .bind("tokens", map.tokens())
                        .bind("map", values)
                        .bind("scales", scales)
                        .bind("deltas", deltas)
                        .bind(
                                "checksum",
                                Checksum.of(
                                        index,
                                        map.method(),
                                        map.layers(),
                                        map.rows(),
                                        map.tokens(),
                                        values,
                                        scales,
                                        deltas))
                        .add();
            }
        }
        batch.execute();
    }

    static Page<ScoreRow> page(Handle handle, ScoreRunId id, Filter filter, PageRequest page) {
        Map<String, Object> bindings = new LinkedHashMap<>();
        String condition = condition(id, filter, bindings);
        List<ScoreRow> rows = handle.createQuery(
                        SELECT + condition + " ORDER BY number OFFSET :offset ROWS FETCH NEXT :limit ROWS ONLY")
                .bindMap(bindings)
                .bind("offset", page.offset())
                .bind("limit", page.limit())
                .map(ConstructorMapper.of(Stored.class))
                .map(Stored::checked)
                .list();
        long total = handle.createQuery("SELECT count(*) FROM score_example" + condition)
                .bindMap(bindings)
                .mapTo(Long.class)
                .one();
        return new Page<>(rows, total);
    }

    static Classes classes(Handle handle, ScoreRunId id) {
        return new Classes(distinct(handle, "paradigm", id), distinct(handle, "label", id));
    }

    private static List<String> distinct(Handle handle, String column, ScoreRunId id) {
        return handle
                .createQuery("SELECT DISTINCT %1$s FROM score_example WHERE score_run_id = :run AND %1$s IS NOT NULL"
                        .formatted(column))
                .bind("run", id)
                .mapTo(String.class)
                .list()
                .stream()
                .map(value -> GrammaticalNumber.find(value)
                        .map(GrammaticalNumber::label)
                        .orElse(value))
                .sorted()
                .toList();
    }

    private static String condition(ScoreRunId id, Filter filter, Map<String, Object> bindings) {
        StringBuilder condition = new StringBuilder(" WHERE score_run_id = :run");
        bindings.put("run", id);
        if (filter.paradigm() != null) {
            condition.append(" AND paradigm = :paradigm");
            bindings.put("paradigm", filter.paradigm());
        }
        if (filter.label() != null) {
            condition.append(" AND label = :label");
            bindings.put("label", GrammaticalNumber.stored(filter.label()));
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
}
