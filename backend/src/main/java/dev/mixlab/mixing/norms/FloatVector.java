package dev.mixlab.mixing.norms;

import dev.mixlab.mixing.tensor.ComponentRows;
import dev.mixlab.mixing.tensor.Sums;
import java.util.function.DoubleSupplier;

/** In single precision, to which the engine has rounded the components already, so that none needs to be converted. */
final class FloatVector extends TokenContribution {

    private final float[] gain;
    private final float[] secondGain;
    private final float[] centred;
    private final float[] gained;
    private final float[] work;

    FloatVector(TargetNorms.Norm first, TargetNorms.Norm second) {
        super(first.gain().length);
        gain = ComponentRows.floats(first.gain());
        secondGain = ComponentRows.floats(second.gain());
        centred = new float[gain.length];
        gained = new float[gain.length];
        work = new float[gain.length];
    }

    @Override
    void read(ComponentRows rows, int row) {
        rows.read(row, centred);
        multiply();
    }

    @Override
    void add(double[] components, double mean) {
        for (int k = 0; k < centred.length; k++) {
            centred[k] = (float) (centred[k] + (components[k] - mean));
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
        float mean = (float) ofGained;
        for (int k = 0; k < work.length; k++) {
            float seen = (gained[k] - mean) * secondGain[k];
            work[k] = seen * seen;
        }
        return Sums.of(work);
    }

    @Override
    DoubleSupplier further(double[] other) {
        float[] signs = new float[other.length];
        float[] twice = new float[other.length];
        for (int k = 0; k < other.length; k++) {
            signs[k] = (float) Math.copySign(1, other[k]);
            twice[k] = (float) (2 * Math.abs(other[k]));
        }
        return () -> {
            for (int k = 0; k < work.length; k++) {
                float along = gained[k] * signs[k];
                work[k] = Math.max(-along, along - twice[k]);
            }
            return Sums.of(work);
        };
    }
}
