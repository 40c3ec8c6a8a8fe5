package dev.mixlab.evaluation.randomisation;

import dev.mixlab.evaluation.Evaluation;
import dev.mixlab.evaluation.EvaluationCost;
import dev.mixlab.evaluation.EvaluationInfo;
import dev.mixlab.evaluation.EvaluationInput;
import dev.mixlab.evaluation.EvaluationResult;
import dev.mixlab.evaluation.EvaluationWork;
import dev.mixlab.evaluation.EvaluationWork.ModelWork;
import java.util.List;

/**
 * Measures whether scores depend on what the model has learnt, by scoring it once more with weights that are re-initialised from the top
 * down (Adebayo et al. 2018). It scores a sample several times, and is not among the standard evaluations.
 */
public final class WeightRandomisationEvaluation implements Evaluation {

    static final String ID = "weight_randomisation";

    /** Seconds on two cores to draw a weight or to copy it. */
    private static final double WEIGHT = 2.5e-8;

    @Override
    public EvaluationInfo info() {
        return new EvaluationInfo(
                ID,
                "Weight randomisation",
                "Adebayo et al. 2018",
                "Whether scores change when weights are re-initialised from the top down: a method whose scores stay as they are does not show what the model has learnt.",
                false,
                List.of(),
                RandomisedPart.measures());
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public EvaluationResult evaluate(EvaluationInput input) {
        return new WeightRandomisationWork(input).result();
    }

    @Override
    public List<Integer> chunks(EvaluationInput input) {
        return WeightRandomisationWork.chunks(input);
    }

    @Override
    public EvaluationCost cost(EvaluationWork work) {
        int parts = RandomisedPart.values().length;
        Integer most = work.settings().deletionExamples();
        double sentences = most == null ? work.examples() : Math.min(most, work.examples());
        double chunks = Math.ceil(sentences / WeightRandomisationWork.TOGETHER);
        ModelWork model = work.model();
        return EvaluationCost.ofMeasures(work, parts)
                .plus(
                        parts * sentences * work.scoring().operations(),
                        parts * (sentences * work.scoring().overhead() + chunks * WEIGHT * model.parameters()),
                        0);
    }
}
