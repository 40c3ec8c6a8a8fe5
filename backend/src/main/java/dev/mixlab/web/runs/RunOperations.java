package dev.mixlab.web.runs;

import dev.mixlab.run.NewRun;
import dev.mixlab.run.Run;
import dev.mixlab.run.RunLauncher;
import dev.mixlab.run.Runs;
import dev.mixlab.run.catalogue.DataSets;
import dev.mixlab.run.catalogue.Models;
import dev.mixlab.web.http.Answer;
import dev.mixlab.web.http.Contract;
import dev.mixlab.web.http.Ids;
import dev.mixlab.web.http.Inputs;
import dev.mixlab.web.http.OperationTable;
import dev.mixlab.web.http.Operations;
import dev.mixlab.web.json.RunJson;
import java.util.Map;

/** Launches, cancels and reads runs. */
public final class RunOperations implements Operations {

    private final Runs runs;
    private final RunLauncher control;
    private final RunSpecs specs;

    public RunOperations(Runs runs, RunLauncher control, Models models, DataSets dataSets) {
        this.runs = runs;
        this.control = control;
        this.specs = new RunSpecs(control, models, dataSets);
    }

    @Override
    public void addTo(OperationTable table) {
        table.answer("createRun", this::create);
        table.answer("estimateRun", inputs -> Answer.ok(control.estimate(specs.of(inputs.body(LaunchRequest.class)))));
        table.answer("getRun", this::get);
        table.answer("cancelRun", inputs -> Answer.accepted(new RunJson(control.cancel(Ids.run(inputs)))));
        table.answer("getMetrics", inputs -> Answer.ok(runs.metrics(Ids.run(inputs), inputs.number("sinceStep"))));
        table.answer(
                "getLog",
                inputs -> Answer.ok(Map.of("lines", runs.log(Ids.run(inputs), inputs.number("sinceNumber")))));
    }

    /** A share always shows the same, so that what people note of the run is no part of it. */
    private Answer get(Inputs inputs) {
        Run run = runs.get(Ids.run(inputs));
        return Answer.ok(new RunJson(inputs.asOf() == null ? run : run.withoutMarks()));
    }

    private Answer create(Inputs inputs) {
        LaunchRequest request = inputs.body(LaunchRequest.class);
        String repeats = request.repeats();
        Run run = control.launch(new NewRun(
                specs.of(request),
                repeats == null ? null : Ids.run(repeats),
                request.priorityOrNormal(),
                null,
                inputs.sender().owner()));
        return Answer.created(Contract.BASE + "/runs/" + run.id(), new RunJson(run));
    }
}
