package dev.mixlab.evaluation.probing;

import dev.mixlab.evaluation.probing.network.ProbeData;
import java.util.Arrays;
import java.util.List;

/** What a label costs in the published script: cross-entropy in nats of probabilities that are taken for logits. */
final class PublishedLoss {

    private PublishedLoss() {}

    /** Of the probabilities [tasks, n, classes] that probes give [tasks, n]. */
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
