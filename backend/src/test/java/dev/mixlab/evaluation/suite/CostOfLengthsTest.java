package dev.mixlab.evaluation.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.mixlab.evaluation.EvaluatingSettings;
import dev.mixlab.evaluation.Evaluation;
import dev.mixlab.evaluation.EvaluationWork;
import dev.mixlab.evaluation.EvaluationWork.ModelWork;
import dev.mixlab.evaluation.EvaluationWork.ScoringWork;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Sentences of several lengths: what grows faster than the length is not estimated by that of an average sentence. */
class CostOfLengthsTest {

    private static final int LAYERS = 2;

    private final Evaluation orders = Evaluations.of("faithfulness_normalised");

    /** Operations with a forward pass that takes 1,000 per token. */
    private static double operations(Evaluation evaluation, int... lengths) {
        double tokens =
                new EvaluationWork(lengths, model(0), LAYERS, scoring(), EvaluatingSettings.standard()).tokens();
        return evaluation
                .cost(new EvaluationWork(
                        lengths, model(1000 * tokens), LAYERS, scoring(), EvaluatingSettings.standard()))
                .operations();
    }

    private static ModelWork model(double forward) {
        return new ModelWork(LAYERS, 2, 0, 100, 0, forward);
    }

    private static ScoringWork scoring() {
        return new ScoringWork(0, 0);
    }

    @Test
    void aSetOfTokensIsOneAlteredSentence() {
        // 8 tokens, of which 5 can be deleted: 32 sets, each a forward pass over 8 tokens
        assertThat(operations(orders, 8)).isEqualTo(32 * 8 * 1000.0);
    }

    @Test
    void sentencesOfSeveralLengthsCostWhatTheyCostOneByOne() {
        for (String id : List.of("faithfulness_normalised", "faithfulness", "causal_agreement")) {
            Evaluation evaluation = Evaluations.of(id);
            double apart = operations(evaluation, 6) + operations(evaluation, 14);

            assertThat(operations(evaluation, 6, 14)).as(id).isCloseTo(apart, within(1e-9 * apart));
        }
    }

    @Test
    void noSentencesCostNoOperations() {
        assertThat(operations(orders)).isZero();
    }
}
