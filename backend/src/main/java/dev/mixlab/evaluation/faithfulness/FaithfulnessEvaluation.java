package dev.mixlab.evaluation.faithfulness;

import dev.mixlab.evaluation.Evaluation;
import dev.mixlab.evaluation.EvaluationCost;
import dev.mixlab.evaluation.EvaluationInfo;
import dev.mixlab.evaluation.EvaluationInput;
import dev.mixlab.evaluation.EvaluationResult;
import dev.mixlab.evaluation.EvaluationWork;
import dev.mixlab.evaluation.Measure;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.Stream;

/** Measures whether the scores reflect what the prediction at the target depends on. */
public final class FaithfulnessEvaluation implements Evaluation {

    /** Its id. */
    public static final String ID = "faithfulness";

    /** Seconds per piece of the vocabulary and prediction: the soft-max is computed in double precision. */
    private static final double SOFT_MAX = 4e-9;

    /** Seconds per prediction and layer: with small models, the calls of the engine take longer than their products. */
    private static final double CALLS = 1e-5;

    /** Tokens of a sentence that are never deleted: the special ones at both ends and the target. */
    private static final int FIXED = 3;

    private static final double BYTES_OF_A_CURVE = 500;
    private static final double BYTES_OF_A_DROP = 22;

    /** Bytes of the ten probabilities of a curve of one sentence. */
    private static final double BYTES_OF_POINTS = 90;

    static final String COMPREHENSIVENESS = "comprehensiveness";
    static final String SUFFICIENCY = "sufficiency";

    @Override
    public EvaluationInfo info() {
        return new EvaluationInfo(
                ID,
                "Faithfulness",
                "Mohebbi et al. 2023; DeYoung et al. 2020",
                "Whether the scores agree with what the model's own prediction loses when tokens are replaced by the mask.",
                true,
                List.of(),
                measures());
    }

    private static List<Measure> measures() {
        Stream<Measure> ranks = Arrays.stream(RankAgreement.values())
                .map(rank -> new Measure(rank.id(), rank.label(), rank.description(), true, -1, 1));
        Stream<Measure> deletions = Stream.of(
                new Measure(
                        COMPREHENSIVENESS,
                        "Comprehensiveness",
                        "What p(good word) loses without the top 1, 5, 10, 20 and 50 % of tokens, on average.",
                        true,
                        -1,
                        1),
                new Measure(
                        SUFFICIENCY,
                        "Sufficiency",
                        "What p(good word) loses with only the top 1, 5, 10, 20 and 50 % of tokens left, on average.",
                        false,
                        -1,
                        1));
        return Stream.concat(ranks, deletions).toList();
    }

    @Override
    public int version() {
        return 2;
    }

    @Override
    public EvaluationResult evaluate(EvaluationInput input) {
        FaithfulnessWork work = new FaithfulnessWork(input);
        work.visit();
        return work.result();
    }

    @Override
    public List<Integer> chunks(EvaluationInput input) {
        return FaithfulnessWork.chunks(input);
    }

    @Override
    public EvaluationCost cost(EvaluationWork work) {
        Integer most = work.settings().deletionExamples();
        double deleted = most == null ? work.examples() : Math.min(most, work.examples());
        int orders = work.columns() + DeletionSettings.standard().randomOrders();
        IntToDoubleFunction altered = length -> DeletionWork.sentences(Math.max(1, length - FIXED), orders);
        double predictions = work.examples() * work.tokens() + deleted * work.mean(altered);
        double passes = work.examples() * work.passes(length -> length) + deleted * work.passes(altered);
        EvaluationWork.ModelWork model = work.model();
        return EvaluationCost.ofMeasures(work, measures().size())
                .plus(
                        passes * model.prediction(),
                        predictions * (SOFT_MAX * model.vocabulary() + CALLS * model.layers()),
                        (BYTES_OF_A_CURVE + BYTES_OF_POINTS * deleted) * work.columns()
                                + BYTES_OF_A_DROP * work.tokens() * work.examples());
    }
}
