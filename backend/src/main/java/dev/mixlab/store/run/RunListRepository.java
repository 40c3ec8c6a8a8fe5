package dev.mixlab.store.run;

import dev.mixlab.common.Page;
import dev.mixlab.common.PageRequest;
import dev.mixlab.run.Run;
import dev.mixlab.run.id.RunId;
import dev.mixlab.run.listing.RunChoices;
import dev.mixlab.run.listing.RunChoices.Choice;
import dev.mixlab.run.listing.RunChoices.OwnerChoice;
import dev.mixlab.run.listing.RunFilter;
import dev.mixlab.run.listing.RunGroups;
import dev.mixlab.run.listing.RunList;
import dev.mixlab.run.listing.RunOrder;
import dev.mixlab.store.Database;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/** Searches the stored runs. */
public final class RunListRepository implements RunList {

    private final Jdbi jdbi;
    private final RunRepository runs;

    public RunListRepository(Database database) {
        this.jdbi = database.jdbi();
        this.runs = new RunRepository(database);
    }

    @Override
    public Page<Run> list(RunFilter filter, RunOrder order, PageRequest page) {
        RunSelection selection = RunSelection.of(filter);
        return jdbi.inTransaction(handle -> new Page<>(
                runs(handle, ids(handle, selection, order, page)),
                selection.query(handle, "SELECT count(*)", "").mapTo(Long.class).one()));
    }

    /** Returns the ids of a page of the selected runs. */
    static List<RunId> ids(Handle handle, RunSelection selection, RunOrder order, PageRequest page) {
        String rows = RunSelection.orderBy(order) + " OFFSET :offset ROWS FETCH NEXT :limit ROWS ONLY";
        return selection
                .query(handle, "SELECT run.id", rows)
                .bind("offset", page.offset())
                .bind("limit", page.limit())
                .mapTo(String.class)
                .map(RunId::new)
                .list();
    }

    private List<Run> runs(Handle handle, List<RunId> ids) {
        if (ids.isEmpty()) {
            return List.of();
        }
        List<RunRow> rows = handle.createQuery(RunRow.SELECT + " WHERE id IN (<ids>)")
                .bindList("ids", ids)
                .map(ConstructorMapper.of(RunRow.class))
                .list();
        Map<RunId, Run> found =
                RunRow.withStages(handle, rows).stream().collect(Collectors.toMap(Run::id, Function.identity()));
        return ids.stream().map(found::get).map(runs::withOutage).toList();
    }

    @Override
    public List<RunId> ids(RunFilter filter) {
        return jdbi.withHandle(handle -> RunSelection.of(filter)
                .query(handle, "SELECT run.id", RunSelection.orderBy(RunOrder.latestFirst()))
                .mapTo(String.class)
                .map(RunId::new)
                .list());
    }

    @Override
    public RunGroups groups(RunFilter filter, RunGroups.Grouping grouping, PageRequest page) {
        return jdbi.inTransaction(handle -> GroupQuery.groups(handle, RunSelection.of(filter), grouping, page));
    }

    @Override
    public RunChoices choices() {
        return jdbi.inTransaction(handle -> new RunChoices(
                choices(handle, "model_id", "run"),
                choices(handle, "data_id", "run"),
                choices(handle, "tag", "run_tag"),
                owners(handle)));
    }

    private static List<OwnerChoice> owners(Handle handle) {
        return handle.createQuery("SELECT run.owner AS choice, account.display_name AS name, count(*) AS runs FROM run"
                        + " LEFT JOIN account ON account.id = run.owner GROUP BY run.owner, account.display_name"
                        + " ORDER BY LOWER(account.display_name) NULLS LAST, run.owner NULLS LAST")
                .map((row, context) -> {
                    String owner = row.getString("choice");
                    return new OwnerChoice(
                            owner == null ? RunFilter.NOBODY : owner, row.getString("name"), row.getLong("runs"));
                })
                .list();
    }

    private static List<Choice> choices(Handle handle, String column, String table) {
        return handle.createQuery("SELECT %1$s AS choice, count(*) AS runs FROM %2$s GROUP BY %1$s ORDER BY %1$s"
                        .formatted(column, table))
                .map((row, context) -> new Choice(row.getString("choice"), row.getLong("runs")))
                .list();
    }
}
