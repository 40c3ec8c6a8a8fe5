package dev.mixlab.mixing.norms;

import dev.mixlab.mixing.tensor.ComponentRows;
import dev.mixlab.mixing.tensor.Sums;
import java.util.function.DoubleSupplier;

/** In double precision; the same steps as in {@link FloatVector}, as Java has no type for both. */
final class DoubleVector extends TokenContribution {

    private final double[] gain;
    private final double[] secondGain;
    private final double[] centred;
    private final double[] gained;
    private final double[] work;

    DoubleVector(TargetNorms.Norm first, TargetNorms.Norm second) {
        super(first.gain().length);
        gain = first.gain();
        secondGain = second.gain();
        centred = new double[gain.length];
        gained = new double[gain.length];
        work = new double[gain.length];
    }

    @Override
    void read(ComponentRows rows, int row) {
        rows.read(row, centred);
        multiply();
    }

    @Override
    void add(double[] components, double mean) {
        for (int k = 0; k < centred.length; k++) {
            centred[k] += components[k] - mean;
        }
        multiply();
    }

    private void multiply() {
        for (int k = 0; k < gained.length; k++) {
            gained[k] = centred[k] * gain[k];
        }
    }

    @Override
    double squares() {
        return Sums.ofSquares(centred, work);
    }

    @Override
    double gainedSquares() {
        return Sums.ofSquares(gained, work);
    }

    @Override
    double gainedSum() {
        return Sums.of(gained);
    }

    @Override
    double seenSquares(double ofGained) {
        for (int k = 0; k < work.length; k++) {
            double seen = (gained[k] - ofGained) * secondGain[k];
            work[k] = seen * seen;
        }
        return Sums.of(work);
    }

    @Override
    DoubleSupplier further(double[] other) {
        double[] signs = new double[other.length];
        double[] twice = new double[other.length];
        for (int k = 0; k < other.length; k++) {
            signs[k] = Math.copySign(1, other[k]);
            twice[k] = 2 * Math.abs(other[k]);
        }
        return () -> {
            for (int k = 0; k < work.length; k++) {
                double along = gained[k] * signs[k];
                work[k] = Math.max(-along, along - twice[k]);
            }
            return Sums.of(work);
        };
    }
}
