package dev.mixlab.store.run;

import dev.mixlab.common.PageRequest;
import dev.mixlab.run.listing.RunCondition.Metric;
import dev.mixlab.run.listing.RunGroups;
import dev.mixlab.run.listing.RunGroups.Group;
import dev.mixlab.run.listing.RunGroups.Grouping;
import dev.mixlab.run.listing.RunGroups.Spread;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Groups runs with the mean and the spread of their numbers, in the SQL of H2 and PostgreSQL. */
final class GroupQuery {

    private static final String OF_STATE = ", COUNT(CASE WHEN run.state = '%s' THEN 1 END) AS %s";

    private GroupQuery() {}

    /** Returns one page of the groups of the selected runs. */
    static RunGroups groups(Handle handle, RunSelection selection, Grouping grouping, PageRequest page) {
        String key = key(grouping.key());
        String tables = grouping.key() == RunGroups.Key.TAG ? "run JOIN run_tag ON run_tag.run_id = run.id" : "run";
        long total = selection
                .query(handle, "SELECT COUNT(DISTINCT %s)".formatted(key), tables, "")
                .mapTo(Long.class)
                .one();
        String rows = " GROUP BY %1$s ORDER BY %2$s%1$s ASC OFFSET :offset ROWS FETCH NEXT :limit ROWS ONLY"
                .formatted(key, order(grouping));
        List<Group> items = selection
                .query(handle, select(key, grouping.metrics()), tables, rows)
                .bind("offset", page.offset())
                .bind("limit", page.limit())
                .map((row, context) -> group(row, grouping.metrics()))
                .list();
        return new RunGroups(total, items);
    }

    private static String key(RunGroups.Key key) {
        return switch (key) {
            case MODEL -> "run.model_id";
            case DATA -> "run.data_id";
            case SEED -> "run.seed";
            case LEARNING_RATE -> "run.learning_rate";
            case TAG -> "run_tag.tag";
        };
    }

    /** Returns what comes before the value itself in the order of the groups. */
    private static String order(Grouping grouping) {
        String direction = grouping.ascending() ? " ASC" : " DESC";
        return switch (grouping.order()) {
            case VALUE -> grouping.ascending() ? "" : key(grouping.key()) + " DESC, ";
            case RUNS -> "COUNT(*)" + direction + ", ";
            case MEAN -> "AVG(" + ofSucceeded(grouping.metrics().get(0)) + ")" + direction + " NULLS LAST, ";
        };
    }

    private static String select(String key, List<Metric> metrics) {
        StringBuilder select = new StringBuilder("SELECT " + key + " AS group_value, COUNT(*) AS runs")
                .append(OF_STATE.formatted("SUCCEEDED", "succeeded"))
                .append(OF_STATE.formatted("FAILED", "failed"));
        for (int place = 0; place < metrics.size(); place++) {
            select.append(
                    ", COUNT(%1$s) AS n%2$s, AVG(%1$s) AS mean%2$s, STDDEV_SAMP(%1$s) AS sd%2$s, MIN(%1$s) AS least%2$s, MAX(%1$s) AS largest%2$s"
                            .formatted(ofSucceeded(metrics.get(place)), place));
        }
        return select.toString();
    }

    private static String ofSucceeded(Metric metric) {
        return "CASE WHEN run.state = 'SUCCEEDED' THEN CAST(%s AS DOUBLE PRECISION) END"
                .formatted(RunSelection.column(metric));
    }

    private static Group group(ResultSet row, List<Metric> metrics) throws SQLException {
        List<Spread> spreads = new ArrayList<>();
        for (int place = 0; place < metrics.size(); place++) {
            spreads.add(new Spread(
                    metrics.get(place),
                    row.getLong("n" + place),
                    number(row, "mean" + place),
                    number(row, "sd" + place),
                    number(row, "least" + place),
                    number(row, "largest" + place)));
        }
        return new Group(
                row.getString("group_value"),
                row.getLong("runs"),
                row.getLong("succeeded"),
                row.getLong("failed"),
                spreads);
    }

    private static @Nullable Double number(ResultSet row, String column) throws SQLException {
        double number = row.getDouble(column);
        return row.wasNull() ? null : number;
    }
}
