package dev.mixlab.web.runs;

import dev.mixlab.common.NotFoundException;
import dev.mixlab.evaluation.suite.Evaluations;
import dev.mixlab.run.RunLauncher;
import dev.mixlab.run.catalogue.DataSets;
import dev.mixlab.run.catalogue.ModelEntry;
import dev.mixlab.run.catalogue.Models;
import dev.mixlab.run.spec.PipelineSpec;
import java.util.List;
import java.util.regex.Pattern;

/** Completes requests for runs by what is usual and suggested for their model and data. */
public final class RunSpecs {

    private static final Pattern OF_A_LAB = Pattern.compile(".*-[0-9a-f]{8}");

    /** Of the name of a model or a data set within the name of a run, in code points: two fit into the 120 of the contract. */
    private static final int LONGEST_NAME = 50;

    private final RunLauncher control;
    private final Models models;
    private final DataSets dataSets;

    public RunSpecs(RunLauncher control, Models models, DataSets dataSets) {
        this.control = control;
        this.models = models;
        this.dataSets = dataSets;
    }

    /** Returns the spec of a request. */
    PipelineSpec of(LaunchRequest request) {
        ModelEntry model = models.get(request.modelId());
        String name = usualName(request);
        PipelineSpec spec = request.spec(name, model.suggested(), standardEvaluations(request.dataId()));
        PipelineSpec sized =
                request.leavesRows() ? spec.withScoring(spec.scoring().withRows(control.suggestedRows(spec))) : spec;
        if (!request.leavesDeletions()) {
            return sized;
        }
        int deletions = control.suggestedDeletions(sized);
        return sized.withEvaluations(sized.evaluations(), sized.evaluating().withDeletionExamples(deletions));
    }

    /** Returns whether a model has no head for masked language modelling. */
    boolean lacksHead(String modelId) {
        return !models.get(modelId).about().maskedLm();
    }

    /** Returns the name of a model in the name of a run. */
    String modelName(String modelId) {
        return nameOf(modelId, models.get(modelId).name());
    }

    /** Returns the name of a run that is launched without one. */
    String usualName(LaunchRequest request) {
        return modelName(request.modelId()) + " on " + nameOfData(request.dataId());
    }

    /** Returns the name of a data set in the name of a run. */
    String nameOfData(String id) {
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
