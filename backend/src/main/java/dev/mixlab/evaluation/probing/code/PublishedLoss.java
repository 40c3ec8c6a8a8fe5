package dev.mixlab.evaluation.probing.code;

import dev.mixlab.evaluation.probing.network.ProbeData;
import java.util.Arrays;
import java.util.List;

/** The loss of the published script: the cross-entropy in nats of probabilities that are mistaken for logits. */
final class PublishedLoss {

    private PublishedLoss() {}

    /** Computes the loss [tasks, n] of the probabilities [tasks, n, classes] that the probes give. */
    static double[][] nats(double[][][] probabilities, List<ProbeData> tasks) {
        double[][] nats = new double[tasks.size()][];
        for (int task = 0; task < nats.length; task++) {
            nats[task] = nats(probabilities[task], tasks.get(task).labels());
        }
        return nats;
    }

    static double[] nats(double[][] probabilities, int[] labels) {
        return Arrays.stream(CodeLength.bits(probabilities, labels))
                .map(bits -> bits * Math.log(2))
                .toArray();
    }
}
