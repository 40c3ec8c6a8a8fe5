package dev.mixlab.web.evaluations;

import dev.mixlab.common.NotFoundException;
import dev.mixlab.evaluation.probing.CorrelationTable;
import dev.mixlab.evaluation.probing.ProbingMode;
import dev.mixlab.evaluation.probing.ProbingTable;
import dev.mixlab.run.id.ScoreRunId;
import dev.mixlab.run.score.EvaluationRuns;
import dev.mixlab.run.score.ScoreRuns;
import dev.mixlab.web.http.Answer;
import dev.mixlab.web.http.Ids;
import dev.mixlab.web.http.Inputs;
import dev.mixlab.web.http.OperationTable;
import dev.mixlab.web.http.Operations;

/** Answers stored probing results and their correlations with cue alignment. */
public final class ProbingOperations implements Operations {

    private final ScoreRuns scores;
    private final EvaluationRuns evaluations;

    public ProbingOperations(ScoreRuns scores, EvaluationRuns evaluations) {
        this.scores = scores;
        this.evaluations = evaluations;
    }

    @Override
    public void addTo(OperationTable table) {
        table.answer("getProbing", this::getProbing);
        table.answer("getCorrelations", this::getCorrelations);
    }

    private Answer getProbing(Inputs inputs) {
        ProbingMode mode = ProbingMode.of(inputs.text("mode"));
        return Answer.ok(stored(inputs, mode.evaluation(), mode, ProbingTable.class));
    }

    private Answer getCorrelations(Inputs inputs) {
        ProbingMode mode = ProbingMode.of(inputs.text("mode"));
        String measure = inputs.text("measure");
        return Answer.ok(stored(inputs, CorrelationTable.name(mode, measure), mode, CorrelationTable.class));
    }

    private <T> T stored(Inputs inputs, String name, ProbingMode mode, Class<T> type) {
        ScoreRunId id = scores.get(Ids.scoreRun(inputs)).id();
        T document = evaluations.document(id, name, 0, type);
        if (document != null) {
            return document;
        }
        boolean made = evaluations.list(id).stream()
                .anyMatch(evaluated -> evaluated.evaluation().equals(mode.evaluation()));
        throw new NotFoundException(
                made
                        ? "score run %s has no correlations of '%s' with probing, which exist for measures of cue alignment only"
                                .formatted(id, inputs.text("measure"))
                        : "score run %s has no evaluation '%s'".formatted(id, mode.evaluation()));
    }
}
