package dev.mixlab.store.run;

import dev.mixlab.run.listing.RunCondition;
import dev.mixlab.run.listing.RunCondition.Metric;
import dev.mixlab.run.listing.RunFilter;
import dev.mixlab.run.listing.RunFilter.Archived;
import dev.mixlab.run.listing.RunOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/** The runs that a filter lets through, as a condition in the SQL of H2 and PostgreSQL with its values. */
final class RunSelection {

    private static final String GAIN = "(run.accuracy_after - run.accuracy_before)";

    private static final String SECONDS = "EXTRACT(EPOCH FROM (run.finished_at - run.started_at))";

    /** The name of a run's owner; null where nobody owns it, or the account is gone. */
    static final String OWNER_NAME = "(SELECT account.display_name FROM account WHERE account.id = run.owner)";

    /** Where a word may be, asked so that each subquery is answered once. The escape character is one that no other escaping uses. */
    private static final String WORD = "(run.id || ' ' || run.name || ' ' || run.model_id || ' ' || run.data_id"
            + " || ' seed ' || CAST(run.seed AS VARCHAR) ILIKE %1$s ESCAPE '!'"
            + " OR run.id IN (SELECT run_id FROM run_tag WHERE tag ILIKE %1$s ESCAPE '!')"
            + " OR run.id IN (SELECT run_id FROM run_note WHERE note ILIKE %1$s ESCAPE '!')"
            + " OR run.model_id IN (SELECT id FROM model WHERE name ILIKE %1$s ESCAPE '!')"
            + " OR run.model_id IN (SELECT id FROM checkpoint WHERE name ILIKE %1$s ESCAPE '!')"
            + " OR run.data_id IN (SELECT id FROM data_set WHERE name ILIKE %1$s ESCAPE '!')"
            + " OR run.owner IN (SELECT id FROM account WHERE display_name ILIKE %1$s ESCAPE '!'))";

    private static final String EVALUATED =
            "run.id IN (SELECT s.run_id FROM score_run s" + " JOIN evaluation e ON e.score_run_id = s.id)";

    private final List<String> conditions = new ArrayList<>();
    private final Map<String, Object> values = new HashMap<>();

    private RunSelection() {}

    static RunSelection of(RunFilter filter) {
        RunSelection selection = new RunSelection();
        filter.words().forEach(selection::word);
        if (filter.state() != null) {
            selection.require("run.state = " + selection.value(filter.state().name()));
        }
        selection.oneOf("run.model_id", filter.models());
        selection.oneOf("run.data_id", filter.dataSets());
        selection.owners(filter.owners());
        filter.tags().forEach(selection::tag);
        selection.flag("run.starred", filter.starred());
        selection.flag(EVALUATED, filter.evaluated());
        selection.archived(filter.archived());
        selection.launched(filter.launched());
        filter.conditions().forEach(selection::condition);
        if (filter.repeats() != null) {
            selection.require(
                    "run.repeats = " + selection.value(filter.repeats().value()));
        }
        if (filter.sweep() != null) {
            selection.require("run.sweep_id = " + selection.value(filter.sweep().value()));
        }
        return selection;
    }

    private void word(String word) {
        String literal = word.replace("!", "!!").replace("%", "!%").replace("_", "!_");
        require(WORD.formatted(value("%" + literal + "%")));
    }

    private void tag(String tag) {
        require("run.id IN (SELECT run_id FROM run_tag WHERE tag = %s)".formatted(value(tag)));
    }

    private void oneOf(String column, List<String> allowed) {
        if (!allowed.isEmpty()) {
            require(column + " IN ("
                    + String.join(", ", allowed.stream().map(this::value).toList()) + ")");
        }
    }

    private void owners(List<String> owners) {
        List<String> ids =
                owners.stream().filter(owner -> !owner.equals(RunFilter.NOBODY)).toList();
        if (ids.size() == owners.size()) {
            oneOf("run.owner", ids);
        } else if (ids.isEmpty()) {
            require("run.owner IS NULL");
        } else {
            require("(run.owner IS NULL OR run.owner IN (%s))"
                    .formatted(String.join(", ", ids.stream().map(this::value).toList())));
        }
    }

    private void flag(String condition, @Nullable Boolean wanted) {
        if (wanted != null) {
            require(wanted ? condition : "NOT " + condition);
        }
    }

    private void archived(Archived archived) {
        switch (archived) {
            case HIDDEN -> require("run.archived_at IS NULL");
            case ONLY -> require("run.archived_at IS NOT NULL");
            case INCLUDED -> {}
        }
    }

    private void launched(RunFilter.Period period) {
        if (period.from() != null) {
            require("run.created_at >= " + value(period.from()));
        }
        if (period.until() != null) {
            require("run.created_at < " + value(period.until()));
        }
    }

    private void condition(RunCondition condition) {
        require("%s %s %s"
                .formatted(column(condition.metric()), condition.comparison().sign(), value(condition.bound())));
    }

    /** Returns a number of a run in SQL; of a run that does not have it, it is null. */
    static String column(Metric metric) {
        return switch (metric) {
            case ACCURACY_BEFORE -> "run.accuracy_before";
            case ACCURACY_AFTER -> "run.accuracy_after";
            case ACCURACY_GAIN -> GAIN;
            case CUE_SHARE -> "run.cue_share_value";
            case LEARNING_RATE -> "run.learning_rate";
            case SEED -> "run.seed";
            case DURATION -> SECONDS;
        };
    }

    private void require(String condition) {
        conditions.add(condition);
    }

    private String value(Object value) {
        String name = "v" + values.size();
        values.put(name, value);
        return ":" + name;
    }

    /** Creates a query of the selected runs: what comes before the condition, the condition, and what comes after it. */
    Query query(Handle handle, String before, String after) {
        return query(handle, before, "run", after);
    }

    /**
     * Creates a query of the selected runs.
     *
     * @param before what comes before the table of runs
     * @param tables the table of runs with what it is joined with
     * @param after what comes after the condition
     */
    Query query(Handle handle, String before, String tables, String after) {
        String where = conditions.isEmpty() ? "" : " WHERE " + String.join(" AND ", conditions);
        Query query = handle.createQuery(before + " FROM " + tables + where + after);
        values.forEach(query::bind);
        return query;
    }

    /** Returns an order as a clause that leaves no two runs in any order. */
    static String orderBy(RunOrder order) {
        String key = switch (order.key()) {
            case CREATED -> "run.created_at";
            case NAME -> "run.name";
            case STATE -> "run.state";
            case MODEL -> "run.model_id";
            case DATA -> "run.data_id";
            case ACCURACY_BEFORE -> "run.accuracy_before";
            case ACCURACY_AFTER -> "run.accuracy_after";
            case ACCURACY_GAIN -> GAIN;
            case CUE_SHARE -> "run.cue_share_value";
            case DURATION -> "run.finished_at - run.started_at";
            case SEED -> "run.seed";
            case LEARNING_RATE -> "run.learning_rate";
            case FINISHED -> "run.finished_at";
            case OWNER -> "LOWER(" + OWNER_NAME + ")";
        };
        String direction = order.ascending() ? "ASC" : "DESC";
        if (order.key() == RunOrder.Key.CREATED) {
            return " ORDER BY run.created_at %1$s, run.place %1$s, run.id %1$s".formatted(direction);
        }
        return " ORDER BY %s %s NULLS LAST, run.created_at DESC, run.place DESC, run.id DESC".formatted(key, direction);
    }
}
