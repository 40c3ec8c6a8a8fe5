package dev.mixlab.evaluation.probing.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.mixlab.encoder.engine.GradientRecording;
import dev.mixlab.encoder.engine.TensorEngine;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LabelLossTest {

    private static final float[] LOGITS = {0.5f, -0.25f, 1, 2, -1, 3, 0, 0.125f, -2, 0.75f, 0.25f, 0.5f};
    private static final long[] LABELS = {0, 1, 1, 0, 0, 1};
    private static final int PROBES = 2;
    private static final int EXAMPLES = 3;

    @Test
    void theGradientIsThatOfEachProbesMeanHoweverMuchMemoryJavaFreesBeforeIt() {
        for (int round = 0; round < 20; round++) {
            try (NDManager manager = TensorEngine.newManager()) {
                NDArray logits = manager.create(LOGITS, new Shape(PROBES, EXAMPLES, 2));
                NDArray labels = manager.create(LABELS, new Shape(PROBES, EXAMPLES, 1));
                logits.setRequiresGradient(true);
                NDArray loss = GradientRecording.during(
                        () -> new LabelLoss().evaluate(new NDList(labels), new NDList(logits)));
                freeAndFill();
                TensorEngine.backward(loss, manager.ones(loss.getShape()), false);
                assertThat(loss.getFloat()).isCloseTo((float) expectedLoss(), within(1e-6f));
                assertThat(logits.getGradient().toFloatArray()).containsExactly(expectedGradient(), within(1e-7f));
            }
        }
    }

    /** Lets Java free what it no longer needs, and writes over what is free. */
    private static void freeAndFill() {
        System.gc();
        List<ByteBuffer> filled = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
            filled.add(ByteBuffer.allocateDirect(8).putLong(0, -1));
        }
        assertThat(filled).hasSize(20_000);
    }

    private static double expectedLoss() {
        double loss = 0;
        for (int i = 0; i < LABELS.length; i++) {
            loss -= Math.log(probability(i, (int) LABELS[i])) / EXAMPLES;
        }
        return loss;
    }

    private static float[] expectedGradient() {
        float[] gradient = new float[LOGITS.length];
        for (int i = 0; i < LABELS.length; i++) {
            for (int label = 0; label < 2; label++) {
                double right = label == LABELS[i] ? 1 : 0;
                gradient[2 * i + label] = (float) ((probability(i, label) - right) / EXAMPLES);
            }
        }
        return gradient;
    }

    private static double probability(int example, int label) {
        double other = LOGITS[2 * example + 1 - label] - LOGITS[2 * example + label];
        return 1 / (1 + Math.exp(other));
    }
}
