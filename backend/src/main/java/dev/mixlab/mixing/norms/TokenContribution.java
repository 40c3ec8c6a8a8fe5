package dev.mixlab.mixing.norms;

import ai.djl.ndarray.types.DataType;
import dev.mixlab.mixing.tensor.ComponentRows;
import dev.mixlab.mixing.tensor.Sums;
import java.util.function.DoubleSupplier;

/**
 * The vector that a token j gives to a row i: f_ij = sum over heads of a_ijh W_h v_jh, or r_ii = f_ii + x_i. It is held minus
 * the mean of its own components, which is all that a layer norm sees of it, in the precision of the model. One object is
 * used for many vectors in turn, by one thread.
 */
abstract class TokenContribution {

    private final int size;
    private double mean;
    private double gainedMean;
    private double norm;

    TokenContribution(int size) {
        this.size = size;
    }

    /** Creates a contribution for vectors of arrays of that type. */
    static TokenContribution of(DataType type, TargetNorms.Norm first, TargetNorms.Norm second) {
        return type == DataType.FLOAT64 ? new DoubleVector(first, second) : new FloatVector(first, second);
    }

    /**
     * Takes a row that is a vector minus its mean.
     *
     * @param newMean that mean
     * @param newGainedMean the mean of the row times the gain of layer norm 1
     */
    final void replace(ComponentRows rows, int row, double newMean, double newGainedMean) {
        mean = newMean;
        gainedMean = newGainedMean;
        norm = Double.NaN;
        read(rows, row);
    }

    /** Adds a row, which is not centred yet. */
    final void add(double[] components) {
        double more = Sums.mean(components);
        mean += more;
        add(components, more);
        gainedMean = gainedSum() / size;
        norm = Double.NaN;
    }

    /** L2 norm of the vector itself, with the mean's share added, so that nothing cancels. */
    final double norm() {
        if (Double.isNaN(norm)) {
            norm = Math.sqrt(squares() + size * mean * mean);
        }
        return norm;
    }

    /** L2 norm of the vector minus its mean, times the gain of layer norm 1. */
    final double gainedNorm() {
        return Math.sqrt(gainedSquares());
    }

    /** L2 norm of what {@link #gainedNorm} measures, minus its mean, times the gain of layer norm 2. */
    final double seenNorm() {
        return Math.sqrt(seenSquares(gainedMean));
    }

    /**
     * Sum over components of |g - s| - |s|, where g is the vector minus its mean, times the gain of layer norm 1. Formed as
     * max(-p, p - 2 |s|) with p = g sign(s), in which small g keep their digits.
     *
     * @param other s [H]
     */
    abstract DoubleSupplier further(double[] other);

    abstract void read(ComponentRows rows, int row);

    abstract void add(double[] components, double componentsMean);

    abstract double squares();

    abstract double gainedSum();

    abstract double gainedSquares();

    abstract double seenSquares(double ofGained);
}
