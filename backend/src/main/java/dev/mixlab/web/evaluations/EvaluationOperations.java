package dev.mixlab.web.evaluations;

import dev.mixlab.common.InvalidInputException;
import dev.mixlab.common.NotFoundException;
import dev.mixlab.evaluation.EstimateTable;
import dev.mixlab.evaluation.EvaluatingSettings;
import dev.mixlab.evaluation.EvaluationInfo;
import dev.mixlab.evaluation.MeasureValues;
import dev.mixlab.evaluation.MethodComparison;
import dev.mixlab.evaluation.MethodVariant;
import dev.mixlab.evaluation.SentenceGroups.Group;
import dev.mixlab.evaluation.faithfulness.BlankedOut;
import dev.mixlab.evaluation.faithfulness.DeletionTable;
import dev.mixlab.evaluation.statistics.PairedTest;
import dev.mixlab.mixing.method.Aggregation;
import dev.mixlab.run.Runs;
import dev.mixlab.run.id.ScoreRunId;
import dev.mixlab.run.score.EvaluationRuns;
import dev.mixlab.run.score.ScoreRun;
import dev.mixlab.run.score.ScoreRuns;
import dev.mixlab.web.http.Answer;
import dev.mixlab.web.http.Ids;
import dev.mixlab.web.http.Inputs;
import dev.mixlab.web.http.OperationTable;
import dev.mixlab.web.http.Operations;
import dev.mixlab.web.json.ConstantNames;
import dev.mixlab.web.json.EvaluationJson.ComparisonsJson;
import dev.mixlab.web.json.EvaluationJson.DescribedJson;
import dev.mixlab.web.json.EvaluationJson.EstimateTableJson;
import dev.mixlab.web.json.EvaluationJson.EvaluatedJson;
import dev.mixlab.web.json.EvaluationJson.ExampleEvaluationJson;
import dev.mixlab.web.json.EvaluationJson.ValuesJson;
import java.util.List;

/** Lists the evaluations and answers their stored results for one score run. */
public final class EvaluationOperations implements Operations {

    private final Runs runs;
    private final ScoreRuns scores;
    private final EvaluationRuns evaluations;
    private final List<EvaluationInfo> infos;

    /**
     * The operations on evaluations.
     *
     * @param infos all evaluations, in the order of menus
     */
    public EvaluationOperations(Runs runs, ScoreRuns scores, EvaluationRuns evaluations, List<EvaluationInfo> infos) {
        this.runs = runs;
        this.scores = scores;
        this.evaluations = evaluations;
        this.infos = List.copyOf(infos);
    }

    @Override
    public void addTo(OperationTable table) {
        table.answer(
                "listEvaluations",
                inputs -> Answer.ok(infos.stream().map(DescribedJson::of).toList()));
        table.answer("listEvaluated", this::listEvaluated);
        table.answer("getFigures", this::getFigures);
        table.answer("getValues", this::getValues);
        table.answer("getComparisons", this::getComparisons);
        table.answer("getDeletion", this::getDeletion);
        table.answer("getExampleEvaluation", this::getExampleEvaluation);
    }

    private ScoreRun scoreRun(Inputs inputs) {
        return scores.get(Ids.scoreRun(inputs));
    }

    private Answer listEvaluated(Inputs inputs) {
        ScoreRunId id = scoreRun(inputs).id();
        return Answer.ok(EvaluatedJson.of(id, evaluations));
    }

    private Answer getFigures(Inputs inputs) {
        ScoreRun run = scoreRun(inputs);
        EstimateTable estimates = evaluations.figures(run.id(), inputs.text("measure"), inputs.text("group"));
        return Answer.ok(EstimateTableJson.of(run, estimates));
    }

    private Answer getValues(Inputs inputs) {
        MeasureValues column = evaluations.column(scoreRun(inputs).id(), inputs.text("measure"), variant(inputs));
        return Answer.ok(ValuesJson.of(column, inputs.number("layer")));
    }

    private static MethodVariant variant(Inputs inputs) {
        return new MethodVariant(inputs.text("method"), aggregation(inputs));
    }

    private static Aggregation aggregation(Inputs inputs) {
        return inputs.constant("aggregation", Aggregation.class);
    }

    private Answer getComparisons(Inputs inputs) {
        ScoreRun run = scoreRun(inputs);
        Aggregation aggregation = aggregation(inputs);
        List<MeasureValues> all = evaluations.columns(run.id(), inputs.text("measure"));
        Group group = evaluations.group(run.id(), inputs.text("group"));
        MethodComparison.Choice choice = new MethodComparison.Choice(
                aggregation, inputs.optionalNumber("layer"), inputs.constant("test", PairedTest.class));
        MethodComparison comparison = MethodComparison.of(all, group, choice, settings(run));
        if (comparison.columns().isEmpty()) {
            throw new InvalidInputException("aggregation: no method of score run %s has values of '%s' under %s"
                    .formatted(run.id(), inputs.text("measure"), ConstantNames.of(aggregation)));
        }
        return Answer.ok(ComparisonsJson.of(comparison, group.name(), choice));
    }

    /** Returns the settings with which the stored estimates were computed. */
    private EvaluatingSettings settings(ScoreRun run) {
        return runs.get(run.run()).spec().evaluating();
    }

    private Answer getDeletion(Inputs inputs) {
        ScoreRunId id = scoreRun(inputs).id();
        int layer = inputs.number("layer");
        DeletionTable table = evaluations.document(id, DeletionTable.NAME, layer, DeletionTable.class);
        if (table == null) {
            throw new NotFoundException("score run %s has no deletion curves of layer %s".formatted(id, layer));
        }
        return Answer.ok(table);
    }

    private Answer getExampleEvaluation(Inputs inputs) {
        ScoreRun run = scoreRun(inputs);
        int index = inputs.number("index");
        if (index >= run.examples()) {
            throw new NotFoundException("score run %s has no example %s".formatted(run.id(), index));
        }
        if (!run.methods().contains(inputs.text("method"))) {
            throw new NotFoundException(
                    "score run %s was not scored by the method '%s'".formatted(run.id(), inputs.text("method")));
        }
        return Answer.ok(ExampleEvaluationJson.of(
                index,
                evaluations.columns(run.id(), variant(inputs)),
                evaluations.document(run.id(), BlankedOut.NAME, index, BlankedOut.class)));
    }
}
