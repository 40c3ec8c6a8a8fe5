package dev.mixlab.web.runs;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.mixlab.run.Runs;
import dev.mixlab.run.id.RunId;
import dev.mixlab.run.listing.Baseline;
import dev.mixlab.web.http.Answer;
import dev.mixlab.web.http.Ids;
import dev.mixlab.web.http.Inputs;
import dev.mixlab.web.http.OperationTable;
import dev.mixlab.web.http.Operations;
import dev.mixlab.web.json.RunJson;
import org.jspecify.annotations.Nullable;

/** Reads and sets which run is the baseline. */
public final class BaselineOperations implements Operations {

    private final Baseline baseline;
    private final Runs runs;

    public BaselineOperations(Baseline baseline, Runs runs) {
        this.baseline = baseline;
        this.runs = runs;
    }

    @Override
    public void addTo(OperationTable table) {
        table.answer("getBaseline", inputs -> answer());
        table.answer("setBaseline", this::set);
        table.answer("clearBaseline", inputs -> {
            baseline.clear();
            return answer();
        });
    }

    private Answer set(Inputs inputs) {
        baseline.set(Ids.run(inputs.body(BaselineRequest.class).runId()));
        return answer();
    }

    private Answer answer() {
        RunId id = baseline.get();
        return Answer.ok(new BaselineJson(id == null ? null : new RunJson(runs.get(id))));
    }

    /** The contract's BaselineChoice. */
    record BaselineRequest(String runId) {}

    /** The contract's BaselineRun. */
    @JsonInclude
    record BaselineJson(@Nullable RunJson run) {}
}
