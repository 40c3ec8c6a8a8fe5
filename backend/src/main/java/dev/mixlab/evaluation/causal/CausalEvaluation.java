package dev.mixlab.evaluation.causal;

import dev.mixlab.evaluation.Evaluation;
import dev.mixlab.evaluation.EvaluationCost;
import dev.mixlab.evaluation.EvaluationInfo;
import dev.mixlab.evaluation.EvaluationInput;
import dev.mixlab.evaluation.EvaluationResult;
import dev.mixlab.evaluation.EvaluationWork;
import dev.mixlab.evaluation.Measure;
import java.util.Arrays;
import java.util.List;

/**
 * Measures whether the tokens that a map names are those that a layer gives to the answer, by cutting each token in each layer and
 * carrying that to the answer. It costs hundreds of passes per sentence, is run on a sample, and is not among the standard ones.
 */
public final class CausalEvaluation implements Evaluation {

    static final String ID = "causal_agreement";

    /** Times that all tokens are changed in every layer: zeroed values, cut edges, patched values. */
    private static final int CUTS = 3;

    /** Knock-outs are computed in double precision. */
    private static final int DOUBLE = 2;

    /** Seconds per pass and layer: with small models, the calls of the engine take longer than their products. */
    private static final double CALLS = 1e-5;

    @Override
    public EvaluationInfo info() {
        return new EvaluationInfo(
                ID,
                "Agreement with knock-outs",
                "definition of this program",
                "Whether a layer's scores agree with what the answer loses when tokens are cut in that layer, or given the values of a sentence whose cue has the other number.",
                false,
                List.of(),
                Arrays.stream(KnockoutAgreement.values())
                        .map(one -> new Measure(one.id(), one.label(), one.description(), true, -1, 1))
                        .toList());
    }

    @Override
    public int version() {
        return 2;
    }

    @Override
    public EvaluationResult evaluate(EvaluationInput input) {
        try (CausalWork work = new CausalWork(input)) {
            return work.result();
        }
    }

    @Override
    public List<Integer> chunks(EvaluationInput input) {
        return CausalWork.chunks(input);
    }

    @Override
    public EvaluationCost cost(EvaluationWork work) {
        Integer most = work.settings().deletionExamples();
        double sentences = most == null ? work.examples() : Math.min(most, work.examples());
        EvaluationWork.ModelWork model = work.model();
        double perToken = CUTS * (model.layers() + 1) / 2.0 + 1;
        double copies = sentences * work.tokens() * perToken;
        double passes = sentences * work.passes(length -> length * perToken);
        return EvaluationCost.ofMeasures(work, KnockoutAgreement.values().length)
                .plus(DOUBLE * passes * model.prediction(), copies * CALLS * model.layers(), 0);
    }
}
