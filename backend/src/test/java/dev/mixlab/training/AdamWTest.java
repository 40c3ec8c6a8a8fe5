package dev.mixlab.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.training.tracker.Tracker;
import dev.mixlab.common.InvalidInputException;
import dev.mixlab.weights.tensor.TensorSource;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AdamWTest {

    private static final float RATE = 0.01f;
    private final NDManager manager = NDManager.newBaseManager("PyTorch");

    @AfterEach
    void close() {
        manager.close();
    }

    @Test
    void followsTheFormulaWithEpsilonNotRescaled() {
        float[] gradients = {0.5f, -0.25f, 1e-4f};
        NDArray weight = manager.create(new float[] {1f});
        AdamW adam = adam(0);
        double expected = 1;
        double mean = 0;
        double variance = 0;

        for (int t = 1; t <= gradients.length; t++) {
            adam.update("w", weight, manager.create(new float[] {gradients[t - 1]}));
            mean = 0.9 * mean + 0.1 * gradients[t - 1];
            variance = 0.999 * variance + 0.001 * gradients[t - 1] * gradients[t - 1];
            double size = RATE * Math.sqrt(1 - Math.pow(0.999, t)) / (1 - Math.pow(0.9, t));
            expected -= size * mean / (Math.sqrt(variance) + 1e-3);
        }

        assertThat((double) weight.getFloat(0)).isCloseTo(expected, within(1e-6));
    }

    @Test
    void decayPullsMatricesButNotVectors() {
        NDArray matrix = manager.create(new float[][] {{2f}});
        NDArray vector = manager.create(new float[] {2f});
        AdamW adam = adam(0.1f);

        adam.update("matrix", matrix, matrix.zerosLike());
        adam.update("vector", vector, vector.zerosLike());

        assertThat(matrix.getFloat(0, 0)).isCloseTo(2f - 2f * RATE * 0.1f, within(1e-6f));
        assertThat(vector.getFloat(0)).isEqualTo(2f);
    }

    @Test
    void aParameterWithoutGradientStaysAsItIs() {
        NDArray weight = manager.create(new float[] {3f, 4f});
        AdamW adam = adam(0);

        adam.update("w", weight, weight.zerosLike());
        adam.update("w", weight, weight.zerosLike());

        assertThat(weight.toFloatArray()).containsExactly(3f, 4f);
    }

    @Test
    void goesOnFromRestoredMomentsWithTheSameFigures() {
        NDArray undisturbed = manager.create(new float[] {1f, 2f});
        AdamW first = adam(0);
        first.update("w", undisturbed, manager.create(new float[] {0.3f, -0.7f}));
        NDArray resumed = undisturbed.duplicate();
        TensorSource moments = first.moments().inMemory();

        AdamW second = adam(0);
        second.restore(List.of("w"), moments, 1);
        first.update("w", undisturbed, manager.create(new float[] {0.1f, 0.2f}));
        second.update("w", resumed, manager.create(new float[] {0.1f, 0.2f}));

        assertThat(resumed.toFloatArray()).containsExactly(undisturbed.toFloatArray());
    }

    @Test
    void refusesMomentsThatAreMissing() {
        assertThatThrownBy(() -> adam(0).restore(List.of("layer.weight"), TensorSource.of(List.of()), 1))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("layer.weight");
    }

    private AdamW adam(float decay) {
        return AdamW.builder(manager, Tracker.fixed(RATE))
                .optEpsilon(1e-3)
                .optWeightDecays(decay)
                .build();
    }
}
