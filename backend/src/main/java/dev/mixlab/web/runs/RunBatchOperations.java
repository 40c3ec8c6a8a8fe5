package dev.mixlab.web.runs;

import dev.mixlab.common.InvalidInputException;
import dev.mixlab.run.account.Owners.Kind;
import dev.mixlab.run.id.RunId;
import dev.mixlab.run.listing.BatchOutcome;
import dev.mixlab.run.listing.RunBatches;
import dev.mixlab.run.listing.RunChange;
import dev.mixlab.run.listing.RunChange.TagChange;
import dev.mixlab.run.listing.RunList;
import dev.mixlab.web.http.Answer;
import dev.mixlab.web.http.Ids;
import dev.mixlab.web.http.Inputs;
import dev.mixlab.web.http.OperationTable;
import dev.mixlab.web.http.Operations;
import dev.mixlab.web.http.access.Sender;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Changes, cancels or deletes all runs of a list. */
public final class RunBatchOperations implements Operations {

    private final RunList runs;
    private final RunBatches batches;

    public RunBatchOperations(RunList runs, RunBatches batches) {
        this.runs = runs;
        this.batches = batches;
    }

    @Override
    public void addTo(OperationTable table) {
        table.answerLong("changeManyRuns", this::change);
    }

    private Answer change(Inputs inputs) {
        BatchRequest request = inputs.body(BatchRequest.class);
        List<RunId> ids = ids(request, inputs.sender());
        if (ids.size() > RunBatches.MOST) {
            throw new InvalidInputException("%s runs are chosen, and at most %s are changed at once; narrow the filter"
                    .formatted(ids.size(), RunBatches.MOST));
        }
        boolean deletes = request.action == Action.DELETE;
        ids.forEach(id -> inputs.sender().requireOwner(Kind.RUN, id.value(), deletes));
        return Answer.ok(new BatchJson(ids.size(), outcome(request, ids)));
    }

    private List<RunId> ids(BatchRequest request, Sender sender) {
        if ((request.runs == null) == (request.filter == null)) {
            throw new InvalidInputException("a change of many runs has either runs or a filter");
        }
        return request.filter != null
                ? runs.ids(request.filter.filter(sender))
                : listed(request.runs).stream().map(Ids::run).distinct().toList();
    }

    private BatchOutcome outcome(BatchRequest request, List<RunId> ids) {
        boolean preview = Boolean.TRUE.equals(request.preview);
        if (preview && request.action != Action.DELETE) {
            throw new InvalidInputException("only a deletion has a preview");
        }
        return switch (request.action) {
            case TAG -> batches.change(ids, new RunChange(null, null, tags(request), null, null));
            case STAR, UNSTAR -> batches.change(ids, marked(request.action == Action.STAR, null));
            case ARCHIVE, RESTORE -> batches.change(ids, marked(null, request.action == Action.ARCHIVE));
            case CANCEL -> batches.cancel(ids);
            case DELETE -> batches.delete(ids, preview);
        };
    }

    private static TagChange tags(BatchRequest request) {
        TagChange tags = new TagChange(null, listed(request.addTags), listed(request.removeTags));
        if (tags.isNone()) {
            throw new InvalidInputException("the action tag needs addTags or removeTags");
        }
        return tags;
    }

    private static RunChange marked(@Nullable Boolean starred, @Nullable Boolean archived) {
        return new RunChange(null, null, TagChange.NONE, starred, archived);
    }

    private static <T> List<T> listed(@Nullable List<T> values) {
        return values == null ? List.of() : values;
    }

    /** What is done with the runs. */
    enum Action {
        TAG,
        STAR,
        UNSTAR,
        ARCHIVE,
        RESTORE,
        CANCEL,
        DELETE
    }

    /** The contract's RunBatch. */
    record BatchRequest(
            Action action,
            @Nullable List<String> runs,
            @Nullable RunFilterRequest filter,
            @Nullable List<String> addTags,
            @Nullable List<String> removeTags,
            @Nullable Boolean preview) {}

    /** The contract's BatchOutcome: the outcome beside the number of runs that were chosen. */
    record BatchJson(int chosen, int changed, long freed, List<BatchOutcome.Refusal> refused) {

        BatchJson(int chosen, BatchOutcome outcome) {
            this(chosen, outcome.changed(), outcome.freed(), outcome.refused());
        }
    }
}
