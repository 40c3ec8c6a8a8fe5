package dev.mixlab.web.evaluations;

import dev.mixlab.common.InvalidInputException;
import dev.mixlab.common.NotFoundException;
import dev.mixlab.evaluation.quantity.QuantityEvaluation;
import dev.mixlab.evaluation.quantity.QuantityTable;
import dev.mixlab.evaluation.suite.Evaluations;
import dev.mixlab.run.id.ScoreRunId;
import dev.mixlab.run.score.EvaluationRuns;
import dev.mixlab.run.score.ScoreRuns;
import dev.mixlab.web.http.Answer;
import dev.mixlab.web.http.Ids;
import dev.mixlab.web.http.Inputs;
import dev.mixlab.web.http.OperationTable;
import dev.mixlab.web.http.Operations;
import dev.mixlab.web.json.QuantitiesJson;

/** Answers what evaluations have measured of a model by layer, or by layer and head. */
public final class QuantityOperations implements Operations {

    private final ScoreRuns scores;
    private final EvaluationRuns evaluations;

    public QuantityOperations(ScoreRuns scores, EvaluationRuns evaluations) {
        this.scores = scores;
        this.evaluations = evaluations;
    }

    @Override
    public void addTo(OperationTable table) {
        table.answer("getQuantities", this::getQuantities);
    }

    private Answer getQuantities(Inputs inputs) {
        ScoreRunId id = scores.get(Ids.scoreRun(inputs)).id();
        String name = inputs.text("evaluation");
        if (!(Evaluations.of(name) instanceof QuantityEvaluation evaluation)) {
            throw new InvalidInputException(
                    "evaluation: '%s' measures methods and has no quantities of its own".formatted(name));
        }
        QuantityTable table = evaluations.document(id, QuantityTable.name(name), 0, QuantityTable.class);
        if (table == null) {
            throw new NotFoundException("score run %s has no evaluation '%s'".formatted(id, name));
        }
        String group = inputs.text("group");
        return table.groups().stream()
                .filter(figures -> figures.group().equals(group))
                .findFirst()
                .map(figures -> Answer.ok(QuantitiesJson.of(name, evaluation.quantities(), table, figures)))
                .orElseThrow(() ->
                        new NotFoundException("score run %s has no group of sentences '%s'".formatted(id, group)));
    }
}
