package dev.mixlab.web.runs;

import dev.mixlab.common.PageRequest;
import dev.mixlab.run.account.Owners.Kind;
import dev.mixlab.run.id.RunId;
import dev.mixlab.run.listing.RunChange;
import dev.mixlab.run.listing.RunChange.TagChange;
import dev.mixlab.run.listing.RunCondition.Metric;
import dev.mixlab.run.listing.RunEdits;
import dev.mixlab.run.listing.RunGroups;
import dev.mixlab.run.listing.RunGroups.Grouping;
import dev.mixlab.run.listing.RunList;
import dev.mixlab.run.listing.RunOrder;
import dev.mixlab.web.http.Answer;
import dev.mixlab.web.http.Ids;
import dev.mixlab.web.http.Inputs;
import dev.mixlab.web.http.OperationTable;
import dev.mixlab.web.http.Operations;
import dev.mixlab.web.json.RunJson;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Searches runs, and changes what people note of them. */
public final class RunListOperations implements Operations {

    /** The numbers of groups for which none are named. */
    private static final List<Metric> GROUPED = List.of(
            Metric.ACCURACY_BEFORE, Metric.ACCURACY_AFTER, Metric.ACCURACY_GAIN, Metric.CUE_SHARE, Metric.DURATION);

    private final RunList runs;
    private final RunEdits edits;

    public RunListOperations(RunList runs, RunEdits edits) {
        this.runs = runs;
        this.edits = edits;
    }

    @Override
    public void addTo(OperationTable table) {
        table.answer("listRuns", this::list);
        table.answer("groupRuns", this::groups);
        table.answer("listRunChoices", inputs -> Answer.ok(runs.choices()));
        table.answer("changeRun", this::change);
        table.answer("changeRuns", this::changeMany);
        table.answer("getNotes", inputs -> Answer.ok(Map.of("notes", edits.notes(Ids.run(inputs)))));
    }

    private Answer list(Inputs inputs) {
        PageRequest page = new PageRequest(inputs.number("offset"), inputs.number("limit"));
        RunOrder order = new RunOrder(
                inputs.constant("sort", RunOrder.Key.class),
                inputs.text("order").equals("ascending"));
        return Answer.ok(runs.list(RunFilterRequest.of(inputs).filter(inputs.sender()), order, page)
                .map(RunJson::new));
    }

    private Answer groups(Inputs inputs) {
        List<Metric> metrics = inputs.constants("metric", Metric.class);
        Grouping grouping = new Grouping(
                inputs.constant("by", RunGroups.Key.class),
                metrics.isEmpty() ? GROUPED : metrics,
                inputs.constant("sort", RunGroups.Order.class),
                inputs.text("order").equals("ascending"));
        PageRequest page = new PageRequest(inputs.number("offset"), inputs.number("limit"));
        return Answer.ok(runs.groups(RunFilterRequest.of(inputs).filter(inputs.sender()), grouping, page));
    }

    private Answer change(Inputs inputs) {
        SingleChange change = inputs.body(SingleChange.class);
        return Answer.ok(new RunJson(
                edits.change(List.of(Ids.run(inputs)), change.change()).get(0)));
    }

    private Answer changeMany(Inputs inputs) {
        SharedChange change = inputs.body(SharedChange.class);
        List<RunId> ids = change.runs().stream().map(Ids::run).distinct().toList();
        ids.forEach(id -> inputs.sender().requireOwner(Kind.RUN, id.value(), false));
        return Answer.ok(
                edits.change(ids, change.change()).stream().map(RunJson::new).toList());
    }

    /** The contract's RunChange. */
    record SingleChange(
            @Nullable String name,
            @Nullable String notes,
            @Nullable List<String> tags,
            @Nullable Boolean starred,
            @Nullable Boolean archived) {

        RunChange change() {
            TagChange tagChange = tags == null ? TagChange.NONE : new TagChange(tags, List.of(), List.of());
            return new RunChange(name, notes, tagChange, starred, archived);
        }
    }

    /** The contract's RunsChange. */
    record SharedChange(
            List<String> runs,
            @Nullable List<String> addTags,
            @Nullable List<String> removeTags,
            @Nullable Boolean starred,
            @Nullable Boolean archived) {

        RunChange change() {
            TagChange tags = new TagChange(
                    null,
                    Objects.requireNonNullElseGet(addTags, List::of),
                    Objects.requireNonNullElseGet(removeTags, List::of));
            return new RunChange(null, null, tags, starred, archived);
        }
    }
}
