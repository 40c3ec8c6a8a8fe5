package dev.mixlab.evaluation.probing;

import dev.mixlab.common.InvalidInputException;

/**
 * A perceptron with one hidden layer of rectified units. Part of what it may learn from is held out and chooses the epoch; the untrained
 * probe, which says that all labels are equally likely, is among the choices. It never sees the labels that it is to predict.
 */
public final class MlpLearner implements ProbeLearner {

    private final ProbeSettings settings;

    public MlpLearner(ProbeSettings settings) {
        this.settings = settings;
    }

    @Override
    public double[][] predict(ProbeData transmitted, ProbeData next, long seed) {
        int heldOut = (int) Math.max(1, Math.round(settings.heldOut() * transmitted.size()));
        int fitted = transmitted.size() - heldOut;
        if (fitted < 1) {
            return new double[next.size()][next.classes()];
        }
        ProbeData toFit = transmitted.slice(0, fitted);
        ProbeData toChoose = transmitted.slice(fitted, transmitted.size());
        try (MlpProbe probe = new MlpProbe(toFit, settings, seed)) {
            double[][] best = probe.logits(next);
            double least = loss(probe, toChoose);
            int since = 0;
            for (int epoch = 0; epoch < settings.epochs() && since < settings.patience(); epoch++) {
                probe.epoch();
                double loss = loss(probe, toChoose);
                since++;
                if (loss < least) {
                    least = loss;
                    best = probe.logits(next);
                    since = 0;
                }
            }
            return best;
        }
    }

    private static double loss(MlpProbe probe, ProbeData data) {
        double bits = CodeLength.bits(probe.logits(data), data.labels());
        if (!Double.isFinite(bits)) {
            throw new InvalidInputException("a probe diverged: its loss is " + bits);
        }
        return bits;
    }
}
