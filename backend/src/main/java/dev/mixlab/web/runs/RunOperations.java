package dev.mixlab.web.runs;

import dev.mixlab.common.NotFoundException;
import dev.mixlab.evaluation.suite.Evaluations;
import dev.mixlab.run.NewRun;
import dev.mixlab.run.PipelineSpec;
import dev.mixlab.run.Run;
import dev.mixlab.run.RunLauncher;
import dev.mixlab.run.Runs;
import dev.mixlab.run.catalogue.DataSets;
import dev.mixlab.run.catalogue.ModelEntry;
import dev.mixlab.run.catalogue.Models;
import dev.mixlab.web.http.Answer;
import dev.mixlab.web.http.Contract;
import dev.mixlab.web.http.Ids;
import dev.mixlab.web.http.Inputs;
import dev.mixlab.web.http.OperationTable;
import dev.mixlab.web.http.Operations;
import dev.mixlab.web.json.RunJson;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Launches, cancels and reads runs. */
public final class RunOperations implements Operations {

    private static final Pattern OF_A_LAB = Pattern.compile(".*-[0-9a-f]{8}");

    /** Of the name of a model or a data set within the name of a run, in code points: two fit into the 120 of the contract. */
    private static final int LONGEST_NAME = 50;

    private final Runs runs;
    private final RunLauncher control;
    private final Models models;
    private final DataSets dataSets;

    public RunOperations(Runs runs, RunLauncher control, Models models, DataSets dataSets) {
        this.runs = runs;
        this.control = control;
        this.models = models;
        this.dataSets = dataSets;
    }

    @Override
    public void addTo(OperationTable table) {
        table.answer("createRun", this::create);
        table.answer("estimateRun", inputs -> Answer.ok(control.estimate(spec(inputs))));
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
        String repeats = inputs.body(LaunchRequest.class).repeats();
        Run run = control.launch(new NewRun(spec(inputs), repeats == null ? null : Ids.run(repeats)));
        return Answer.created(Contract.BASE + "/runs/" + run.id(), new RunJson(run));
    }

    private PipelineSpec spec(Inputs inputs) {
        LaunchRequest request = inputs.body(LaunchRequest.class);
        ModelEntry model = models.get(request.modelId());
        String name = nameOf(request.modelId(), model.name()) + " on " + nameOfData(request.dataId());
        PipelineSpec spec = request.spec(name, model.suggested(), standardEvaluations(request.dataId()));
        PipelineSpec sized =
                request.leavesRows() ? spec.withScoring(spec.scoring().withRows(control.suggestedRows(spec))) : spec;
        if (!request.leavesDeletions()) {
            return sized;
        }
        int deletions = control.suggestedDeletions(sized);
        return sized.withEvaluations(sized.evaluations(), sized.evaluating().withDeletionExamples(deletions));
    }

    private String nameOfData(String id) {
        try {
            return nameOf(id, dataSets.get(id).name());
        } catch (NotFoundException missing) {
            return id;
        }
    }

    /** Returns the name of what a lab has brought along, whose id ends in a hash, and the id of what is built in. */
    private static String nameOf(String id, String name) {
        if (!OF_A_LAB.matcher(id).matches()) {
            return id;
        }
        boolean fits = name.codePointCount(0, name.length()) <= LONGEST_NAME;
        return fits ? name : name.substring(0, name.offsetByCodePoints(0, LONGEST_NAME - 1)) + "…";
    }

    /** Returns the evaluations that a launch without any gets; all of them for a data set that is not there, which the launcher refuses. */
    private List<String> standardEvaluations(String dataId) {
        try {
            return Evaluations.standardIds(dataSets.get(dataId)::lacks);
        } catch (NotFoundException missing) {
            return Evaluations.standardIds();
        }
    }
}
