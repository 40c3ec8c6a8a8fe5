package dev.mixlab.evaluation.probing.code;

import dev.mixlab.evaluation.probing.network.ProbeData;
import java.util.Arrays;
import java.util.List;

/** Early stopping of the published script, which chooses the epoch by the loss of the very block that is coded. */
final class PublishedChoice {

    private final List<ProbeData> coded;
    private final double[][] least;
    private final double[] last;
    private final int[] since;

    PublishedChoice(List<ProbeData> coded) {
        this.coded = coded;
        least = new double[coded.size()][];
        last = new double[coded.size()];
        since = new int[coded.size()];
        Arrays.fill(last, 1000);
    }

    boolean open() {
        return Arrays.stream(since).anyMatch(epochs -> epochs < PublishedCode.PATIENCE);
    }

    /** Records the probabilities [tasks, n, classes] that the probes give to the block after an epoch. */
    void offer(double[][][] probabilities) {
        for (int task = 0; task < since.length; task++) {
            if (since[task] >= PublishedCode.PATIENCE) {
                continue;
            }
            double[] nats =
                    PublishedLoss.nats(probabilities[task], coded.get(task).labels());
            if (least[task] == null
                    || Arrays.stream(nats).sum() < Arrays.stream(least[task]).sum()) {
                least[task] = nats;
            }
            double mean = meanOfBatches(nats);
            since[task] = mean >= last[task] ? since[task] + 1 : 0;
            last[task] = mean;
        }
    }

    /** Returns the nats of each example in the epoch of the lowest loss [tasks, n]. */
    double[][] least() {
        return least;
    }

    private static double meanOfBatches(double[] nats) {
        double sum = 0;
        int batches = 0;
        for (int from = 0; from < nats.length; from += PublishedCode.BATCH) {
            int end = Math.min(nats.length, from + PublishedCode.BATCH);
            sum += Arrays.stream(nats, from, end).average().orElseThrow();
            batches++;
        }
        return batches == 0 ? Double.NaN : sum / batches;
    }
}
