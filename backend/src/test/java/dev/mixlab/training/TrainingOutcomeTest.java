package dev.mixlab.training;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrainingOutcomeTest {

    /** Of 1,000 test examples, 800 are right before. */
    @ParameterizedTest
    @CsvSource({
        "0.5,   0.800, 0.5000, 0.55,  NOTHING",
        "0.5,   0.800, 0.4999, 0.55,  NOTHING",
        "0.5,   0.800, 0.4990, 0.55,  LEARNED",
        "0.5,   0.801, 0.5000, 0.55,  LEARNED",
        "0.5,   0.950, 0.1500, 0.20,  LEARNED",
        "0.5,   0.500, 150.00, 167,   DIVERGED",
        "0.5,   0.500, 0.6932, 0.70,  DIVERGED",
        "0.69,  0.790, 0.6850, 0.72,  LEARNED",
        "2.0,   0.790, 1.4000, 1.60,  LEARNED",
        "0.05,  0.780, 0.3000, 0.04,  LEARNED",
    })
    void judgesByTheLossBeforeAndAfter(
            double lossBefore, double accuracy, double lossAfter, double trainLoss, TrainingOutcome outcome) {
        Accuracy before = new Accuracy(800, 1000, 1000 * lossBefore);

        assertThat(TrainingOutcome.of(before, new TrainingOutcome.Figures(accuracy, lossAfter), trainLoss))
                .isEqualTo(outcome);
    }
}
